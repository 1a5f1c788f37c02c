"""Compares pictures of boundaries alone with Mapnik's, and prints the result as JSON.

usage: pixels.py PEERS SCENE SCALE FOLDER
FOLDER holds ZOOM_X_Y.png of all tiles of the scene. `share` is the part of all pixels, in percent,
of which a channel differs by more than 32 of 255. Fills of neighbours differ by less than that:
`fills` is the part that differs by more than 4, which a wrong colour would show.
"""
import io
import json
import os
import runpy
import sys

import numpy
from PIL import Image

peers, scene, scale, folder = sys.argv[1:]
sys.path.insert(0, peers)
sys.argv = ["mapnik", scene, f"{scene}/out", "--only", "none of all"]
mapnik = runpy.run_path(f"{peers}/peer_mapnik.py")
render = mapnik["renderer"](int(scale), labels=False)


def channels(picture):
    return numpy.asarray(picture.convert("RGB")).astype(int)


shares, fills = {}, []
for tile in map(tuple, mapnik["tiles"]):
    theirs = channels(Image.open(io.BytesIO(render(tile).to_string("png32"))))
    ours = channels(Image.open(os.path.join(folder, "{}_{}_{}.png".format(*tile))))
    difference = abs(theirs - ours).max(2)
    shares[tile] = float((difference > 32).mean() * 100)
    fills.append(float((difference > 4).mean() * 100))
worst = max(shares, key=shares.get)
zooms = sorted({tile[0] for tile in shares})
print(json.dumps({
    "share": sum(shares.values()) / len(shares),
    "fills": sum(fills) / len(fills),
    "zooms": {zoom: float(numpy.mean([share for tile, share in shares.items() if tile[0] == zoom]))
              for zoom in zooms},
    "worst": {"tile": worst, "share": shares[worst]},
}))
