#!/usr/bin/env python3
"""Measures Maillage and the references side by side, in rotation, on the same points.

Builds what is measured (Maillage in release, the references with -O3 -march=native), runs every
program once a round, each in a process of its own, and prints Markdown tables of the medians; see
Benchmarks/README.md. References that are not there are named, with how to get them, and left out.

    Benchmarks/compare-references.py --quick                   # 100,000 invented points, 3 rounds
    Benchmarks/compare-references.py --sets POINTS --references CLONES --json FIGURES.json
    Benchmarks/compare-references.py --render FIGURES.json     # the tables of an earlier run
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

import pointfiles
import tables
from measuring import HERE, built, machine, run, save, say

SOURCES = HERE / "References"
FILTERS = "filters and edits"
TOOLS = {"swift": ["swift", "--version"], "c++": ["g++", "--version"],
         "node": ["node", "--version"]}
PACKAGES = ("libnanoflann-dev", "libboost-dev")
# Point sets by the name they have in the tables, and the file of --sets that holds them.
SETS = {"R": "real.f64", "C1": "clus1m.f64", "U1": "uni1m.f64", "C10": "clus10m.f64"}
# Repositories of supercluster.hpp and what it includes, with their commits as measured.
HEADERS = {
    "supercluster.hpp": ("mapbox/supercluster.hpp", "e5ba492"),
    "geometry.hpp": ("mapbox/geometry.hpp", "12ac541"),
    "variant": ("mapbox/variant", "b7c3796"),
    "kdbush.hpp": ("mourner/kdbush.hpp", "e1e847b"),
}
SCRIPTS = {
    "supercluster": ("mapbox/supercluster", "v8.0.1"),
    "kdbush": ("mourner/kdbush", "v4.1.0"),
}


class References:
    """The reference programs that can be run here, and why the others cannot."""

    def __init__(self, clones, work):
        self.clones, self.work, self.missing = clones, work, []
        self.spatial = self.compiled(
            "spatial", [], "nanoflann and Boost.Geometry",
            "apt-get install g++ libnanoflann-dev libboost-dev")
        includes = []
        if clones:
            for name in HEADERS:
                includes += ["-isystem", str(clones / name / "include")]
        self.header = self.compiled(
            "supercluster", ["-DNDEBUG", *includes], "mapbox/supercluster.hpp",
            "clone into one folder, given as --references: "
            + self.repositories(HEADERS))
        self.script = self.copied_script()

    @staticmethod
    def repositories(table):
        return ", ".join(f"github.com/{name} ({commit}) as {folder}"
                         for folder, (name, commit) in table.items())

    def compiled(self, name, options, title, remedy):
        program = self.work / name
        command = ["g++", "-O3", "-march=native", "-std=c++17", *options,
                   str(SOURCES / f"{name}.cpp"), "-o", str(program)]
        try:
            outcome = subprocess.run(command, text=True, stderr=subprocess.PIPE, check=False)
            if outcome.returncode == 0:
                return str(program)
            reason = next((line.split("error: ")[1] for line in outcome.stderr.splitlines()
                           if "error: " in line), "it does not compile")
        except FileNotFoundError:
            reason = "g++ is not there"
        self.missing.append(f"{title} ({reason}): {remedy}")
        return None

    def copied_script(self):
        """Copies the JavaScript packages, so that the one finds the other."""
        modules = self.work / "node_modules"
        sources = [self.clones / name for name in SCRIPTS] if self.clones else []
        if not shutil.which("node") or not sources or not all(
                (source / "index.js").exists() for source in sources):
            self.missing.append(
                "mapbox/supercluster in JavaScript: Node.js (apt-get install nodejs), and in the "
                f"folder of --references: {self.repositories(SCRIPTS)}")
            return None
        shutil.rmtree(modules, ignore_errors=True)
        for source in sources:
            shutil.copytree(source, modules / source.name, ignore=shutil.ignore_patterns(".git"))
        return str(modules / "supercluster/index.js")


def programs(product, selections, references, points, queries, is_large):
    """What is run each round: a name, a command and its environment."""
    yield "maillage", [product, "measure", points, queries], None
    yield "maillage, two threads", [product, "build", points, "2"], None
    if selections and not is_large:
        yield FILTERS, [selections, points], None
    if references.header:
        yield "supercluster.hpp", [references.header, points], None
    if references.script:
        command = ["node", "--expose-gc", "--single-threaded-gc", "--max-old-space-size=16000",
                   str(SOURCES / "supercluster.mjs"), points]
        yield ("supercluster.js", command + (["brief"] if is_large else []),
               dict(os.environ, SUPERCLUSTER=references.script))
    if references.spatial:
        for kind in ("nanoflann", "boost3d", "boost2d"):
            yield kind, [references.spatial, points, queries, kind], None


def measured(product, selections, references, points, rounds, left_out):
    """Figures of every round by set and program; a record of all so far after each."""
    results = {}
    for name, path in points.items():
        is_large = pointfiles.count_of(path) > 2_000_000
        number = min(rounds, 3) if is_large else rounds
        queries = pointfiles.queries(path)
        results[name] = {}
        for turn in range(number):
            for program, command, environment in programs(
                    product, selections, references, path, queries, is_large):
                # The program of filters and edits takes medians of its own.
                if program in left_out or (turn > 0 and program == FILTERS):
                    continue
                say(f"{name}, round {turn + 1} of {number}: {program}")
                figures = json.loads(run(command, env=environment))
                results[name].setdefault(program, []).append(figures)
            yield results


def points_of(options, product, work):
    """The sets to measure: files by name."""
    if options.points:
        files = dict(entry.split("=", 1) for entry in options.points)
    elif options.sets:
        wanted = options.only.split(",")
        files = {name: str(options.sets / file) for name, file in SETS.items() if name in wanted}
    else:
        files = {}
        count = 100_000 if options.quick else 1_000_000
        for kind in ("clustered", "uniform"):
            path = str(work / f"{kind}-{count}.f64")
            run([product, "generate", kind, str(count), "1", path])
            files[f"{kind} {count:,}"] = path
    for name, path in files.items():
        if not os.path.exists(path):
            sys.exit(f"{path} is not there")
        files[name] = pointfiles.as_binary(path, str(work), name)
    return files


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=pathlib.Path, metavar="DIR",
                        help="a folder of real.f64, clus1m.f64, uni1m.f64, clus10m.f64; places to "
                             "ask about in NAME.q.f64")
    parser.add_argument("--only", default="R,C1,U1", metavar="NAMES",
                        help="the sets to measure: R,C1,U1,C10 (default: all but C10)")
    parser.add_argument("--points", action="append", metavar="NAME=FILE",
                        help="a set of one's own, .f64 or .csv; may be given several times")
    parser.add_argument("--references", type=pathlib.Path, metavar="DIR",
                        help="a folder of clones of the references on GitHub")
    parser.add_argument("--counts", type=pathlib.Path, metavar="FILE",
                        help="clusters by zoom as supercluster gives them, CSV: zoom,R,C1,…")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--without", default="", metavar="NAMES",
                        help="programs to leave out, e.g. 'supercluster.js,filters and edits'")
    parser.add_argument("--scaling", metavar="FILE",
                        help="measure how building grows on these points")
    parser.add_argument("--quick", action="store_true", help="100,000 points, 3 rounds")
    parser.add_argument("--work", type=pathlib.Path, default=HERE / ".build/references",
                        metavar="DIR")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE",
                        help="all figures of all rounds")
    parser.add_argument("--render", type=pathlib.Path, action="append", metavar="FILE",
                        help="print the tables of an earlier run; several are joined")
    parser.add_argument("--readme", action="store_true",
                        help="write the tables into Benchmarks/README.md too")
    return parser.parse_args()


def joined(paths):
    """One record of several runs, the first one's machine in front."""
    records = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    for record in records[1:]:
        records[0]["sets"].update(record["sets"])
        for name, programs in record["results"].items():
            records[0]["results"].setdefault(name, {}).update(programs)
        records[0]["scaling"] = records[0].get("scaling") or record.get("scaling")
    return records[0]


def main():
    options = arguments()
    if options.render:
        record = joined(options.render)
    else:
        options.work.mkdir(parents=True, exist_ok=True)
        left_out = options.without.split(",")
        product = built("Compare")
        selections = None if FILTERS in left_out else built("Selections")
        references = References(options.references and options.references.resolve(), options.work)
        for line in references.missing:
            say("MISSING", line)
        files = points_of(options, product, options.work)
        record = {"machine": machine(TOOLS, PACKAGES), "missing": references.missing,
                  "sets": {name: pointfiles.count_of(path) for name, path in files.items()}}
        if options.counts:
            record["counts"] = tables.counts(options.counts)
        for results in measured(product, selections, references, files,
                                3 if options.quick else options.rounds, left_out):
            record["results"] = results
            record["machine"]["load at end"] = os.getloadavg()[0]
            save(record, options.json)
        if options.scaling:
            say("scaling")
            record["scaling"] = json.loads(run([product, "scaling", options.scaling]))
            save(record, options.json)
    text = tables.markdown(record)
    print(text)
    if options.readme:
        tables.write_into(HERE / "README.md", text)


main()
