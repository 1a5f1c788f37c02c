#!/usr/bin/env python3
"""Draws one scene with one look by Maillage, Mapnik, Skia and Cairo, and prints the ratios.

Builds Render in release, makes the scene (200 tiles of a known seed, 200 of a seed chosen now), runs
every renderer once a pass, each in a process of its own on one core, and prints Markdown tables; see
Benchmarks/README.md. The peers are those of ../shared/peers/raster, which bring the scene along;
where they are not, it says so and measures Maillage alone on a scene of Geodata.

    Benchmarks/compare-renderers.py                       # 5 passes, about 25 minutes
    Benchmarks/compare-renderers.py --quick               # 1 pass of the known seed
    Benchmarks/compare-renderers.py --json FIGURES.json --readme
    Benchmarks/compare-renderers.py --render FIGURES.json # the tables of an earlier run
"""
import argparse
import array
import csv
import json
import math
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

import pointfiles
import rendertables
import tables
from measuring import HERE, built, machine, run, save, say

SOURCES = HERE / "Renderers"
SHARED = HERE.parent.parent / "shared"
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
KNOWN_SEED = 7
SIZES = (256, 512)
# The cases of each peer that are compared; `{}` is the side of a tile in pixels.
CASES = {
    "mapnik": ("mapnik {} png8:z=1", "mapnik {} meta-set metatile8 png8:z=1",
               "mapnik {} empty png8:z=1"),
    "skia": ("skia {} png-default",),
    "cairo": ("cairo {} write_to_png",),
}
# What Maillage does each pass: a name, the program's mode and the list of tiles.
OWN = {
    "cold": ("cold", "tiles.json"),
    "cold, metatiles": ("cold", "metatiles.json"),
    "kept": ("kept", "tiles.json"),
    "empty": ("cold", "sea.json"),
    "parts": ("parts", "tiles.json"),
}
# In turns, so that a slow moment of the machine meets neighbours of the table.
ORDER = ("mapnik", "cold", "cold, metatiles", "empty", "skia", "kept", "cairo", "parts", "zlib")
TOOLS = {"swift": ["swift", "--version"]}
PACKAGES = ("zlib1g", "libpng16-16", "libfreetype6")
WHEELS = ("mapnik", "skia-python", "pycairo")


class Peers:
    """The other renderers and the Python they run in."""

    def __init__(self, folder, work):
        self.folder, self.log = folder, work / "peers.log"
        self.python = str(work / "venv/bin/python")
        if not os.path.exists(self.python):
            say("Installing the peers …")
            run([sys.executable, "-m", "venv", str(work / "venv")])
            subprocess.run([self.python, "-m", "pip", "install", "--quiet", "--requirement",
                            str(folder / "requirements.txt")], check=True, stdout=sys.stderr)

    def run(self, script, *arguments, core=None):
        """Runs one of our programs for them, pinned to a core where one is given."""
        # What is set for another processor's OpenBLAS keeps numpy from starting.
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith("OPENBLAS_")}
        command = [self.python, str(SOURCES / script), *map(str, arguments)]
        with open(self.log, "a", encoding="utf-8") as log:
            return run(pinned(command, core), env=environment, stderr=log)

    def versions(self):
        listed = json.loads(run([self.python, "-m", "pip", "list", "--format", "json"]))
        return {wheel["name"]: wheel["version"] for wheel in listed if wheel["name"] in WHEELS}


def pinned(command, core):
    if core is None or not shutil.which("taskset"):
        return command
    return ["taskset", "-c", str(core), *command]


def scene_of(peers, options, seed):
    """The folder of a scene, made where it is not there yet or was made by an older program."""
    folder = options.work / (f"scene-{seed}" if peers else f"scene-alone-{seed}")
    facts, maker = folder / "facts.json", SOURCES / "scene.py"
    if not facts.exists() or facts.stat().st_mtime < maker.stat().st_mtime:
        say(f"Making the scene of seed {seed} …")
        if peers:
            boundaries = options.shared / "data/boundaries"
            peers.run("scene.py", peers.folder, boundaries / "departements.geojson",
                      boundaries / "communes-pays-de-la-loire.geojson", options.font, folder, seed)
        else:
            make_scene_alone(folder, seed)
    return folder


def make_scene_alone(folder, seed):
    """Boundaries and places of Geodata, points around the places, tiles around the points."""
    folder.mkdir(parents=True, exist_ok=True)
    geodata = HERE.parent / "Geodata"
    shutil.copy(geodata / "departements.geojson", folder)
    shutil.copy(geodata / "places.csv", folder)
    with open(geodata / "places.csv", encoding="utf-8") as file:
        points = [(float(row["longitude"]), float(row["latitude"]))
                  for row in csv.DictReader(file) if row["region"] == "52"]
    chance = random.Random(seed)
    towns = list(points)
    for _ in range(5000):
        longitude, latitude = chance.choice(towns)
        points.append((longitude + chance.gauss(0, 0.08), latitude + chance.gauss(0, 0.05)))
    pointfiles.write(array.array("d", (value for point in points for value in point)),
                     folder / "points.f64")
    lists = {"tiles.json": sampled_tiles(points, chance),
             "sea.json": [[12, x, y] for x in range(1990, 2000) for y in range(1430, 1440)]}
    for name, tiles in lists.items():
        (folder / name).write_text(json.dumps(tiles), encoding="utf-8")
    facts = {"seed": seed, "points": len(points), "tiles": len(lists["tiles.json"])}
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


