#!/usr/bin/env bash
# Simulated worlds for so many hours, each batch with seeds never used before; ends at the first violation.
set -euo pipefail
cd "$(dirname "$0")/.."
hours=${1:-8}
cargo build --locked --release --package seamline-cli
program=${CARGO_TARGET_DIR:-target}/release/seamline
end=$(( $(date +%s) + hours * 3600 ))
# Seeds from the clock: another soak looks elsewhere.
from=$(( $(date +%s) * 1000 ))
while [ "$(date +%s)" -lt "$end" ]; do
  "$program" sim --seeds "$from..$(( from + 500 ))"
  from=$(( from + 500 ))
done
