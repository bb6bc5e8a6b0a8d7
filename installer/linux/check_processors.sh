#!/usr/bin/env bash
# Has llama.cpp of a built application folder answer on older processors, which qemu imitates:
#   installer/linux/check_processors.sh [APPLICATION FOLDER, build/frozen/quire if absent]
# Each must load the library made for it and give the answer. Needs qemu-user and what installer/build.sh leaves in build/.
# qemu knows AVX2 and no AVX-512: a Skylake server is taken for a Haswell here, and the libraries beyond AVX2 are not reached.
set -euo pipefail
root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
libraries=$(readlink -f "${1:-$root/build/frozen/quire}")/_internal/llama_cpp/lib
python=${QUIRE_PYTHON:-$root/build/venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
command -v qemu-x86_64 >/dev/null || fail "qemu-x86_64 is missing: apt-get install qemu-user"

reply="The diesel sets ran for a while [1]."
(cd "$root" && PYTHONPATH=$root:$root/app "$python" - "$work" "$reply" <<'PYTHON'
import sys
from pathlib import Path

from tests.tiny_models import tiny_generator

tiny_generator(Path(sys.argv[1]), sys.argv[2], name="tiny")
PYTHON
) || fail "making the tiny model needs numpy and gguf"

# One process: qemu imitates a processor for the process it starts, and for no child of it. The engine is started as the model host
# does it, but with the libraries of the application folder.
cat >"$work/answer.py" <<'PYTHON'
import os
import sys
from pathlib import Path

os.environ["LLAMA_CPP_LIB_PATH"] = sys.argv[1]
import llama_cpp

from quire.models.llama import weights

weights._load_processor_code(Path(sys.argv[1]))
with open("/proc/self/maps", encoding="utf-8") as maps:
    print(*sorted({line.rsplit("/", 1)[-1].strip() for line in maps if "libggml-cpu-" in line}))
model = llama_cpp.Llama(sys.argv[2], n_ctx=512, n_threads=2, verbose=False)
said = model.create_chat_completion([{"role": "user", "content": "How long?"}], max_tokens=24, temperature=0)
print(said["choices"][0]["message"]["content"])
PYTHON

while read -r processor wanted; do
    said=$(PYTHONPATH=$root/app qemu-x86_64 -cpu "$processor" "$python" "$work/answer.py" "$libraries" "$work/tiny.gguf" 2>"$work/errors") ||
        { tail -3 "$work/errors" >&2; fail "$processor"; }
    [ "$said" = "libggml-cpu-$wanted.so"$'\n'"$reply" ] || fail "$processor: $said"
    printf '%-16s %s, and it answers\n' "$processor" "$wanted"
done <<'PROCESSORS'
Nehalem sse42
SandyBridge sandybridge
IvyBridge ivybridge
Haswell haswell
Skylake-Server haswell
PROCESSORS
