# The steps of check_in_chroot.sh, which sets $system, $home, $work and so on, and says the order. Each ends the check when it fails.
# shellcheck shell=bash disable=SC2154

expect() { # words, text: the text says the words, in a sentence and not by a traceback
    printf '%s\n' "$2" | sed 's/^/   /' >&2
    case $2 in *Traceback*) fail "a traceback" ;; esac
    case $2 in *"$1"*) ;; *) fail "nothing says \"$1\"" ;; esac
}

check_by_the_rules_of_others() { # each as far as it is there
    say "what lintian, appstreamcli and desktop-file-validate say"
    local content=$work/rules
    mkdir "$content"
    dpkg-deb --fsys-tarfile "$deb" | tar -xf - -C "$content" ./usr/share
    if command -v desktop-file-validate >/dev/null; then
        desktop-file-validate "$content/usr/share/applications/org.quire.Quire.desktop" >&2 || fail "desktop-file-validate"
    fi
    if command -v appstreamcli >/dev/null; then
        appstreamcli validate --no-net "$content/usr/share/metainfo/org.quire.Quire.metainfo.xml" >&2 || fail "appstreamcli"
    fi
    if command -v lintian >/dev/null; then
        lintian --allow-root --fail-on error,warning "$deb" >&2 || fail "lintian"
    fi
}

check_libraries() {
    say "every shared library is found"
    local missing
    missing=$(inside sh -c 'LD_LIBRARY_PATH=/usr/lib/quire/_internal find /usr/lib/quire -name "*.so*" -type f -exec ldd {} + 2>/dev/null' |
        grep 'not found' | sort -u || true)
    [ -z "$missing" ] || { printf '%s\n' "$missing" >&2; fail "libraries are missing"; }
}

adds() { # file
    as_reader "quire add $1" >&2 || fail "quire add $1"
}

check_opens_the_library() {
    expect "annual-report-2024.pdf" "$(as_reader 'quire list' 2>&1)"
    expect "[1]" "$(as_reader 'quire ask "How many hours did the diesel sets run in 2024?"' 2>&1)"
}

check_later_format() {
    say "a library in a later format is refused, and stays as it is"
    local library=$system$newer_home/.local/share/Quire/library before after words
    "$python" -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute("PRAGMA user_version = 999")' "$library/catalogue.sqlite"
    before=$(cd "$library" && find . -type f ! -name lock -exec sha256sum {} + | sort)
    for words in list "add $samples/grey-seal.webp" "ask diesel" verify repair "remove annual-report-2024.pdf"; do
        expect "made by a newer Quire" "$(reader_home=$newer_home as_reader "quire $words" 2>&1 || true)"
    done
    after=$(cd "$library" && find . -type f ! -name lock -exec sha256sum {} + | sort)
    [ "$before" = "$after" ] || { diff <(echo "$before") <(echo "$after") >&2; fail "the library in a later format was changed"; }
}

check_self_check() {
    say "the main job on the samples, without a display and without a network"
    if as_reader 'exec 3<>/dev/tcp/1.1.1.1/53' 2>/dev/null; then fail "there is a network"; fi
    as_reader 'quire self-check' >&2 || fail "quire self-check"
    as_reader 'quire doctor' >&2 || fail "quire doctor"
}

check_tiny_model() {
    say "llama.cpp in the frozen host: a tiny model answers"
    (cd "$root" && PYTHONPATH=$root:$root/app "$python" - "$system/home/reader" <<'PYTHON'
import sys
from pathlib import Path

from tests.tiny_models import tiny_generator

tiny_generator(Path(sys.argv[1]), "The diesel sets ran for a while [1].", name="tiny")
PYTHON
    ) || fail "making the tiny model needs numpy and gguf"
    as_reader 'quire models import --role generator /home/reader/tiny.gguf && quire models use generator tiny' >&2 || fail "models"
    expect "tiny" "$(as_reader 'quire doctor' 2>&1)"
    local answer
    answer=$(as_reader 'quire --json ask "How many hours did the diesel sets run in 2024?"' 2>&1)
    expect '"model": "tiny' "${answer//\":\"/\": \"}"
    as_reader 'quire models use generator none' >&2
}

check_no_display() {
    say "the window without a display"
    expect "no display" "$(as_reader 'quire' 2>&1 || true)"
    expect "the window cannot be opened" "$(as_reader 'DISPLAY=:77 quire' 2>&1 || true)"
}

check_read_only_home() {
    say "a home that cannot be written"
    local place="$system/home/reader/read-only"
    mkdir -p "$place"
    mountpoint -q "$place" || mount -t tmpfs -o ro tmpfs "$place"
    expect "cannot be written" "$(reader_home=/home/reader/read-only as_reader "quire add $samples" 2>&1 || true)"
}

