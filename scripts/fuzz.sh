#!/usr/bin/env bash
# Fuzzes every target (or those named) for SECONDS_EACH; fetches cargo-fuzz into the target folder when it is missing.
# Needs a C++ compiler for libFuzzer, and nothing else that the build does not need. Runs on stable Rust: no sanitizer,
# since our crates have no unsafe code for one to watch.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${SECONDS_EACH:-120}
tools=$PWD/target/tools
export PATH=$tools/bin:$PATH
command -v c++ >/dev/null || { echo "A C++ compiler is missing, for libFuzzer (on Debian: apt-get install g++)." >&2; exit 1; }
command -v cargo-fuzz >/dev/null || cargo install --quiet --locked --root "$tools" cargo-fuzz@0.13.2

rm -rf target/fuzz-seeds
cargo run --quiet --locked --package seamline-vectors --example seeds -- target/fuzz-seeds
# A corpus belongs to its world: what another one signed with the same keys would pass for a forgery here.
world=$(cd target/fuzz-seeds && find . -type f | sort | xargs sha256sum | sha256sum | cut -c1-16)
if [ "$(cat fuzz/corpus/world 2>/dev/null)" != "$world" ]; then
  rm -rf fuzz/corpus
  mkdir -p fuzz/corpus
  echo "$world" >fuzz/corpus/world
fi

targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cargo fuzz list)
found=0
for target in "${targets[@]}"; do
  echo "== $target, $seconds s"
  mkdir -p "fuzz/corpus/$target"
  # What a target may need of memory is part of its property: hostile bytes must not be able to fill a machine.
  cargo fuzz run --sanitizer none "$target" "fuzz/corpus/$target" "target/fuzz-seeds/$target" -- \
    -max_total_time="$seconds" -max_len="${MAX_LEN:-65536}" -timeout=10 -rss_limit_mb=512 -print_final_stats=1 \
    >"target/fuzz-$target.log" 2>&1 || found=1
  grep -E '^(==|stat::|SUMMARY|thread|assertion|  (left|right)|.*panicked|artifact_prefix|Test unit)|ERROR' "target/fuzz-$target.log" || true
done
exit $found
