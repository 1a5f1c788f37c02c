#!/usr/bin/env python3
"""Compares Maillage's answers with geographiclib and PostGIS, query by query.

The sets of rows within 1, 10 and 50 km of places must be those that geographiclib's geodesics
give (pip install geographiclib), and, with --postgis, those of ST_DWithin on the spheroid; the ten
nearest rows must be geographiclib's. At every zoom, seeds of clusters must be apart and near what they
take in. Prints what was compared, and each difference; exits with 1 if there is one.

    Benchmarks/check-exactness.py POINTS.f64 --postgis     # with PostGIS installed, as root
"""
import argparse
import collections
import contextlib
import glob
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pointfiles

HERE = pathlib.Path(__file__).resolve().parent
RADII = (1_000, 10_000, 50_000)
NEAREST = 10


def run(command, **options):
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, **options).stdout


class Geographiclib:
    """A plain grid of degrees, and Karney's geodesics for all that may be near enough."""

    CELL = 0.1

    def __init__(self, points):
        from geographiclib.geodesic import Geodesic
        self.geodesic, self.mask = Geodesic.WGS84, Geodesic.DISTANCE
        self.points = points
        self.cells = collections.defaultdict(list)
        for row in range(len(points) // 2):
            self.cells[self.cell(points[2 * row], points[2 * row + 1])].append(row)

    def cell(self, longitude, latitude):
        return (math.floor((longitude + 180) % 360 / self.CELL), math.floor(latitude / self.CELL))

    def distance(self, place, row):
        return self.geodesic.Inverse(place[1], place[0], self.points[2 * row + 1],
                                     self.points[2 * row], self.mask)["s12"]

    def within(self, place, radius):
        """Distances by row."""
        high = radius / 110_500
        reach = min(abs(place[1]) + high, 90)
        sine = math.sin(math.radians(high)) / max(math.cos(math.radians(reach)), 1e-12)
        wide = 180 if sine >= 1 else math.degrees(math.asin(sine))
        columns = round(360 / self.CELL)
        west, east = (math.floor((place[0] + 180 + side) / self.CELL) for side in (-wide, wide))
        found = {}
        for x in range(west, min(east, west + columns - 1) + 1):
            for y in range(math.floor((place[1] - high) / self.CELL),
                           math.floor((place[1] + high) / self.CELL) + 1):
                for row in self.cells.get((x % columns, y), ()):
                    distance = self.distance(place, row)
                    if distance <= radius:
                        found[row] = distance
        return found


class PostGIS:
    """A cluster of its own on a private socket, taken away at the end."""

    def __init__(self, points, places):
        programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        if not programs:
            sys.exit("PostGIS is not here: apt-get install postgresql-15-postgis-3")
        self.programs = programs[-1]
        self.folder = tempfile.mkdtemp(prefix="maillage-postgis-")
        self.prefix = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.prefix = ["runuser", "-u", "postgres", "--"]
        self.call("initdb", "-D", f"{self.folder}/data", "-A", "trust", "-U", "postgres")
        self.call("pg_ctl", "-w", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log",
                  "-o", f"-k {self.folder} -c listen_addresses='' -c fsync=off", "start")
        try:
            self.fill(points, places)
        except BaseException:
            self.stop()
            raise

    def call(self, program, *arguments):
        subprocess.run(self.prefix + [f"{self.programs}/{program}", *arguments], check=True,
                       stdout=subprocess.DEVNULL, cwd="/")

    def ask(self, sql):
        return run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.folder,
                    "-U", "postgres", "postgres"], input=sql)

    def fill(self, points, places):
        lines = ["set client_min_messages = warning; create extension postgis;"]
        for name, numbers in (("points", points), ("places", places)):
            lines.append(f"create unlogged table {name}_read (id int, x float8, y float8);"
                         f"\ncopy {name}_read from stdin;")
            lines += [f"{row}\t{numbers[2 * row]!r}\t{numbers[2 * row + 1]!r}"
                      for row in range(len(numbers) // 2)]
            lines.append("\\.\n"
                         f"create unlogged table {name} as select id, "
                         f"st_setsrid(st_makepoint(x, y), 4326)::geography g from {name}_read;")
        lines.append("create index on points using gist (g); vacuum analyze points;")
        self.ask("\n".join(lines))
        self.number = len(places) // 2

    def within(self, radius):
        """Rows of each place."""
        answers = [set() for _ in range(self.number)]
        for line in self.ask(
                "select p.id, q.id from places p join points q "
                f"on st_dwithin(q.g, p.g, {radius});").splitlines():
            place, row = line.split("|")
            answers[int(place)].add(int(row))
        return answers

    def stop(self):
        self.call("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def rows(line):
    return [int(word) for word in line.split()]


def compared(product, path, points, places, database):
    """The number of answers that differ; prints them."""
    try:
        truth = Geographiclib(points)
    except ImportError:
        sys.exit("geographiclib is not here: pip install geographiclib")
    differences = 0

    def report(kind, place, own, other):
        nonlocal differences
        differences += 1
        where = (places[2 * place], places[2 * place + 1])
        for row in sorted(set(own) ^ set(other)):
            print(f"DIFFERENT from {kind} at {where}: row {row}, {truth.distance(where, row)} m")

    with tempfile.NamedTemporaryFile(suffix=".f64") as asked:
        pointfiles.write(places, asked.name)

        def answers(*arguments):
            return [rows(line) for line in run(
                [product, arguments[0], path, asked.name, *map(str, arguments[1:])]).splitlines()]

        for radius in RADII:
            own = answers("answers", radius)
            stored = database.within(radius) if database else None
            for place, found in enumerate(own):
                expected = truth.within((places[2 * place], places[2 * place + 1]), radius)
                if sorted(expected) != found:
                    report("geographiclib", place, found, expected)
                if stored and stored[place] != set(found):
                    report("PostGIS", place, found, stored[place])
            print(f"{radius / 1000:g} km: {len(own)} places, {sum(map(len, own)):,} rows compared "
                  f"with geographiclib{' and PostGIS' if database else ''}", flush=True)
        own = answers("nearest", NEAREST)
    for place, found in enumerate(own):
        where = (places[2 * place], places[2 * place + 1])
        farthest = max(truth.distance(where, row) for row in found)
        near = truth.within(where, farthest + 1e-6)
        # Two rows at one distance, to ten nanometres, may come in either order.
        expected = sorted(near, key=near.get)[:len(found)]
        if any(abs(near[a] - near.get(b, math.inf)) > 1e-8 for a, b in zip(expected, found)):
            report("geographiclib", place, found, expected)
    print(f"nearest {NEAREST}: {len(own)} places compared with geographiclib")
    return differences


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("points", metavar="POINTS.f64")
    parser.add_argument("--queries", type=int, default=300, metavar="N")
    parser.add_argument("--postgis", action="store_true")
    options = parser.parse_args()

    build = ["swift", "build", "--package-path", str(HERE), "-c", "release"]
    subprocess.run([*build, "--product", "Compare"], check=True, stdout=sys.stderr)
    product = run([*build, "--show-bin-path"]).strip() + "/Compare"
    points = pointfiles.read(options.points)
    places = pointfiles.read(pointfiles.queries(options.points))[:2 * options.queries]
    with contextlib.ExitStack() as stack:
        database = PostGIS(points, places) if options.postgis else None
        if database:
            stack.callback(database.stop)
        differences = compared(product, options.points, points, places, database)
    faults = subprocess.run([product, "spacing", options.points], check=False, text=True,
                            stdout=subprocess.PIPE)
    print(faults.stdout, end="")
    print(f"clusters of zooms 0 to 16: {'faults' if faults.returncode else 'as they must be'}")
    differences += faults.returncode != 0
    print("no difference" if differences == 0 else f"{differences} answers differ")
    sys.exit(differences > 0)


main()
