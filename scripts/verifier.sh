#!/usr/bin/env bash
# Runs the second verifier (docs/verifier) over the test vectors, and against the program given as argument.
# Its one package is fetched once, into target/; after that it needs no network.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=target/verifier-venv
wanted=$(sha256sum docs/verifier/requirements.txt | cut -d' ' -f1)
if [ "$(cat $venv/installed 2>/dev/null)" != "$wanted" ]; then
  python3 -m venv --clear $venv
  $venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: --requirement docs/verifier/requirements.txt
  echo "$wanted" >$venv/installed
fi
PYTHONDONTWRITEBYTECODE=1 exec $venv/bin/python docs/verifier/test.py "$@"
