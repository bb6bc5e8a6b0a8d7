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
say() { printf '== %s\n' "$*" >&2; }

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

# Python's own libraries carry 20 MB of symbols. Nothing else is stripped: that breaks numpy's OpenBLAS, and wheels come stripped.
strip --strip-unneeded "$build"/frozen/quire/_internal/libpython3*.so* "$build"/frozen/quire/_internal/python3*/lib-dynload/*.so

say "licences and bill of materials"
"$venv/bin/python" "$root/installer/notices.py" "$build/frozen/quire"

say "sizes"
"$venv/bin/python" "$root/installer/sizes.py" "$build/frozen/quire"

mkdir -p "$output"
say "packages"
"$root/installer/linux/deb.sh" "$build/frozen/quire" "$output"
"$root/installer/linux/portable.sh" "$build/frozen/quire" "$output"
ls -l "$output" >&2
