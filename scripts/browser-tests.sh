#!/usr/bin/env bash
# The tests in a browser: states that are hard to get against a made-up API, then the real page over real nodes.
set -euo pipefail
cd "$(dirname "$0")/.."
CHROMIUM=$(scripts/chromium.sh)
export CHROMIUM
npm --prefix web run --silent e2e
exec scripts/with-demo.sh npm --prefix web run --silent e2e:live
