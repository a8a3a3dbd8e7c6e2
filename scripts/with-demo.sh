#!/usr/bin/env bash
# Runs a command while a demo of its own is up, and ends that demo afterwards.
# Usage: scripts/with-demo.sh COMMAND…
# The command finds the demo's first page in SEAMLINE_URL, a browser in CHROMIUM, and the demo's output in SEAMLINE_LOG.
set -euo pipefail
cd "$(dirname "$0")/.."

seamline=${SEAMLINE:-${CARGO_TARGET_DIR:-target}/debug/seamline}
CHROMIUM=$(scripts/chromium.sh)
work=$(mktemp -d)
SEAMLINE_LOG=$work/demo.log

# A process group of its own, or the shell would make it deaf to the interrupt that ends it.
set -m
"$seamline" demo --dir "$work/data" --json >"$SEAMLINE_LOG" 2>"$work/demo.err" &
demo=$!
set +m
finish() {
  # As Ctrl-C does: the demo ends its nodes itself. Whatever is left of its group after that is ended by force.
  kill -INT "$demo" 2>/dev/null || true
  for _ in $(seq 50); do
    kill -0 "$demo" 2>/dev/null || break
    sleep 0.2
  done
  kill -KILL -- "-$demo" 2>/dev/null || true
  wait "$demo" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

SEAMLINE_URL=
for _ in $(seq 600); do
  SEAMLINE_URL=$(sed -n 's/.*"page" *: *"\([^"]*\)".*/\1/p' "$SEAMLINE_LOG" | head -n 1)
  [ -z "$SEAMLINE_URL" ] || break
  if ! kill -0 "$demo" 2>/dev/null; then
    echo "the demo ended before its page answered:" >&2
    tail -n 20 "$work/demo.err" >&2
    exit 1
  fi
  sleep 0.2
done
if [ -z "$SEAMLINE_URL" ]; then
  echo "the demo's page did not answer within two minutes:" >&2
  tail -n 20 "$work/demo.err" >&2
  exit 1
fi
export SEAMLINE_URL SEAMLINE_LOG CHROMIUM
"$@"
