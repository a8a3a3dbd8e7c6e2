#!/usr/bin/env bash
# Prints the path of a Chromium or Chrome: $CHROMIUM, an installed one, or Debian's, which is then installed.
set -euo pipefail

find_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return 0
  done
  name="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
  [ -x "$name" ] && echo "$name"
}

if [ -n "${CHROMIUM:-}" ]; then
  [ -x "$CHROMIUM" ] && echo "$CHROMIUM" && exit 0
  echo "CHROMIUM is set to $CHROMIUM, which is not a program; unset it or point it at a Chromium or Chrome." >&2
  exit 1
fi
find_browser && exit 0

if command -v apt-get >/dev/null; then
  as_root=""
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  if [ -z "$as_root" ] || $as_root true 2>/dev/null; then
    echo "no Chromium found; installing Debian's" >&2
    $as_root apt-get update -qq >&2 || true
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium >&2 || true
    find_browser && exit 0
  fi
fi
echo "The browser tests need Chromium or Chrome, none is installed, and it could not be installed from here." >&2
echo "Install one (on Debian: sudo apt-get install chromium), or set CHROMIUM to its path." >&2
exit 1
