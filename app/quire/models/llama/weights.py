"""An open GGUF file: its weights, its tokenizer, and what it says of itself. Only in the host process."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import sys
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quire.errors import ModelFailed

_ALL_LAYERS = 0x7FFFFFFF
_WARNING, _ERROR = 3, 4  # of enum ggml_log_level
_said: deque[str] = deque(maxlen=40)  # the last lines of llama.cpp's log: why it refused something

# What llama.cpp says, and what that means to a person.
_REASONS = (
    ("unknown model architecture", "is of a kind that the llama.cpp in use does not know"),
    ("invalid magic", "is not a GGUF file"),
    ("not within the file bounds", "is incomplete"),
    ("failed to read", "is incomplete"),
    ("unable to allocate", "needs more memory than is free"),
    ("failed to allocate", "needs more memory than is free"),
    ("bad allocation", "needs more memory than is free"),
    ("bad_alloc", "needs more memory than is free"),
    ("cannot allocate memory", "needs more memory than is free"),
)


@dataclass(frozen=True, slots=True)
class Device:
    """Where layers run, and why there."""

    layers: int
    reason: str


def choose_device(*, gpu: bool) -> Device:
    """Return how many layers go to a graphics processor: all or none."""
    import llama_cpp

    if not gpu:
        return Device(0, "the processor, because `models.gpu` is off")
    start_engine()
    if not llama_cpp.llama_supports_gpu_offload():
        return Device(0, "the processor, because this llama.cpp was built without a graphics backend")
    return Device(_ALL_LAYERS, "the graphics processor; what does not fit there fails: switch `models.gpu` off then")


def engine_description() -> str:
    """Return version and instruction sets of llama.cpp in one line."""
    import llama_cpp

    system = llama_cpp.llama_print_system_info().decode("utf-8", "replace")
    return f"llama-cpp-python {llama_cpp.__version__}: {' '.join(system.split())}"


class Weights:
    """The weights and tokenizer of one GGUF file; contexts are made over them.

    Attributes:
        raw: llama-cpp-python's model.
        metadata: Scalars of the file's header, as text.

    Raises:
        ModelFailed: llama.cpp does not take the file; the message says why as far as it said so.
    """

    def __init__(self, path: Path, *, title: str, layers: int) -> None:
        from llama_cpp import _internals, llama_cpp

        start_engine()
        self._c: Any = llama_cpp
        params = llama_cpp.llama_model_default_params()
        params.n_gpu_layers = layers
        _said.clear()
        try:
            self.raw: Any = _internals.LlamaModel(path_model=str(path), params=params, verbose=False)
        except (ValueError, OSError) as error:
            raise refusal(title, error) from error
        self.title = title
        self.metadata: Mapping[str, str] = self.raw.metadata()
        self.n_vocab: int = self.raw.n_vocab()
        self._piece = ctypes.create_string_buffer(512)

    @property
    def trained_context(self) -> int:
        """How many tokens the model was made to read at once."""
        return max(1, int(self.raw.n_ctx_train()))

    @property
    def forgets(self) -> bool:
        """Whether its memory is a state rather than one entry per token, so that it cannot go back to a prefix."""
        c = self._c
        return bool(c.llama_model_is_recurrent(self.raw.model) or c.llama_model_is_hybrid(self.raw.model))

    def about(self, key: str) -> str:
        """Return an entry of the file about its own architecture ("pooling_type"), or an empty text."""
        return self.metadata.get(f"{self.metadata.get('general.architecture', '')}.{key}", "")

    def template(self, name: str = "") -> str:
        """Return the chat template of this name, or the default one; empty when there is none."""
        found = self._c.llama_model_chat_template(self.raw.model, name.encode() if name else None)
        return found.decode("utf-8", "replace") if found else ""

    def tokens(self, text: str, *, special: bool = False, ends: bool = False) -> list[int]:
        """Return the tokens of a text.

        Args:
            special: Read control tokens written out in the text as what they stand for.
            ends: Add the marks the model wants around a text ([CLS] … [SEP]).
        """
        raw = text.encode("utf-8", "replace")
        room = len(raw) + 8
        buffer = (self._c.llama_token * room)()
        n = self._c.llama_tokenize(self.raw.vocab, raw, len(raw), buffer, room, ends, special)
        if n < 0:
            room = -n
            buffer = (self._c.llama_token * room)()
            n = self._c.llama_tokenize(self.raw.vocab, raw, len(raw), buffer, room, ends, special)
        return list(buffer[: max(n, 0)])

    def piece(self, token: int, *, special: bool = False) -> bytes:
        """Return what a token writes; control tokens write nothing unless `special`."""
        n = self._c.llama_token_to_piece(self.raw.vocab, token, self._piece, len(self._piece), 0, special)
        return self._piece.raw[: max(n, 0)]

    def ends_answer(self, token: int) -> bool:
        """Whether a token ends what the model says."""
        return bool(self._c.llama_vocab_is_eog(self.raw.vocab, token))

    def mark(self, name: str) -> int:
        """Return the id of "bos", "eos", "sep" and so on; -1 when the model has none."""
        return int(getattr(self._c, f"llama_vocab_{name}")(self.raw.vocab))

    def adds(self, name: str) -> bool:
        """Whether the model wants "bos", "eos" or "sep" added to a text."""
        return bool(getattr(self._c, f"llama_vocab_get_add_{name}")(self.raw.vocab))

    @functools.cached_property
    def control_texts(self) -> tuple[str, ...]:
        """The written forms of the tokens that steer the model, longest first."""
        c, vocabulary = self._c, self.raw.vocab
        steering = c.LLAMA_TOKEN_ATTR_CONTROL | c.LLAMA_TOKEN_ATTR_UNKNOWN
        template = self.template()
        found = set()
        for token in range(self.n_vocab):
            kind = c.llama_vocab_get_attr(vocabulary, token)
            if not kind & (steering | c.LLAMA_TOKEN_ATTR_USER_DEFINED):
                continue
            text = (c.llama_vocab_get_text(vocabulary, token) or b"").decode("utf-8", "replace")
            if len(text) > 1 and (kind & steering or text in template) and text.strip():
                found.add(text)
        return tuple(sorted(found, key=len, reverse=True))

    def close(self) -> None:
        """Free the weights and every context over them."""
        self.raw.close()


@functools.cache
def start_engine() -> None:
    """Start llama.cpp once, and keep its log instead of printing it."""
    import llama_cpp

    os.environ.setdefault("GGML_NO_BACKTRACE", "1")  # an aborting engine forks a debugger otherwise
    llama_cpp.llama_log_set(log_callback(), ctypes.c_void_p(0))
    llama_cpp.llama_backend_init()
    _load_processor_code(Path(llama_cpp.__file__).parent / "lib")


def _load_processor_code(folder: Path) -> None:
    """Have ggml load the library that suits this processor best, in a build that carries one for each generation.

    In other builds the code is linked in. Left alone, ggml would look beside the program and in the current folder,
    which may hold anybody's files.
    """
    from llama_cpp import _ggml, llama_cpp

    # Through libllama, whose own ggml it must be: a wheel holds copies under several names, and ctypes opens another.
    ggml: Any = _ggml.libggml if sys.platform == "win32" else llama_cpp._lib
    ggml.ggml_backend_reg_count.restype = ctypes.c_size_t
    if not ggml.ggml_backend_reg_count():
        ggml.ggml_backend_load_all_from_path(ctypes.c_char_p(os.fsencode(folder)))


@functools.cache
def log_callback() -> Any:
    import llama_cpp

    def keep(level: int, text: bytes, _: object) -> None:
        if level in (_WARNING, _ERROR):
            _said.append(text.decode("utf-8", "replace").rstrip())

    return llama_cpp.llama_log_callback(keep)


def refusal(title: str, error: Exception | None = None) -> ModelFailed:
    """Return the failure that fits what llama.cpp said last."""
    said = "\n".join(line for line in _said if line)
    with contextlib.suppress(StopIteration):
        why = next(text for sign, text in _REASONS if sign in said.lower())
        return ModelFailed(f"{title} {why}", hint=_hint(why), detail=said or str(error))
    return ModelFailed(
        f"{title} cannot be loaded",
        hint="download it again, or choose another model",
        detail=said or str(error),
    )


def _hint(why: str) -> str:
    if "memory" in why:
        return "close other programs, or choose a smaller model"
    if "kind" in why:
        return "update Quire, or choose another model"
    return "download it again"
