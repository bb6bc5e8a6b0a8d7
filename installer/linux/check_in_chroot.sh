#!/usr/bin/env bash
# Installs a built .deb on a bare Debian (no Python, no compiler, no build tree) and runs it there as an unprivileged user:
#   sudo installer/linux/check_in_chroot.sh build/packages/quire_VERSION_amd64.deb [FOLDER FOR THE DEBIAN, kept]
# Needs root, debootstrap and a network for the bare system. Inside, Quire runs without any network.
set -euo pipefail
deb=$(readlink -f "$1")
system=${2:-$(dirname "$deb")/../bookworm}
say() { printf '== %s\n' "$*" >&2; }

if [ ! -e "$system/.whole" ]; then
    say "a bare Debian in $system"
    rm -rf "$system"
    debootstrap --variant=minbase bookworm "$system" http://deb.debian.org/debian >/dev/null
    touch "$system/.whole"
fi
inside() { chroot "$system" /usr/bin/env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
mountpoint -q "$system/proc" || mount -t proc proc "$system/proc"
mountpoint -q "$system/dev/shm" || { mkdir -p "$system/dev/shm"; mount -t tmpfs tmpfs "$system/dev/shm"; }
trap 'umount "$system/proc" "$system/dev/shm" 2>/dev/null || true' EXIT

say "installing the package"
cp /etc/resolv.conf "$system/etc/resolv.conf"
cp "$deb" "$system/tmp/quire.deb"
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends /tmp/quire.deb xvfb xauth >/dev/null 2>&1
for program in python3 gcc cc g++; do
    if inside sh -c "command -v $program" >/dev/null; then echo "$program is there: this system is not bare" >&2; exit 1; fi
done
inside id reader >/dev/null 2>&1 || inside useradd --create-home reader

say "every library is found"
missing=$(inside sh -c 'LD_LIBRARY_PATH=/opt/quire/_internal find /opt/quire -name "*.so*" -type f -exec ldd {} + 2>/dev/null' | grep 'not found' | sort -u |
    grep -vE 'libgtk-3|libgdk-3|libpango|libcairo|libatk|libgdk_pixbuf|libwayland' || true)  # themes and Wayland: optional plugins
[ -z "$missing" ] || { printf '%s\n' "$missing" >&2; exit 1; }

# A user namespace of its own without a network, as an unprivileged user, in a home with a space and an umlaut.
as_reader() { # command line
    unshare --net chroot --userspec=reader "$system" /usr/bin/env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 \
        HOME="/home/reader/Größe 1" sh -c "cd && $1"
}
inside sh -c 'mkdir -p "/home/reader/Größe 1" && chown -R reader: "/home/reader"'
say "self-check without a network"
as_reader 'quire self-check'
say "the window without a display says so"
if as_reader 'quire gui' 2>&1 | tee /dev/stderr | grep -q Traceback; then exit 1; fi
say "the window on a virtual display, started and closed"
as_reader 'QUIRE_START_BENCHMARK=$(date +%s.%N) QT_QPA_PLATFORM=xcb xvfb-run -a timeout --signal=INT 60 quire' | tee /dev/stderr |
    grep -q usable
say "removing the package leaves the library, and nothing of its own"
inside dpkg -r quire >/dev/null
inside sh -c '[ ! -e /opt/quire ] && [ ! -e /usr/bin/quire ]'
say "all passed"
