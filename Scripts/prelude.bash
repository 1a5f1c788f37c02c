# What the scripts beside this file share: where the project is, how they speak, how they build.
# Sourced, never run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Says a line to the person at the terminal; stdout stays for results.
say() { printf '%s\n' "$*" >&2; }

# Says what is wrong and what to do about it, then gives up.
fail() {
  printf 'Scripts/%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# Builds the program as it is served and installed, and leaves its path in `binary`.
# Swift's own libraries are linked in, so that the result runs where no toolchain is; the paths that
# assertions in C sources would name are cut short, so that it does not tell where it was built.
build_release() {
  local options=(--package-path "$root" -c release --static-swift-stdlib
    -Xcc "-ffile-prefix-map=$root/=")
  say 'Building the release program (several minutes the first time) …'
  swift build "${options[@]}" --product maillage >&2 ||
    fail 'the release build failed; the compiler says why above.'
  # shellcheck disable=SC2034 # read by the scripts that source this file
  binary=$(swift build "${options[@]}" --show-bin-path)/maillage
}
