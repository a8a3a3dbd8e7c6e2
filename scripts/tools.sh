#!/usr/bin/env bash
# Checks that this machine has what the build needs, and says what is missing and how to get it.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=0
say() {
  echo "$1" >&2
  missing=1
}
# at_least WANTED HAVE: whether version HAVE is not older than WANTED.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

rust_wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
if ! command -v cargo >/dev/null; then
  say "Rust is missing: install it with rustup (https://rustup.rs), at least version $rust_wanted."
else
  rust=$(rustc --version | cut -d' ' -f2)
  at_least "$rust_wanted" "$rust" || say "Rust $rust is too old: at least $rust_wanted is needed (rustup update stable)."
fi

node_wanted=20.19
if ! command -v node >/dev/null; then
  say "Node is missing: install version $node_wanted or newer (https://nodejs.org, or your distribution's package)."
else
  node=$(node --version | tr -d v)
  at_least "$node_wanted" "$node" || say "Node $node is too old: at least $node_wanted is needed."
  command -v npm >/dev/null || say "npm is missing: it belongs to Node (on Debian: apt-get install npm)."
fi

python_wanted=3.11
if ! command -v python3 >/dev/null; then
  say "Python is missing: install version $python_wanted or newer (on Debian: apt-get install python3 python3-venv)."
else
  python=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  at_least "$python_wanted" "$python" || say "Python $python is too old: at least $python_wanted is needed."
  python3 -c 'import ensurepip, venv' 2>/dev/null || say "Python's venv is missing (on Debian: apt-get install python3-venv)."
fi

command -v cc >/dev/null || say "A C compiler is missing, for SQLite and ring (on Debian: apt-get install build-essential)."
command -v git >/dev/null || say "git is missing (on Debian: apt-get install git)."
exit $missing
