#!/usr/bin/env bash
# The tests in a browser, against a demo with real nodes.
set -euo pipefail
cd "$(dirname "$0")/.."
exec scripts/with-demo.sh npm --prefix web run --silent e2e
