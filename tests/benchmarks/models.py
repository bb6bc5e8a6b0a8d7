"""What running models through the host costs, compared with the same library used directly.

    python -m tests.benchmarks.models [ROUNDS]

Prints how long the host takes to start, to load a model and to give its first vector; and, for batches of texts and
single tokens, how much slower they come through the host. Pictures: `tests.benchmarks.pictures`.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as the host sets it; must stand before llama.cpp is loaded
from tests.benchmarks.pairs import timed_in_turn
from tests.tiny_models import hosted, tiny_generator
from tests.tiny_models.minilm import minilm_gguf

from quire.models import ModelHost, Payload, default_threads
from quire.plugins.contracts import Message, Sampling
from quire.types import ModelRole

_ROUNDS = 30
_TOKENS = 400
_TEXT = "The guarantee covers parts and labour for two years from the day of purchase. " * 8


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def start_and_first_vector(folder: Path) -> None:
    host = ModelHost()
    model = hosted(minilm_gguf(folder), ModelRole.TEXT_EMBEDDER, context_tokens=256, dimensions=(384,))
    start = seconds(lambda: host.run(model, "count", Payload(("a",))))
    embedder = host.text_embedder(model)
    first = seconds(lambda: embedder.embed(["first"], urgent=True))
    again = statistics.median(seconds(lambda: embedder.embed(["again"], urgent=True)) for _ in range(20))
    say(
        f"process and load {start:.2f} s, first vector {1000 * first:.0f} ms, a question later {1000 * again:.1f} ms"
    )
    host.close()


def batches(folder: Path, rounds: int) -> None:
    """Compare `TextEmbedder.embed` with `Llama.embed`: texts of about 128 tokens, 8 at once."""
    from llama_cpp import Llama

    path = folder / "minilm.gguf"
    threads = default_threads()
    direct = Llama(
        str(path),
        embedding=True,
        n_ctx=256,
        n_batch=256,
        n_ubatch=256,
        n_threads=threads,
        n_threads_batch=threads,
        flash_attn=True,
        verbose=False,
    )
    host = ModelHost(threads=threads)
    model = hosted(path, ModelRole.TEXT_EMBEDDER, context_tokens=256, dimensions=(384,))
    embedder = host.text_embedder(model)
    texts = [f"{number} {_TEXT}" for number in range(8)]
    pairs = timed_in_turn(lambda: embedder.embed(texts), lambda: direct.embed(texts), rounds=rounds)
    mine, plain = pairs.typical
    trip = statistics.median(
        seconds(lambda: host.run(model, "count", Payload(tuple(texts)), urgent=True)) for _ in range(50)
    )
    say(
        f"batch of 8 texts: host {8 / mine:.1f} texts/s, llama-cpp-python {8 / plain:.1f} texts/s, "
        f"{pairs.told()}; "
        f"the way there and back, with tokenising, takes {1000 * trip:.1f} ms, {100 * trip / plain:.2f} % of a batch"
    )
    host.close()
    direct.close()


def tokens(folder: Path, rounds: int) -> None:
    """Compare `Generator.generate` with `Llama.generate` on a model so small that overhead is nearly all there is."""
    from llama_cpp import Llama

    path = tiny_generator(folder, endless=True, layers=4, feed_forward=256)
    direct = Llama(str(path), n_ctx=2048, n_batch=512, n_ubatch=512, n_threads=1, n_threads_batch=1, verbose=False)
    host = ModelHost(threads=1, context_tokens=2048)
    writer = host.generator(hosted(path, ModelRole.GENERATOR, context_tokens=2048))
    prompt = "<|im_start|>user\nHow long?<|im_end|>\n<|im_start|>assistant\n"
    ids = direct.tokenize(prompt.encode(), add_bos=False, special=True)

    def write_directly() -> None:
        decoder = ""
        for number, token in enumerate(direct.generate(ids, temp=0.0), start=1):
            decoder += direct.detokenize([token]).decode("utf-8", "replace")
            if number == _TOKENS:
                return

    def write() -> None:
        made = writer.generate(
            [Message("user", "How long?")], sampling=Sampling(max_tokens=_TOKENS), on_text=lambda _: None
        )
        assert made.n_tokens == _TOKENS

    gc.collect()
    pairs = timed_in_turn(write, write_directly, rounds=rounds)
    each = [1000 * (mine - plain) / _TOKENS for mine, plain in zip(pairs.ours, pairs.theirs, strict=True)]
    mine, plain = (1000 * typical / _TOKENS for typical in pairs.typical)
    best = 1000 * (min(pairs.ours) - min(pairs.theirs)) / _TOKENS
    say(
        f"token: host {mine:.3f} ms, llama-cpp-python {plain:.3f} ms, overhead {statistics.median(each):+.3f} ms "
        f"(median of {rounds} pairs; best of each {best:+.3f} ms)"
    )
    host.close()


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else _ROUNDS
    with tempfile.TemporaryDirectory() as name:
        start_and_first_vector(Path(name))
        batches(Path(name), asked)
        tokens(Path(name), asked)
