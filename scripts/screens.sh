#!/usr/bin/env bash
# Every picture of docs/screens, from the demo that scripts/with-demo.sh has up.
set -euo pipefail
cd "$(dirname "$0")/.."
node web/tests/page-screens.mjs docs/screens/pages
exec node web/tests/screens.mjs "$SEAMLINE_URL" docs/screens
