"""The tables that compare-renderers.py prints."""
import statistics

import tables

START, END = "<!-- renderers -->", "<!-- end of renderers -->"
SIZES = ("256", "512")
MAPNIK, METATILES, EMPTY = ("mapnik png8:z=1", "mapnik meta-set metatile8 png8:z=1",
                            "mapnik empty png8:z=1")
SKIA, CAIRO = "skia png-default", "cairo write_to_png"
TITLES = {
    MAPNIK: "Mapnik, `png8:z=1`", SKIA: "Skia, its PNG writer", CAIRO: "Cairo, its PNG writer",
    METATILES: "Mapnik, 8×8 metatiles", EMPTY: "Mapnik, empty tile",
    "cold": "Maillage, cold", "cold, metatiles": "Maillage, cold, the tiles of the metatiles",
    "kept": "Maillage, boundaries kept", "empty": "Maillage, empty tile",
    "parts": "Maillage, drawing and encoding apart", "zlib": "zlib level 1, the same canvas",
}


def quantile(values, part):
    """As the peers' common.py takes it."""
    values = sorted(values)
    return values[min(len(values) - 1, int(part * len(values)))]


def mean(values):
    return statistics.fmean(values)


def p50(values):
    return quantile(values, 0.5)


def p95(values):
    return quantile(values, 0.95)


def known(values):
    """Without those of tiles that were not measured."""
    return [value for value in values if value is not None]


class Passes:
    """What one scene gave at one size, pass by pass."""

    def __init__(self, record, seed, size):
        self.turns = record["results"].get(seed, {}).get(size, [])
        self.zooms = [tile[0] for tile in record["tiles"][seed]]

    def each(self, name, figure):
        """A figure of every pass that has it."""
        return [figure(turn[name]) for turn in self.turns if name in turn]

    def ratios(self, reference, own, summary, key="milliseconds", own_key="milliseconds"):
        """How many times the one is of the other, pass by pass."""
        return [summary(turn[reference][key]) / summary(turn[own][own_key]) for turn in self.turns
                if reference in turn and own in turn]

    def tile_ratios(self, reference, own):
        """The median over passes of each tile's ratio."""
        turns = [turn for turn in self.turns if reference in turn and own in turn]
        return [statistics.median(turn[reference]["milliseconds"][tile]
                                  / turn[own]["milliseconds"][tile] for turn in turns)
                for tile in range(len(self.zooms))] if turns else []


def spread(values, digits=1, unit="×"):
    """The median, with the least and the greatest."""
    if not values:
        return "–"
    text = [f"{value:.{digits}f}" for value in
            (statistics.median(values), min(values), max(values))]
    return f"**{text[0]}{unit}**" + (f" [{text[1]}..{text[2]}]" if len(values) > 1 else "")


def encoding_ratios(passes):
    """Encoding alone, and zlib, both on the tiles whose picture has a palette."""
    ratios = []
    for turn in passes.turns:
        if "zlib" not in turn:
            continue
        pairs = [(theirs, ours) for theirs, ours in
                 zip(turn["zlib"]["milliseconds"], turn["parts"]["encoding"]) if theirs is not None]
        if pairs:
            ratios.append(mean([pair[0] for pair in pairs]) / mean([pair[1] for pair in pairs]))
    return ratios


def goals(record, seed):
    """The table of what is to be reached, and what was."""
    scenes = {size: Passes(record, seed, size) for size in SIZES}
    pixels = record["pixels"].get(seed, {})

    def row(title, goal, figure):
        return [title, goal, *(figure(scenes[size]) for size in SIZES)]

    def ratio(reference, own, summary):
        return lambda passes: spread(passes.ratios(reference, own, summary))

    def of_tiles(summary):
        def figure(passes):
            ratios = passes.tile_ratios(MAPNIK, "cold")
            return f"{summary(ratios):.1f}×" if ratios else "–"
        return figure

    rows = [
        row("cold tile against Mapnik, tiles a second", "10×", ratio(MAPNIK, "cold", mean)),
        row("… p50", "10×", ratio(MAPNIK, "cold", p50)),
        row("… p95", "8×", ratio(MAPNIK, "cold", p95)),
        row("… tile by tile, median of the ratios", "", of_tiles(p50)),
        row("… tile by tile, 19 of 20 tiles reach", "", of_tiles(lambda v: quantile(v, 0.05))),
        row("… tile by tile, the least", "", of_tiles(min)),
        row("against Mapnik in 8×8 metatiles", "8×, 10×",
            ratio(METATILES, "cold, metatiles", mean)),
        row("against Skia with its PNG writer", "15×, 20×", ratio(SKIA, "cold", mean)),
        row("against Cairo with its PNG writer", "15×, 20×", ratio(CAIRO, "cold", mean)),
        row("boundaries kept, structures changed, against Mapnik's full render", "30×, 25×",
            ratio(MAPNIK, "kept", mean)),
        row("PNG encoding alone against zlib level 1 on the same canvas", "3×",
            lambda passes: spread(encoding_ratios(passes))),
        row("median bytes of a tile, as part of Mapnik's", "at most 1",
            lambda passes: spread(passes.ratios("cold", MAPNIK, p50, "bytes", "bytes"), 2, "")),
        row("all-one-colour tile against Mapnik's empty one", "50×", ratio(EMPTY, "empty", mean)),
        ["labels off: pixels off by more than 32/255 from Mapnik", "at most 0.2 %",
         *(f"**{pixels[size]['share']:.3f} %**" if size in pixels else "–" for size in SIZES)],
        ["… by more than 4/255, as a fill of the wrong colour is", "",
         *(f"{pixels[size]['fills']:.2f} %" if size in pixels else "–" for size in SIZES)],
    ]
    return tables.table(["what", "goal (256, 512)", "256 px", "512 px"], rows)


