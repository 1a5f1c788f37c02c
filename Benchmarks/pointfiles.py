"""Files of points: pairs of longitude and latitude, as little-endian doubles (.f64) or as CSV."""
import array
import csv
import gzip
import math
import os
import sys


def count_of(path):
    """The number of points of a .f64 file."""
    return os.path.getsize(path) // 16


def read(path):
    """The numbers of a .f64 file, longitudes and latitudes in turn."""
    numbers = array.array("d")
    with open(path, "rb") as file:
        numbers.fromfile(file, 2 * count_of(path))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def write(numbers, path):
    """Writes such numbers."""
    numbers = array.array("d", numbers)
    if sys.byteorder == "big":
        numbers.byteswap()
    with open(path, "wb") as file:
        numbers.tofile(file)


def read_csv(path):
    """The same from CSV with columns longitude and latitude, compressed or not."""
    opened = gzip.open if path.endswith(".gz") else open
    numbers = array.array("d")
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        separator = max(",;\t", key=head.count)
        names = [name.strip().lower() for name in next(csv.reader([head], delimiter=separator))]
        column = [next((names.index(name) for name in wanted if name in names), None)
                  for wanted in (("longitude", "lon", "lng"), ("latitude", "lat"))]
        if None in column:
            sys.exit(f"{path}: no columns longitude and latitude")
        for row in csv.reader(file, delimiter=separator):
            try:
                numbers.extend([float(row[column[0]]), float(row[column[1]])])
            except (ValueError, IndexError):
                continue
    return numbers


def queries(path):
    """The file of places to ask about that belongs to a .f64 file; made if it is not there.

    They are a thousand points, each moved by a hundredth of a degree: in steps around a circle, by
    the golden angle, so that they are spread evenly and the same every time.
    """
    beside = path.removesuffix(".f64") + ".q.f64"
    if not os.path.exists(beside):
        points = read(path)
        total = len(points) // 2
        number = min(total, 1000)
        places = []
        for place in range(number):
            row, angle = place * total // number, place * 2.399963
            longitude = points[2 * row] + math.cos(angle) * 0.01
            places += [(longitude + 180) % 360 - 180,
                       max(-85.0, min(85.0, points[2 * row + 1] + math.sin(angle) * 0.01))]
        write(places, beside)
    return beside


def as_binary(path, work, name):
    """A .f64 file of the points of a file of either kind."""
    if path.endswith(".f64"):
        return path
    binary = os.path.join(work, f"{name}.f64".replace("/", "-"))
    write(read_csv(path), binary)
    beside = binary.removesuffix(".f64") + ".q.f64"
    if os.path.exists(beside):
        os.remove(beside)
    return binary
