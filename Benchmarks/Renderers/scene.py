"""Makes the scene that all renderers draw: prep.py of the peers, and the same for Maillage.

usage: scene.py PEERS DEPARTEMENTS COMMUNES FONT FOLDER SEED
Prints how many points there are, and markers by zoom, as JSON.
"""
import array
import contextlib
import csv
import json
import math
import os
import runpy
import sys

EARTH_RADIUS = 6378137.0
# How far around the region prep.py writes names, in metres of EPSG:3857.
NAMES_AROUND = 9e4
# Sea south-west of Brittany: the empty tiles of the peers.
SEA = [[12, x, y] for x in range(1990, 2000) for y in range(1430, 1440)]


def in_order_of_codes(source, target):
    """Copies boundaries with the features by code: then 'every fourth' means the same to all."""
    with open(source, encoding="utf-8") as file:
        collection = json.load(file)
    collection["features"].sort(key=lambda feature: feature["properties"]["code"])
    write(collection, target)


def write(value, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False)


def degrees(x, y):
    """Longitude and latitude of a position in EPSG:3857."""
    return (math.degrees(x / EARTH_RADIUS),
            math.degrees(2 * math.atan(math.exp(y / EARTH_RADIUS)) - math.pi / 2))


def prepared(peers, folder, font, seed):
    """Runs prep.py, and returns what it holds at its end."""
    sys.path.insert(0, peers)
    sys.argv = ["prep.py", "--departements", f"{folder}/departements.geojson",
                "--communes", f"{folder}/communes.geojson", "--font", font, "--out", folder,
                "--seed", str(seed)]
    with contextlib.redirect_stdout(sys.stderr):
        return runpy.run_path(f"{peers}/prep.py")


def write_points(points, path):
    numbers = array.array("d", (value for point in points for value in degrees(*point)))
    if sys.byteorder == "big":
        numbers.byteswap()
    with open(path, "wb") as file:
        numbers.tofile(file)


def write_places(scene, path):
    """The places that prep.py names, with the populations its thresholds go by."""
    west, south = (scene[name] - NAMES_AROUND for name in ("minx", "miny"))
    east, north = (scene[name] + NAMES_AROUND for name in ("maxx", "maxy"))
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["name", "latitude", "longitude", "population", "departement"])
        for name, population, x, y in scene["cities"]:
            if west < x < east and south < y < north:
                longitude, latitude = degrees(x, y)
                rows.writerow([name, f"{latitude:.9f}", f"{longitude:.9f}", population, ""])


def look(common, scene):
    """Colours, radii and thresholds of the peers, for Maillage to draw with the same."""
    def disc(count):
        # prep.py gives its own sprites halves of pixels too.
        return round(scene["crad"](count) * 2) / 2

    sizes = [count for count in range(1, 100) if count <= 2 or disc(count) != disc(count - 1)]
    return {
        "sea": common.SEA, "departements": common.DEP, "communes": common.COM,
        "communeLine": common.COMLINE, "departementLine": common.DEPLINE,
        "ring": common.RING, "disc": common.DISC, "count": common.CTEXT, "name": common.LTEXT,
        "discs": [{"count": count, "radius": disc(count)} for count in sizes],
        "populations": [{"zoom": zoom, "population": int(population)}
                        for zoom, population in sorted(scene["POP"].items())],
    }


def main():
    peers, departements, communes, font, folder, seed = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    in_order_of_codes(departements, f"{folder}/departements.geojson")
    in_order_of_codes(communes, f"{folder}/communes.geojson")
    scene = prepared(peers, folder, font, seed)
    write_points(scene["pts"], f"{folder}/points.f64")
    write_places(scene, f"{folder}/places.csv")
    write(scene["metatiles"], f"{folder}/metatiles.json")
    write(SEA, f"{folder}/sea.json")
    common = __import__("common")
    write(look(common, scene), f"{folder}/look.json")
    markers = {zoom: len(layer["clu"]) for zoom, layer in scene["scene"]["zooms"].items()}
    write({"seed": int(seed), "points": len(scene["pts"]), "tiles": len(scene["tiles"]),
           "markers": markers}, f"{folder}/facts.json")


main()
