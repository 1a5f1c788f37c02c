"""Rebuilds Geodata/ from the unpacked packages: called by the script `rebuild`.

Usage: rebuild.py SHAPEFILE_STEM CITIES_JSON OUTPUT_FOLDER
"""

import sys
from pathlib import Path

import boundaries
import demonstration
import gazetteer

shapefile_stem, cities_json, folder = map(Path, sys.argv[1:])
departements = boundaries.build(shapefile_stem, folder)
places = gazetteer.build(cities_json, departements, folder)
demonstration.build(places, departements, folder)
