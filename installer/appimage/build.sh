#!/usr/bin/env bash
# Packs the frozen folder as an AppImage:  installer/appimage/build.sh FROZEN OUTPUT
# Needs appimagetool on the PATH (https://github.com/AppImage/appimagetool). Written for hosted CI; never run by its authors.
set -euo pipefail
root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$root/app/quire/__init__.py")
stage=$(mktemp -d)/Quire.AppDir
mkdir -p "$stage/usr/share/metainfo"
cp -a "$1" "$stage/quire"
cp "$root/installer/linux/org.quire.Quire.desktop" "$stage/"
cp "$root/installer/linux/icons/256.png" "$stage/org.quire.Quire.png"
sed "s/@VERSION@/$version/" "$root/installer/linux/org.quire.Quire.metainfo.xml" >"$stage/usr/share/metainfo/org.quire.Quire.appdata.xml"
printf '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/quire/quire" "$@"\n' >"$stage/AppRun"
chmod +x "$stage/AppRun"
ARCH=x86_64 VERSION=$version appimagetool "$stage" "$2/Quire-$version-x86_64.AppImage"
