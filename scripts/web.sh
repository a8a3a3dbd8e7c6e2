#!/usr/bin/env bash
# Brings the web page's packages and its built files up to date, and does nothing when they are.
# Usage: scripts/web.sh [packages|build]   (build is the default and includes packages)
set -euo pipefail
cd "$(dirname "$0")/../web"

# npm keeps a copy of the lock file that it installed from; the stamp is ours, written only after a complete npm ci.
stamp=node_modules/.installed
if ! cmp -s package-lock.json "$stamp"; then
  echo "web: installing packages (npm ci)"
  npm ci --no-fund --no-audit --loglevel=error
  cp package-lock.json "$stamp"
fi
[ "${1:-build}" = build ] || exit 0

inputs=(src index.html package.json package-lock.json vite.config.ts svelte.config.js tsconfig.json)
[ -d public ] && inputs+=(public)
if [ ! -f dist/index.html ] || [ -n "$(find "${inputs[@]}" -newer dist/index.html -print -quit)" ]; then
  echo "web: building the page"
  npm run --silent build -- --logLevel warn
fi
