#!/usr/bin/env bash
# Builds Quire's Linux packages from a checkout:  installer/build.sh [OUTPUT FOLDER, build/packages if absent]
#   quire_VERSION_amd64.deb            for Debian, Ubuntu and their kin
#   quire-VERSION-linux-x86_64.tar.zst  unpack anywhere, no root needed
# Needs Python 3.11+, a C++ compiler, cmake, dpkg-deb, zstd and, the first time, a network. Everything it makes lies in build/.
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

# No instruction of this machine's is baked in: AVX2 with FMA and F16C, which processors have since about 2013.
say "llama.cpp for other machines than this one (kept in build/wheels)"
llama=$(sed -n 's/^llama-cpp-python==//p' "$root/requirements-llama.lock")
if ! compgen -G "$build/wheels/llama_cpp_python-$llama-*.whl" >/dev/null; then
    CMAKE_ARGS="-DGGML_NATIVE=OFF -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON" \
        CMAKE_BUILD_PARALLEL_LEVEL=$(nproc) "$venv/bin/python" -m pip wheel --quiet --no-deps --no-cache-dir \
        --no-binary llama-cpp-python --wheel-dir "$build/wheels" "llama-cpp-python==$llama"
fi
grep -v '^llama-cpp-python' "$root/requirements-llama.lock" >"$build/llama-rest.lock"
"${pip[@]}" -r "$build/llama-rest.lock" "$build"/wheels/llama_cpp_python-"$llama"-*.whl

say "application folder"
PYTHONPATH=$root/app "$venv/bin/python" -m PyInstaller --noconfirm --log-level WARN --distpath "$build/frozen" \
    --workpath "$build/work" "$root/installer/freeze/quire.spec"

say "licences and bill of materials"
"$venv/bin/python" "$root/installer/notices.py" "$build/frozen/quire"

say "sizes"
"$venv/bin/python" "$root/installer/sizes.py" "$build/frozen/quire"

mkdir -p "$output"
say "packages"
"$root/installer/linux/deb.sh" "$build/frozen/quire" "$output"
"$root/installer/linux/portable.sh" "$build/frozen/quire" "$output"
ls -l "$output" >&2
