"""Times zlib's level 1 on the palette canvases of pictures, and prints it as JSON.

usage: deflate.py TILES FOLDER
FOLDER holds ZOOM_X_Y.png of the tiles listed in TILES. Rows are one byte a pixel behind a zero for
'no filter'. A picture without a palette has no time.
"""
import json
import os
import sys
import time
import zlib

from PIL import Image

with open(sys.argv[1], encoding="utf-8") as file:
    tiles = json.load(file)
milliseconds, sizes = [], []
for tile in tiles:
    picture = Image.open(os.path.join(sys.argv[2], "{}_{}_{}.png".format(*tile)))
    if picture.mode != "P":
        milliseconds.append(None)
        sizes.append(None)
        continue
    pixels, width = picture.tobytes(), picture.width
    rows = b"".join(b"\0" + pixels[start:start + width] for start in range(0, len(pixels), width))
    start = time.process_time_ns()
    stream = zlib.compress(rows, 1)
    milliseconds.append((time.process_time_ns() - start) / 1e6)
    sizes.append(len(stream))
print(json.dumps({"milliseconds": milliseconds, "bytes": sizes,
                  "version": zlib.ZLIB_RUNTIME_VERSION}))
