"""The tables that compare-references.py prints."""
import csv
import statistics

START, END = "<!-- figures -->", "<!-- end of figures -->"
CLUSTER_PEERS = ("supercluster.hpp", "supercluster.js")
RADIUS_PEERS = ("nanoflann", "boost3d", "boost2d")
TITLES = {
    "maillage": "Maillage", "supercluster.hpp": "supercluster.hpp",
    "supercluster.js": "supercluster (JavaScript)", "nanoflann": "nanoflann, 3-D",
    "boost3d": "Boost R-tree, 3-D, packed", "boost2d": "Boost R-tree, 2-D, and haversine",
}


def counts(path):
    """Markers by zoom as supercluster gives them, by set: columns zoom, R, C1, …"""
    with open(path, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: {row["zoom"]: int(row[name]) for row in rows}
            for name in rows[0] if name != "zoom"}


def short(value):
    """Three digits that matter."""
    if value is None:
        return "–"
    if value >= 1000:
        return f"{value:,.0f}"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:.{digits}f}"


def table(header, rows):
    """A Markdown table; the first column holds words, the others numbers."""
    lines = ["| " + " | ".join(header) + " |",
             "| --- |" + " ---: |" * (len(header) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


class Figures:
    """Medians over the rounds."""

    def __init__(self, record):
        self.record, self.results = record, record["results"]
        self.sets = list(self.results)

    def rounds(self, name, program, figure):
        return [turn[figure] for turn in self.results[name].get(program, []) if figure in turn]

    def median(self, name, program, figure):
        values = self.rounds(name, program, figure)
        return statistics.median(values) if values else None

    def best(self, name, programs, figure):
        """The smallest median of some programs."""
        values = [self.median(name, program, figure) for program in programs]
        return min((value for value in values if value is not None), default=None)

    def spread(self, name, program, figure):
        values = self.rounds(name, program, figure)
        if not values:
            return "–"
        return f"{short(statistics.median(values))} ({short(min(values))}–{short(max(values))})"

    def ratio(self, reference, own):
        return f"**{reference / own:.1f}×**" if reference and own else "–"


def building(figures):
    """Index and clusters, in seconds."""
    rows = []
    for program in CLUSTER_PEERS:
        rows.append([f"{TITLES[program]}, CPU s"]
                    + [figures.spread(name, program, "clusters.cpu") for name in figures.sets])
    rows.append(["Maillage, one thread, CPU s"]
                + [figures.spread(name, "maillage", "clusters.cpu") for name in figures.sets])
    rows.append(["best reference ÷ Maillage"] + [
        figures.ratio(figures.best(name, CLUSTER_PEERS, "clusters.cpu"),
                      figures.median(name, "maillage", "clusters.cpu")) for name in figures.sets])
    rows.append(["Maillage, two threads, wall s"] + [
        figures.spread(name, "maillage, two threads", "build.wall") for name in figures.sets])
    rows.append(["best reference ÷ Maillage"] + [
        figures.ratio(figures.best(name, CLUSTER_PEERS, "clusters.cpu"),
                      figures.median(name, "maillage, two threads", "build.wall"))
        for name in figures.sets])
    rows.append(["Maillage, clusters of 1 % of the points, CPU ms"] + [
        short(scaled(figures.median(name, "maillage", "filtered.cpu"), 1000))
        for name in figures.sets])
    clusters = table(["clusters of zooms 0–16, index included", *figures.sets], rows)
    rows = []
    for program in RADIUS_PEERS:
        rows.append([f"{TITLES[program]}"]
                    + [figures.spread(name, program, "index.cpu") for name in figures.sets])
    rows.append(["Maillage, one thread"]
                + [figures.spread(name, "maillage", "index.cpu") for name in figures.sets])
    rows.append(["Maillage ÷ Boost 3-D"] + [
        share(figures.median(name, "maillage", "index.cpu"),
              figures.median(name, "boost3d", "index.cpu")) for name in figures.sets])
    rows.append(["Maillage, two threads, wall s"] + [
        figures.spread(name, "maillage, two threads", "index.wall") for name in figures.sets])
    return clusters + "\n\n" + table(["index alone, CPU s", *figures.sets], rows)


def scaled(value, factor):
    return None if value is None else value * factor


def share(own, reference):
    return f"**{own / reference:.2f}×**" if own and reference else "–"


def memory(figures):
    """Bytes a point."""
    rows = [[TITLES[program]] + [short(figures.median(name, program, "clusters.bytes"))
                                 for name in figures.sets] for program in CLUSTER_PEERS]
    rows += [[f"{TITLES[program]}, index"] + [short(figures.median(name, program, "index.bytes"))
                                              for name in figures.sets] for program in RADIUS_PEERS]
    for title, figure in (("Maillage, index with degrees", "index.bytes"),
                          ("Maillage, index and clusters", "clusters.bytes"),
                          ("Maillage, growth of resident memory", "resident.bytes")):
        rows.append([title] + [short(figures.median(name, "maillage", figure))
                               for name in figures.sets])
    return table(["bytes a point", *figures.sets], rows)


def markers(figures):
    """Markers by zoom beside supercluster's, and how far they are apart."""
    header, columns = ["zoom"], []
    for name in figures.sets:
        known = figures.record.get("counts", {}).get(name)
        reference = {zoom: known[str(zoom)] if known else figures.median(
            name, "supercluster.js", f"markers.z{zoom}") for zoom in range(17)}
        if not all(reference.values()):
            continue
        header += [f"{name}, supercluster", "Maillage", "%"]
        own = {zoom: figures.median(name, "maillage", f"markers.z{zoom}") for zoom in range(17)}
        columns.append((reference, own))
    if not columns:
        return "Not compared: neither supercluster nor its counts are here."
    rows = []
    for zoom in range(17):
        row = [str(zoom)]
        for reference, own in columns:
            row += [f"{reference[zoom]:,.0f}", f"{own[zoom]:,.0f}",
                    f"{(own[zoom] / reference[zoom] - 1) * 100:+.2f}"]
        rows.append(row)
    return table(header, rows)


def latencies(figures, name, programs, figure):
    """p50 and p99 of the best reference and of Maillage, and the ratios."""
    cells = []
    best = [figures.best(name, programs, f"{figure}.{which}") for which in ("p50", "p99")]
    own = [figures.median(name, "maillage", f"{figure}.{which}") for which in ("p50", "p99")]
    cells.append(" / ".join(map(short, best)))
    cells.append(" / ".join(map(short, own)))
    cells.append(" / ".join(figures.ratio(*pair) for pair in zip(best, own)))
    return cells


def tiles(figures):
    """The clusters of a tile."""
    header = ["zoom"]
    for name in figures.sets:
        header += [f"{name}: markers", "best reference", "Maillage", "ratio"]
    rows = []
    for zoom in range(17):
        row = [str(zoom)]
        for name in figures.sets:
            row.append(short(figures.median(name, "maillage", f"tile.z{zoom}.items")))
            row += latencies(figures, name, CLUSTER_PEERS, f"tile.z{zoom}")
        rows.append(row)
    return table(header, rows)


def searches(figures):
    """Radius and nearest, every program."""
    questions = [(f"{kind}.{radius}", f"{radius} km{suffix}") for kind, suffix in
                 (("radius", ""), ("sorted", ", sorted")) for radius in (1, 10, 50)]
    questions += [("nearest.10", "nearest 10"), ("distances.10", "nearest 10, with distances")]
    parts = []
    for name in figures.sets:
        rows = []
        for figure, title in questions:
            row = [title, short(figures.median(name, "maillage", f"{figure}.items"))]
            for program in (*RADIUS_PEERS, "maillage"):
                pair = [figures.median(name, program, f"{figure}.{which}")
                        for which in ("p50", "p99")]
                row.append(" / ".join(map(short, pair)) if pair[0] is not None else "–")
            row.append(figures.ratio(figures.best(name, RADIUS_PEERS, f"{figure}.p50"),
                                     figures.median(name, "maillage", f"{figure}.p50")))
            rows.append(row)
        parts.append(table([name, "found", *(TITLES[program] for program in RADIUS_PEERS),
                            "Maillage", "ratio of p50"], rows))
    return "\n\n".join(parts)


def selections(figures):
    """Filters never seen before, and edits: Maillage alone, since no reference has them."""
    titles = {
        "filter.matching": "structures that a filter by two facets accepts",
        "filter.counts": "its number and the counts of every facet, first time",
        "filter.clusters": "its clusters of zooms 0–18 and those of the whole world, first time",
        "filter.clustersBeyond2ms": "… beyond 2 ms, µs for each structure accepted",
        "edit.0": "one edit, from the call to clusters of the whole set that show it",
        "edit.4": "the same with four more selections that the structure enters",
        "edit.eachSelection": "for each of these",
    }
    return table(["CPU ms", *figures.sets], [
        [title] + [short(figures.median(name, "filters and edits", figure))
                   for name in figures.sets] for figure, title in titles.items()])


def scaling(record):
    """Processor time a point as points double."""
    figures = record["scaling"]
    sizes = sorted(int(key.split(".")[1]) for key in figures)
    rows, before = [], None
    for size in sizes:
        time = figures[f"scaling.{size}"]
        rows.append([f"{size:,}", short(time), f"{2 * time / before:.2f}×" if before else "–"])
        before = time
    return table(["points", "ns a point", "time, when doubled"], rows)


def markdown(record):
    """All tables."""
    figures, machine = Figures(record), record["machine"]
    compilers = ", ".join(version for version in machine["compilers"].values() if version)
    packages = "".join(f", {name} {version}" for name, version in machine["packages"].items())
    sets = ", ".join(f"{name} = {count:,} points" for name, count in record["sets"].items())
    rounds = ", ".join(f"{name} {len(next(iter(programs.values())))}"
                       for name, programs in record["results"].items())
    parts = [
        f"Measured {machine['date']} on {machine['processor']}, {machine['cores']} cores "
        f"(load {machine['load at start']:.1f} at the start, {machine.get('load at end', 0):.1f} "
        f"at the end), commit {machine['commit']}; {compilers}{packages}.",
        f"Sets: {sets}. Rounds: {rounds}; medians, with the least and the greatest in brackets. "
        "Latencies in µs, p50 / p99.",
    ]
    if record["missing"]:
        parts.append("Not here:\n\n" + "\n".join(f"- {line}" for line in record["missing"]))
    parts += ["### Building", building(figures), "### Memory", memory(figures),
              "### Markers by zoom", markers(figures), "### The clusters of a tile", tiles(figures),
              "### Radius and nearest", searches(figures)]
    if any("filters and edits" in programs for programs in record["results"].values()):
        parts += ["### Filters and edits", selections(figures)]
    if record.get("scaling"):
        parts += ["### Growth", scaling(record)]
    return "\n\n".join(parts)


def write_into(path, text, start=START, end=END):
    """Puts the tables between the two marks of a page."""
    page = path.read_text(encoding="utf-8")
    before, rest = page.split(start)
    after = rest.split(end)[1]
    path.write_text(f"{before}{start}\n\n{text}\n\n{end}{after}", encoding="utf-8")
