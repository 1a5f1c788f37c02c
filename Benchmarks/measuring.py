"""What the programs of comparison share: running and building programs, and what machine it was."""
import datetime
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def run(command, **options):
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, **options).stdout


def first_line(command):
    try:
        return run(command, stderr=subprocess.STDOUT).splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return None


def built(name):
    """A program that measures Maillage, built in release without special flags."""
    build = ["swift", "build", "--package-path", str(HERE), "-c", "release"]
    say(f"Building {name} (release) …")
    subprocess.run([*build, "--product", name], check=True, stdout=sys.stderr)
    return run([*build, "--show-bin-path"]).strip() + "/" + name


def machine(tools, packages):
    """What the figures depend on: programs by their names, packages of Debian."""
    processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                      if line.startswith("model name")), platform.machine())
    versions = {}
    if shutil.which("dpkg-query"):
        for package in packages:
            version = first_line(["dpkg-query", "-W", "-f", "${Version}", package])
            if version:
                versions[package] = version
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": processor, "cores": os.cpu_count(), "load at start": os.getloadavg()[0],
        "compilers": {name: first_line(command) for name, command in tools.items()},
        "packages": versions,
        "commit": first_line(["git", "-C", str(HERE), "rev-parse", "--short", "HEAD"]),
    }


def save(record, path):
    """Writes all that is known so far, so that nothing is lost when a long run is stopped."""
    if path:
        path.write_text(json.dumps(record, indent=1), encoding="utf-8")