def costs(record, seed):
    """Every program by itself."""
    rows = []
    for size in SIZES:
        passes = Passes(record, seed, size)
        for name, title in TITLES.items():
            times = passes.each(name, lambda turn: known(turn["milliseconds"]))
            if not times or not times[0]:
                continue
            speeds = [1000 / mean(turn) for turn in times]
            apart = [passes.each(name, lambda turn, part=part: p50(turn[part]) if turn.get(part)
                                 else None) for part in ("drawing", "encoding")]
            sizes = passes.each(name, lambda turn: p50(known(turn["bytes"])))
            if len(times[0]) < len(passes.turns[0][name]["milliseconds"]):
                title += f" ({len(times[0])} tiles have a palette)"
            rows.append([
                f"{title}, {size} px",
                f"{tables.short(statistics.median(speeds))} [{tables.short(min(speeds))}.."
                f"{tables.short(max(speeds))}]",
                *(tables.short(statistics.median(map(figure, times))) for figure in (p50, p95)),
                *(tables.short(statistics.median(part)) if None not in part else "–"
                  for part in apart),
                f"{statistics.median(sizes):,.0f}"])
    return tables.table(["", "tiles a second [least..greatest]", "ms, p50", "p95", "drawing p50",
                         "encoding p50", "bytes, p50"], rows)


def zooms(record, seed):
    """Milliseconds of a tile by zoom, Mapnik's and Maillage's."""
    rows = []
    columns = {size: Passes(record, seed, size) for size in SIZES}
    for zoom in sorted({tile[0] for tile in record["tiles"][seed]}):
        row = [str(zoom), str(columns["256"].zooms.count(zoom))]
        for passes in columns.values():
            medians = []
            for name in (MAPNIK, "cold"):
                of_zoom = passes.each(name, lambda turn: p50(
                    [v for v, z in zip(turn["milliseconds"], passes.zooms) if z == zoom]))
                medians.append(statistics.median(of_zoom) if of_zoom else None)
            row += [*map(tables.short, medians),
                    f"{medians[0] / medians[1]:.1f}×" if None not in medians else "–"]
        rows.append(row)
    header = ["zoom", "tiles"]
    for size in SIZES:
        header += [f"Mapnik, {size} px", "Maillage", "ratio"]
    return tables.table(header, rows)


def markers(record, seed):
    """How many markers a zoom has: of the peers' grid of 64 px, and of ours."""
    theirs = record["scenes"][seed].get("markers", {})
    turns = record["results"][seed]["256"]
    ours = turns[0]["cold"]["markers"]
    listed = sorted(ours, key=int)
    rows = [["Maillage", *(f"{ours[zoom]:,}" for zoom in listed)]]
    if theirs:
        rows.insert(0, ["peers", *(f"{theirs[zoom]:,}" for zoom in listed)])
    return tables.table(["markers at zoom", *listed], rows)


def start(record, seed):
    """What comes before the first tile: seconds of processor time, and memory."""
    runs = [turn["cold"] for turns in record["results"][seed].values() for turn in turns]
    rows, totals = [], ([], [])
    for place, stage in enumerate(runs[0]["stages"]):
        figures = [[run["stages"][place][key] for run in runs] for key in ("seconds", "megabytes")]
        rows.append([stage["name"], f"{statistics.median(figures[0]):.3f}",
                     f"{statistics.median(figures[1]):.1f}"])
    for total, key in zip(totals, ("seconds", "megabytes")):
        total.extend(sum(stage[key] for stage in run["stages"]) for run in runs)
    rows.append(["**all**", spread(totals[0], 3, ""), spread(totals[1], 1, "")])
    rows.append(["growth of resident memory", "",
                 spread([run["residentMegabytes"] for run in runs], 1, "")])
    return tables.table(["before the first tile", "CPU s (at most 1)", "MB (at most 64)"], rows)


def kept(record, seed):
    """What an edit of all structures costs beside the tiles, and how many it left alone."""
    turns = [turn["kept"] for turns in record["results"][seed].values() for turn in turns]
    seconds = statistics.median(turn["stages"][-1]["seconds"] for turn in turns)
    same = max(turn["unchanged"] for turn in turns)
    return (f"Boundaries kept: all structures moved by a pixel of zoom 12, which took "
            f"{seconds * 1000:.0f} ms of index and clusters beside the tiles; {same} of "
            f"{len(turns[0]['bytes'])} tiles showed the same as before.")


def markdown(record):
    """All tables."""
    machine = record["machine"]
    versions = ", ".join(filter(None, [
        *machine["compilers"].values(),
        *(f"{name} {version}" for name, version in {**machine["packages"],
                                                    **record["peers"]}.items())]))
    passes = {len(turns) for sizes in record["results"].values() for turns in sizes.values()}
    parts = [
        f"Measured {machine['date']} on {machine['processor']}, {machine['cores']} cores "
        f"(load {machine['load at start']:.1f} at the start, {machine.get('load at end', 0):.1f} "
        f"at the end), commit {machine['commit']}; {versions}.",
        f"Passes: {max(passes)}; medians, with the least and the greatest in brackets. Processor "
        "time on one core.",
    ]
    if record["missing"]:
        parts.append("Not here:\n\n" + "\n".join(f"- {line}" for line in record["missing"]))
    for seed in record["results"]:
        scene = record["scenes"][seed]
        parts.append(f"### {scene['tiles']} tiles of seed {seed}, {scene['points']:,} structures")
        parts += [goals(record, seed)] if record["peers"] else []
        parts += [costs(record, seed), zooms(record, seed), kept(record, seed)]
    seed = next(iter(record["results"]))
    parts += ["### Before the first tile", start(record, seed), markers(record, seed)]
    return "\n\n".join(parts)
