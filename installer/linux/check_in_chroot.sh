#!/usr/bin/env bash
# Installs a built .deb on a bare Debian (no Python, no compiler, no build tree) and runs it there as an unprivileged user
# without a network, after an older package and over a newer one; then the portable archive that lies beside it:
#   sudo installer/linux/check_in_chroot.sh [build/packages/quire_VERSION_amd64.deb] [FOLDER FOR THE DEBIAN, kept]
# Without a package it builds one first: this one command is all that a fresh clone needs.
# Needs root, debootstrap, what installer/build.sh leaves in build/, and a network for the bare system and its libraries.
set -euo pipefail
root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
if [ $# -eq 0 ]; then
    "$root/installer/build.sh"
    set -- "$(ls -t "$root"/build/packages/quire_*_amd64.deb | head -n 1)"
fi
deb=$(readlink -f "$1")
system=$(readlink -m "${2:-$root/build/bookworm}")
version=$(dpkg-deb -f "$deb" Version)
home="/home/reader/Größe 1"  # a space and an umlaut
newer_home=/home/reader/newer  # its library is made by the newer package
samples=/usr/lib/quire/_internal/resources/samples
python=${QUIRE_PYTHON:-$root/build/venv/bin/python}
work=$(mktemp -d)
say() { printf '== %s\n' "$*" >&2; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
# shellcheck source=installer/linux/check_steps.sh
. "$root/installer/linux/check_steps.sh"

inside() { chroot "$system" /usr/bin/env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
# As the reader, in a network of its own that has no devices: nothing can be reached, not even by mistake.
as_reader() { # shell text
    unshare --net chroot --userspec=reader "$system" /usr/bin/env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME="${reader_home:-$home}" \
        sh -c "cd; $1"
}
install_over() { # package, as a person double-clicks it; prints what dpkg says
    cp "$1" "$system/tmp/quire.deb"
    inside dpkg -i /tmp/quire.deb 2>&1 || fail "installing $1"
}

clean_up() {
    for place in proc dev/shm home/reader/read-only home/reader/full; do
        mountpoint -q "$system/$place" && umount "$system/$place"
    done
    rm -rf "$work"
}
trap clean_up EXIT

if [ ! -e "$system/.whole" ]; then
    say "a bare Debian in $system"
    rm -rf "$system"
    debootstrap --variant=minbase bookworm "$system" http://deb.debian.org/debian >/dev/null
    touch "$system/.whole"
fi
mountpoint -q "$system/proc" || mount -t proc proc "$system/proc"
mkdir -p "$system/dev/shm"
mountpoint -q "$system/dev/shm" || mount -t tmpfs tmpfs "$system/dev/shm"
cp /etc/resolv.conf "$system/etc/resolv.conf"
inside dpkg -P quire >/dev/null 2>&1 || true
rm -rf "$system/home/reader" "$system/usr/lib/quire" "$system/opt/quire"
inside id reader >/dev/null 2>&1 || inside useradd reader
inside mkdir -p "$home" "$newer_home"
inside chown -R reader: /home/reader

check_by_the_rules_of_others

say "two packages of the same content, said to be newer, and older and in /opt, where the first ones lay"
dpkg-deb -R "$deb" "$work/content"
pack_as() { # version
    sed -i "s/^Version: .*/Version: $1/" "$work/content/DEBIAN/control"
    dpkg-deb --root-owner-group -Zzstd -z1 --build "$work/content" "$work/quire_$1.deb" >/dev/null
}
pack_as 99.0
mkdir "$work/content/opt"
mv "$work/content/usr/lib/quire" "$work/content/opt/quire"
rmdir "$work/content/usr/lib"
ln -sf /opt/quire/quire "$work/content/usr/bin/quire"
pack_as 0.0.1
rm -rf "$work/content"

say "the older package, on the bare system"
cp "$work/quire_0.0.1.deb" "$system/tmp/quire.deb"
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends --allow-downgrades /tmp/quire.deb >"$work/apt.log" 2>&1 ||
    { cat "$work/apt.log" >&2; fail "installing the older package"; }
for program in python3 gcc cc g++; do
    if inside sh -c "command -v $program" >/dev/null; then fail "$program is there: this system is not bare"; fi
done
say "a library made by the older version"
adds "${samples/#\/usr\/lib/\/opt}/annual-report-2024.pdf"
say "version $version over 0.0.1"
install_over "$deb" >/dev/null
[ ! -e "$system/opt/quire" ] || fail "the older package left something in /opt"
check_libraries
check_opens_the_library
say "version 99.0 over $version, which adds to the library"
install_over "$work/quire_99.0.deb" >/dev/null
check_opens_the_library
adds "$samples/grey-seal.webp"
reader_home=$newer_home adds "$samples/annual-report-2024.pdf"
say "version $version over 99.0"
expect downgrading "$(install_over "$deb" | grep -v '^(Reading')"
check_opens_the_library
expect "grey-seal.webp" "$(as_reader 'quire list' 2>&1)"
check_later_format

check_self_check
check_tiny_model
check_no_display
check_read_only_home
check_no_disk
say "a virtual display, which Debian brings"
inside apt-get install -y -qq --no-install-recommends xvfb xauth xdotool >/dev/null 2>&1
check_window
check_over_a_running_window
check_portable "$(dirname "$deb")/quire-$version-linux-x86_64.tar.zst"
check_removal
say "all passed"
