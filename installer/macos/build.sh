#!/usr/bin/env bash
# Builds Quire.app and a disk image on a Mac:  installer/macos/build.sh
# Needs Python 3.11+, the command line tools and cmake. Signing and notarising happen when these are set:
#   QUIRE_SIGN_IDENTITY="Developer ID Application: …"   QUIRE_NOTARY_PROFILE=profile of `xcrun notarytool store-credentials`
# Never run by its authors: they have no Mac.
set -euo pipefail
root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
build=$root/build
venv=$build/venv
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$root/app/quire/__init__.py")

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
pip=("$venv/bin/python" -m pip install --quiet --no-deps --prefer-binary --disable-pip-version-check --no-input)
"${pip[@]}" -r "$root/requirements.lock" -r "$root/installer/requirements-build.lock"
llama=$(sed -n 's/^llama-cpp-python==//p' "$root/requirements-llama.lock")
if ! compgen -G "$build/wheels/llama_cpp_python-$llama-*.whl" >/dev/null; then
    CMAKE_ARGS="-DGGML_NATIVE=OFF -DGGML_METAL=ON -DGGML_METAL_EMBED_LIBRARY=ON" "$venv/bin/python" -m pip wheel --quiet --no-deps \
        --no-cache-dir --no-binary llama-cpp-python --wheel-dir "$build/wheels" "llama-cpp-python==$llama"
fi
grep -v '^llama-cpp-python' "$root/requirements-llama.lock" >"$build/llama-rest.lock"
"${pip[@]}" -r "$build/llama-rest.lock" "$build"/wheels/llama_cpp_python-"$llama"-*.whl

"$venv/bin/python" "$root/installer/icons.py" "$build/quire.icns"
PYTHONPATH=$root/app "$venv/bin/python" -m PyInstaller --noconfirm --log-level WARN --distpath "$build/frozen" \
    --workpath "$build/work" "$root/installer/freeze/quire.spec"
"$venv/bin/python" "$root/installer/notices.py" "$build/frozen/quire"
"$venv/bin/python" "$root/installer/sizes.py" "$build/frozen/quire"
"$build/frozen/quire/quire" self-check

app=$build/frozen/Quire.app # made by the spec's BUNDLE from the same folder
if [ -n "${QUIRE_SIGN_IDENTITY:-}" ]; then
    codesign --force --deep --options runtime --timestamp --entitlements "$root/installer/macos/entitlements.plist" \
        --sign "$QUIRE_SIGN_IDENTITY" "$app"
fi
mkdir -p "$build/packages"
image=$build/packages/Quire-$version-$(uname -m).dmg
stage=$(mktemp -d)
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -quiet -ov -volname Quire -srcfolder "$stage" -format ULFO "$image"
if [ -n "${QUIRE_NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$QUIRE_NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
