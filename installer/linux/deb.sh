#!/usr/bin/env bash
# Packs the application folder into a Debian package:  deb.sh FROZEN OUTPUT
# Whoever publishes it sets DEBFULLNAME and DEBEMAIL, as Debian's own tools have it.
set -euo pipefail
here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)} # the same checkout, the same package
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$root/app/quire/__init__.py")
maintainer="${DEBFULLNAME:-The Quire team} <${DEBEMAIL:-quire@localhost}>"
place=usr/lib/quire
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
chmod 755 "$stage"

install -d "$stage"/{DEBIAN,usr/bin,usr/lib} \
    "$stage"/usr/share/{applications,metainfo,man/man1,doc/quire,lintian/overrides,icons/hicolor/scalable/apps}
cp -a "$1" "$stage/$place"
ln -s ../lib/quire/quire "$stage/usr/bin/quire"
install -m 644 "$here/org.quire.Quire.desktop" "$stage/usr/share/applications/"
install -m 644 "$root/resources/icons/quire.svg" "$stage/usr/share/icons/hicolor/scalable/apps/org.quire.Quire.svg"
for png in "$here"/icons/*.png; do
    size=$(basename "$png" .png)
    install -D -m 644 "$png" "$stage/usr/share/icons/hicolor/${size}x$size/apps/org.quire.Quire.png"
done
sed "s/@VERSION@/$version/" "$here/org.quire.Quire.metainfo.xml" >"$stage/usr/share/metainfo/org.quire.Quire.metainfo.xml"
sed "s/@VERSION@/$version/" "$here/quire.1" | gzip -9n >"$stage/usr/share/man/man1/quire.1.gz"
install -m 644 "$here/copyright" "$stage/usr/share/doc/quire/copyright"
install -m 644 "$here/lintian-overrides" "$stage/usr/share/lintian/overrides/quire"
gzip -9nc "$root/CHANGELOG.md" >"$stage/usr/share/doc/quire/NEWS.gz"
printf 'quire (%s) unstable; urgency=medium\n\n  * See NEWS.gz.\n\n -- %s  %s\n' \
    "$version" "$maintainer" "$(LC_ALL=C date -R -u -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$stage/usr/share/doc/quire/changelog.gz"
find "$stage/$place" -type f -name '*.so*' -exec chmod 644 {} +

cat >"$stage/DEBIAN/control" <<CONTROL
Package: quire
Version: $version
Section: text
Priority: optional
Architecture: amd64
Maintainer: $maintainer
Installed-Size: $(du -ks --apparent-size "$stage/usr" | cut -f1)
Depends: libc6 (>= 2.34), libgomp1, libgl1, libegl1, libxkbcommon0, libglib2.0-0 | libglib2.0-0t64, libfreetype6, libfontconfig1, libdbus-1-3, libxkbcommon-x11-0, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0, libwayland-client0, libwayland-cursor0, libwayland-egl1
Description: answers from your own papers and pictures, on your own machine
 Drop PDFs, scans and pictures on its window and ask in plain words. Every
 sentence of an answer opens the page it comes from, with the evidence marked.
 Nothing leaves the machine.
CONTROL
# An open window keeps the files it has open; what it starts afterwards would mix two versions, so say so.
cat >"$stage/DEBIAN/preinst" <<'SCRIPT'
#!/bin/sh
set -e
for program in /proc/[0-9]*/exe; do
    case $(readlink "$program" 2>/dev/null) in
        /usr/lib/quire/quire | /opt/quire/quire) # the first packages lay in /opt
            echo "quire: Quire is open in its older version; close it and start it again when this is done." >&2
            break
            ;;
    esac
done
SCRIPT
cat >"$stage/DEBIAN/postinst" <<'SCRIPT'
#!/bin/sh
set -e
command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database -q /usr/share/applications || true
command -v gtk-update-icon-cache >/dev/null 2>&1 && gtk-update-icon-cache -q -f /usr/share/icons/hicolor || true
SCRIPT
cp "$stage/DEBIAN/postinst" "$stage/DEBIAN/postrm"
chmod 755 "$stage"/DEBIAN/{preinst,postinst,postrm}
(cd "$stage" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums) # what `debsums` checks an installation by
find "$stage" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
# xz, which every dpkg reads and lintian asks for: at level 5 smaller than zstd's 19 and a fifth less work.
compression=(-Zxz -z5)
[ -z "${QUIRE_COMPRESSION:-}" ] || compression=(-Zgzip -z"$QUIRE_COMPRESSION") # quick and large
package=$2/quire_${version}_amd64.deb
dpkg-deb --root-owner-group "${compression[@]}" --build "$stage" "$package" >/dev/null
if [ -z "${QUIRE_COMPRESSION:-}" ]; then
    size=$(($(stat -c %s "$package") / 1000000))
    printf '%8d MB  the package, of 350 MB\n' "$size"
    [ "$size" -le 350 ] || { echo "$((size - 350)) MB over the budget" >&2; exit 1; }
fi