def sampled_tiles(points, chance):
    """200 tiles with points, spread over the zooms 6 to 12 as prep.py of the peers does."""
    zooms, chosen = range(6, 13), []
    for place, zoom in enumerate(zooms):
        tiles = sorted({(zoom, *column_and_row(point, zoom)) for point in points})
        quota = max(1, (200 - len(chosen)) // (len(zooms) - place))
        chosen += tiles if len(tiles) <= quota else sorted(chance.sample(tiles, quota))
    return chosen


def column_and_row(point, zoom):
    longitude, latitude = point
    side = 1 << zoom
    rise = math.asinh(math.tan(math.radians(latitude))) / math.pi
    return int((longitude + 180) / 360 * side), int((1 - rise) / 2 * side)


def render(product, mode, folder, tiles, size, options, target=None):
    """Runs Maillage."""
    command = [product, mode, str(folder), str(folder / tiles), str(size // 256), options.font]
    return json.loads(run(pinned(command + ([str(target)] if target else []), options.core)))


def agreement(product, peers, folder, options):
    """Pictures of boundaries alone beside Mapnik's, by size; leaves whole pictures for zlib too."""
    found = {}
    for size in SIZES if peers else ():
        say(f"{folder.name}, {size} px: pixels")
        ground, whole = folder / f"ground-{size}", folder / f"whole-{size}"
        render(product, "ground", folder, "tiles.json", size, options, ground)
        render(product, "parts", folder, "tiles.json", size, options, whole)
        found[str(size)] = json.loads(
            peers.run("pixels.py", peers.folder, folder, size // 256, ground))
    return found


def one_pass(product, peers, folder, size, options):
    """What every program gives for one scene and size, by name."""
    results = {}
    for name in ORDER:
        if name in options.without.split(",") or not (name in OWN or peers):
            continue
        say(f"  {name}")
        if name in OWN:
            mode, tiles = OWN[name]
            if (folder / tiles).exists():
                results[name] = render(product, mode, folder, tiles, size, options)
        elif name == "zlib":
            results[name] = json.loads(peers.run(
                "deflate.py", folder / "tiles.json", folder / f"whole-{size}", core=options.core))
        else:
            cases = {case.replace("{} ", ""): case.format(size) for case in CASES[name]}
            found = json.loads(peers.run("peer.py", peers.folder, name, folder, options.font,
                                         f"{name} {size} ", *cases.values(), core=options.core))
            results.update({case: found[full] for case, full in cases.items()})
    return results


def measured(product, peers, scenes, options):
    """Figures of every pass by seed and size; a record of all so far after each."""
    results = {}
    for turn in range(options.passes):
        for seed, folder in scenes.items():
            for size in SIZES:
                say(f"Pass {turn + 1} of {options.passes}, seed {seed}, {size} px")
                results.setdefault(str(seed), {}).setdefault(str(size), []).append(
                    one_pass(product, peers, folder, size, options))
        yield results


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--seed2", type=int, metavar="N",
                        help="the second seed, to repeat a run (default: from the clock)")
    parser.add_argument("--quick", action="store_true", help="one pass of the known seed")
    parser.add_argument("--without", default="", metavar="NAMES",
                        help="peers to leave out, e.g. 'skia,cairo'")
    parser.add_argument("--shared", type=pathlib.Path, default=SHARED, metavar="DIR",
                        help="the folder of peers/raster and data/boundaries (default: ../shared)")
    parser.add_argument("--font", default=FONT, metavar="FILE")
    parser.add_argument("--core", type=int, default=(os.cpu_count() or 1) - 1,
                        help="the core that everything timed runs on (default: the last)")
    parser.add_argument("--product", metavar="FILE", help="Render, where it is built already")
    parser.add_argument("--work", type=pathlib.Path, default=HERE / ".build/renderers",
                        metavar="DIR")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE",
                        help="all figures of all passes")
    parser.add_argument("--render", type=pathlib.Path, metavar="FILE",
                        help="print the tables of an earlier run")
    parser.add_argument("--readme", action="store_true",
                        help="write the tables into Benchmarks/README.md too")
    return parser.parse_args()


def compare(options):
    """Measures everything, and returns the record."""
    options.work.mkdir(parents=True, exist_ok=True)
    options.work = options.work.resolve()
    product = options.product or built("Render")
    folder, missing, peers = options.shared.resolve() / "peers/raster", [], None
    if (folder / "prep.py").exists():
        peers = Peers(folder, options.work)
    else:
        missing.append("Mapnik, Skia and Cairo: there is no peers/raster in the folder of "
                       "--shared; Maillage was measured alone, on places of Geodata")
        say("MISSING", missing[0])
    seeds = [KNOWN_SEED]
    if not options.quick:
        seeds.append(options.seed2 or int(time.time()))
        say(f"The second seed is {seeds[1]}; --seed2 {seeds[1]} repeats it.")
    scenes = {seed: scene_of(peers, options, seed) for seed in seeds}
    record = {
        "machine": machine(TOOLS, PACKAGES), "missing": missing,
        "peers": peers.versions() if peers else {},
        "scenes": {str(seed): json.loads((folder / "facts.json").read_text(encoding="utf-8"))
                   for seed, folder in scenes.items()},
        "tiles": {str(seed): json.loads((folder / "tiles.json").read_text(encoding="utf-8"))
                  for seed, folder in scenes.items()},
        "pixels": {str(seed): agreement(product, peers, folder, options)
                   for seed, folder in scenes.items()},
    }
    options.passes = 1 if options.quick else options.passes
    for results in measured(product, peers, scenes, options):
        record["results"] = results
        record["machine"]["load at end"] = os.getloadavg()[0]
        save(record, options.json)
    return record


def main():
    options = arguments()
    record = (json.loads(options.render.read_text(encoding="utf-8")) if options.render
              else compare(options))
    text = rendertables.markdown(record)
    print(text)
    if options.readme:
        tables.write_into(HERE / "README.md", text, rendertables.START, rendertables.END)


main()
