#!/usr/bin/env bash
# Bans, sources and licences of every package; fetches cargo-deny into the target folder when it is missing. Advisories
# need a network and change from day to day: `scripts/deny.sh advisories` asks for them.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$PWD/target/tools
export PATH=$tools/bin:$PATH
command -v cargo-deny >/dev/null || cargo install --quiet --locked --root "$tools" cargo-deny@0.20.2
checks=("$@")
[ ${#checks[@]} -gt 0 ] || checks=(bans sources licenses)
exec cargo deny check "${checks[@]}"
