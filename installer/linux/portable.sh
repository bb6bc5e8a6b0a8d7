#!/usr/bin/env bash
# Packs the application folder into an archive that runs wherever it is unpacked:  portable.sh FROZEN OUTPUT
set -euo pipefail
here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$here/../../app/quire/__init__.py")
name=quire-$version-linux-x86_64
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir "$stage/$name"
cp -a "$1" "$stage/$name/quire"
ln -s quire/quire "$stage/$name/start-quire"
cp "$here/../../LICENSE" "$stage/$name/"
cp "$here/portable-readme.txt" "$stage/$name/README.txt"
# Level 12: a fourteenth larger than at 19 and an eleventh of the work; no limit is set for this one.
tar --directory "$stage" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct)}" -cf - "$name" |
    zstd -q -T0 -"${QUIRE_COMPRESSION:-12}" -f -o "$2/$name.tar.zst"
