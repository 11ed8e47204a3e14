#!/usr/bin/env bash
# Checks the program for systems that this machine is not: `cargo check` for Windows and macOS, as far as their standard
# libraries can be had. C parts of dependencies are not compiled: nothing is linked.
set -uo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/cc" <<'CC'
#!/bin/sh
# Stands for a C compiler where only Rust is checked: makes empty objects.
while [ $# -gt 0 ]; do
  [ "$1" = -o ] && { shift; : >"$1"; }
  shift
done
CC
chmod +x "$work/cc"
failed=0
for target in x86_64-pc-windows-gnu aarch64-apple-darwin; do
  if ! { command -v rustup && rustup target add "$target"; } >"$work/log" 2>&1; then
    echo "!!! $target NOT checked: its standard library cannot be had here"
    continue
  fi
  under=${target//-/_}
  env "CC_$under=$work/cc" "AR_$under=$work/cc" cargo check --locked --quiet --target "$target" --lib --bins || failed=1
  [ "$failed" = 0 ] && echo "$target: checked"
done
exit "$failed"
