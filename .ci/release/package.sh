#!/usr/bin/env bash
# Packs one release: package.sh BINARY NAME FOLDER makes FOLDER/NAME.zip (for a .exe) or FOLDER/NAME.tar.gz, with the
# program, what a double-click starts, the README and the licences, and writes its SHA-256 beside it.
set -euo pipefail
binary=$1 name=$2 to=$3
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$to"
to=$(cd "$to" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder="$work/$name"
mkdir "$folder"
cp "$root/README.md" "$root/README.zh-CN.md" "$root/CHANGELOG.md" "$root/LICENSE-APACHE" "$root/LICENSE-MIT" "$folder/"
cp "$binary" "$folder/"
case "$binary" in
  *.exe)
    cp "$here/open-plan.cmd" "$folder/"
    file="$name.zip"
    # What a Windows runner has; elsewhere Python's, which every runner has.
    if command -v 7z >/dev/null; then (cd "$work" && 7z a -bd -tzip "$to/$file" "$name" >/dev/null); else
      (cd "$work" && python3 -m zipfile -c "$to/$file" "$name"); fi
    ;;
  *)
    cp "$here/open-plan.command" "$folder/"
    chmod 755 "$folder/planpress" "$folder/open-plan.command"
    file="$name.tar.gz"
    tar -C "$work" -czf "$to/$file" "$name"
    ;;
esac
cd "$to"
if command -v sha256sum >/dev/null; then sha256sum "$file" >"$file.sha256"; else shasum -a 256 "$file" >"$file.sha256"; fi
echo "$to/$file"