check_no_disk() {
    say "a disk without room"
    local place="$system/home/reader/full"
    mkdir -p "$place"
    mountpoint -q "$place" || mount -t tmpfs -o size=1m,mode=777 tmpfs "$place"
    expect "no space left" "$(reader_home=/home/reader/full as_reader "quire add $samples/annual-report-2024.pdf" 2>&1 || true)"
}

on_display() { # shell text: run it on a virtual display, without D-Bus
    as_reader "export QT_QPA_PLATFORM=xcb; xvfb-run -a -s '-screen 0 1400x900x24' sh -c '$1'"
}

check_window() {
    say "the window on a virtual display reads the samples, is asked, and closes"
    local said
    said=$(on_display "QUIRE_START_BENCHMARK=\$(date +%s.%N) timeout 300 quire" 2>&1)
    expect '"usable_s"' "$said"
    cat >"$system/tmp/give.sh" <<'SCRIPT'
quire "$@" & window=$!
for _ in $(seq 60); do
    sleep 2
    grep -aqs "keepers-letter-1938.pdf" "$HOME"/.local/share/Quire/library/catalogue.sqlite* && break
done
kill -INT "$window" && wait "$window"
SCRIPT
    on_display "sh /tmp/give.sh $samples/*.pdf $samples/*.png" || true
    expect "keepers-letter-1938.pdf" "$(as_reader 'quire list' 2>&1)"
    # A person types a question; once it is answered, the conversation is kept in the catalogue.
    cat >"$system/tmp/ask.sh" <<'SCRIPT'
quire & window=$!
id=$(timeout 60 xdotool search --sync --onlyvisible --name Quire | head -1)
sleep 20
xdotool windowfocus "$id" key ctrl+l
xdotool type "When did the lifeboat leave"
xdotool key Return
for _ in $(seq 60); do
    sleep 2
    grep -aqs "When did the lifeboat leave" "$HOME"/.local/share/Quire/library/catalogue.sqlite* && echo "the question is answered" && break
done
kill -INT "$window" && wait "$window"
SCRIPT
    expect "the question is answered" "$(on_display 'sh /tmp/ask.sh' 2>&1)"
}

check_over_a_running_window() {
    say "installing over an open window"
    on_display "timeout --signal=INT 90 quire" >"$work/window.log" 2>&1 &
    local window=$! waited=0
    until grep -qs /usr/lib/quire/quire <(readlink "/proc/"[0-9]*/exe) || [ $((waited += 1)) -gt 60 ]; do sleep 0.5; done
    sleep 5
    expect "close it" "$(install_over "$deb")"
    inside sh -c 'for one in /proc/[0-9]*/exe; do case $(readlink "$one") in /usr/lib/quire/quire*) kill -INT "$(basename "$(dirname "$one")")" ;; esac; done'
    wait "$window" || true
    if grep -q Traceback "$work/window.log"; then cat "$work/window.log" >&2; fail "the open window"; fi
    check_opens_the_library
}

check_portable() { # archive
    say "the portable archive, in a folder with a space and an umlaut"
    [ -e "$1" ] || fail "there is no $1"
    local place="$system/home/reader/Mein Gerät"
    mkdir -p "$place"
    tar --zstd -xf "$1" -C "$place"
    inside dpkg -r quire >/dev/null
    inside chown -R root: "/home/reader/Mein Gerät"  # read only for the reader: nothing is written beside the program
    as_reader '"/home/reader/Mein Gerät"/quire-*/start-quire self-check' >&2 || fail "self-check of the portable archive"
    expect "annual-report-2024.pdf" "$(as_reader '"/home/reader/Mein Gerät"/quire-*/start-quire list' 2>&1)"
    rm -rf "$place"
    install_over "$deb" >/dev/null
}

check_removal() {
    say "removing leaves the library, and nothing of the program"
    inside dpkg -r quire >/dev/null 2>&1 || fail "dpkg -r"
    inside sh -c '[ ! -e /usr/lib/quire ] && [ ! -e /opt/quire ] && [ ! -e /usr/bin/quire ]' || fail "something stayed"
    inside sh -c '! find / -xdev \( -name "*quire*" -o -name "*Quire*" \) -not -path "/home/*" -not -path "/proc/*" -not -path "/tmp/*" \
        -not -path "/var/lib/dpkg/*" -not -path "/var/cache/*" | grep .' >&2 || fail "something stayed"
    [ -d "$system$home/.local/share/Quire/library" ] || fail "the library is gone"
}
