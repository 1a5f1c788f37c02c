"""Runs some cases of a peer, and prints what each tile took, as JSON.

usage: peer.py PEERS mapnik|skia|cairo SCENE FONT ONLY CASE…
The peer's own program draws and encodes; only its loop is replaced by one that keeps the time of
every tile. As there, some tiles are drawn before to warm up; ONLY is its option of that name.
"""
import json
import runpy
import sys
import time

peers, peer, scene, font, only, *cases = sys.argv[1:]
sys.path.insert(0, peers)
common = __import__("common")
record = {}


def bench(name, tiles, render, encode, weight=1, **_):
    """Stands in for the function of common.py: one round, every tile kept."""
    if name not in cases:
        return
    for tile in tiles[::max(1, len(tiles) // 20)]:
        encode(render(tile))
    drawing, encoding, sizes = [], [], []
    for tile in tiles:
        start = time.process_time_ns()
        picture = render(tile)
        drawn = time.process_time_ns()
        file = encode(picture)
        end = time.process_time_ns()
        drawing.append((drawn - start) / 1e6 / weight)
        encoding.append((end - drawn) / 1e6 / weight)
        sizes.append(len(file) / weight)
    record[name] = {"drawing": drawing, "encoding": encoding, "bytes": sizes, "weight": weight,
                    "milliseconds": [sum(pair) for pair in zip(drawing, encoding)]}


common.bench = bench
sys.argv = [peer, scene, f"{scene}/out", *([font] if peer == "skia" else []), "--only", only]
runpy.run_path(f"{peers}/peer_{peer}.py")
missing = [name for name in cases if name not in record]
if missing:
    sys.exit(f"peer_{peer}.py has no case {missing[0]!r}")
print(json.dumps(record))
