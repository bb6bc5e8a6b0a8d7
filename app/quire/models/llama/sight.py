"""Showing pictures to a language model through its projector (mtmd). Only in the host process."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quire.errors import InvalidInput, ModelFailed
from quire.models.llama.chat import MEDIA
from quire.models.llama.context import ABORTED, Context, Stopped
from quire.models.llama.weights import Weights, refusal, start_engine

MAX_IMAGE_PX = 1024  # longer sides are scaled down: a token is about 28 pixels square, and costs as much as a word
_MAX_IMAGE_TOKENS = 1024
_PIXEL_LIMIT = 64_000_000


class Sight:
    """A projector ready to turn pictures into what the model reads.

    Args:
        projector: The mmproj file.
        gpu: Whether it may run on a graphics processor.

    Raises:
        ModelFailed: the file is no projector of this model, or cannot show pictures.
    """

    def __init__(self, weights: Weights, projector: Path, *, threads: int, gpu: bool) -> None:
        from llama_cpp import mtmd_cpp

        start_engine()
        self._c: Any = mtmd_cpp
        self._weights = weights
        _keep_quiet(mtmd_cpp)
        title = f"the projector of {weights.title}"
        # Looks at the header alone: what is no projector must not reach the loader.
        if not mtmd_cpp.mtmd_get_cap_from_file(str(projector).encode()).inp_vision:
            raise ModelFailed(f"{title} cannot show pictures", hint="download the model again")
        params = mtmd_cpp.mtmd_context_params_default()
        params.use_gpu = gpu
        params.print_timings = False
        params.n_threads = threads
        params.warmup = False
        params.image_max_tokens = _MAX_IMAGE_TOKENS
        self._raw: Any = mtmd_cpp.mtmd_init_from_file(str(projector).encode(), weights.raw.model, params)
        if not self._raw:
            raise refusal(title)

    def n_tokens(self, width: int, height: int) -> int:
        """Return how many tokens a picture of this size takes, with the marks around it."""
        width, height = _scaled(width, height, longest_px=MAX_IMAGE_PX)
        with self._chunks(MEDIA, [(width, height, bytes(3 * width * height))], whole=False) as chunks:
            return int(self._c.mtmd_helper_get_n_tokens(chunks))

    def read(
        self,
        context: Context,
        prompt: str,
        pictures: Sequence[bytes],
        *,
        check_room: Callable[[int], None],
        stopped: Callable[[], bool],
        longest_px: int = MAX_IMAGE_PX,
    ) -> int:
        """Bring a prompt with its pictures into an empty context; return how many positions it takes.

        Args:
            prompt: Holds the media mark once per picture.
            check_room: Receives how many positions it will take, and raises when that is too much.
            longest_px: Longer sides are scaled down.

        Raises:
            InvalidInput: a picture cannot be opened.
            Stopped: it was asked to give up.
        """
        c = self._c
        if prompt.count(MEDIA) != len(pictures):
            raise ModelFailed("the model's chat template leaves pictures out", hint="choose another model")
        shown = [prepared(picture, longest_px=longest_px) for picture in pictures]
        with self._chunks(prompt, shown) as chunks:
            n_tokens = int(c.mtmd_helper_get_n_tokens(chunks))
            check_room(max(n_tokens, int(c.mtmd_helper_get_n_pos(chunks))))
            position = 0
            n_chunks = int(c.mtmd_input_chunks_size(chunks))
            for number in range(n_chunks):
                if stopped():
                    raise Stopped
                chunk = c.mtmd_input_chunks_get(chunks, number)
                position = self._show(chunk, context, position, last=number == n_chunks - 1)
        return position

    def _show(self, chunk: Any, context: Context, position: int, *, last: bool) -> int:
        """Compute a piece of text or a picture; return the position after it."""
        c = self._c
        is_picture = c.mtmd_input_chunk_get_type(chunk) != c.MTMD_INPUT_CHUNK_TYPE_TEXT
        if is_picture and int(c.mtmd_input_chunk_get_n_tokens(chunk)) > context.n_batch:
            raise ModelFailed(
                f"{self._weights.title} takes too many tokens for a picture", hint="choose another model"
            )
        after = ctypes.c_int32(position)
        code = c.mtmd_helper_eval_chunk_single(
            self._raw, context.raw.ctx, chunk, position, 0, context.n_batch, last, ctypes.byref(after)
        )
        if code == ABORTED:
            raise Stopped
        if code:
            raise self._blind(f"mtmd_helper_eval_chunk_single returned {code}")
        return after.value

    def _blind(self, detail: str) -> ModelFailed:
        return ModelFailed(
            f"{self._weights.title} cannot look at this picture", hint="choose another model", detail=detail
        )

    def close(self) -> None:
        """Free the projector."""
        if self._raw:
            self._c.mtmd_free(self._raw)
            self._raw = None

    @contextmanager
    def _chunks(
        self, prompt: str, pictures: Sequence[tuple[int, int, bytes]], *, whole: bool = True
    ) -> Iterator[Any]:
        """Give text and pictures (width, height, RGB bytes) as the projector cuts them, in order.

        Args:
            whole: With the marks that the model wants around a text.
        """
        c = self._c
        bitmaps: list[Any] = []
        chunks = c.mtmd_input_chunks_init()
        try:
            for width, height, pixels in pictures:
                buffer = (ctypes.c_uint8 * len(pixels)).from_buffer_copy(pixels)
                bitmaps.append(c.mtmd_bitmap_init(width, height, buffer))
            raw = prompt.encode("utf-8", "replace")
            text = c.mtmd_input_text()
            text.text, text.text_len, text.add_special, text.parse_special = raw, len(raw), whole, True
            array = (c.mtmd_bitmap_p_ctypes * len(bitmaps))(*bitmaps)
            code = c.mtmd_tokenize(self._raw, chunks, ctypes.byref(text), array, len(bitmaps))
            if code:
                raise self._blind(f"mtmd_tokenize returned {code}")
            yield chunks
        finally:
            c.mtmd_input_chunks_free(chunks)
            for bitmap in bitmaps:
                c.mtmd_bitmap_free(bitmap)


def prepared(picture: bytes, *, longest_px: int) -> tuple[int, int, bytes]:
    """Return width, height and RGB bytes of a picture, upright and no longer than `longest_px`.

    Raises:
        InvalidInput: it cannot be opened, or is unreasonably large.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(picture)) as opened:
            if opened.width * opened.height > _PIXEL_LIMIT:
                raise InvalidInput("a picture is too large to be shown to a model", hint="scale it down")
            opened.draft("RGB", (longest_px, longest_px))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((longest_px, longest_px))
            if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:  # on paper, not on black
                layered = upright.convert("RGBA")
                paper = Image.new("RGBA", layered.size, "white")
                upright = Image.alpha_composite(paper, layered)
            shown = upright.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise InvalidInput(
            "a picture for the model cannot be opened", hint="leave it out", detail=str(error)
        ) from error
    return shown.width, shown.height, shown.tobytes()


def _scaled(width: int, height: int, *, longest_px: int) -> tuple[int, int]:
    """Return the size of a picture after `prepared`, about."""
    scale = min(longest_px / max(width, height, 1), 1.0)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _keep_quiet(mtmd_cpp: Any) -> None:
    """Send mtmd's log where llama.cpp's goes."""
    from quire.models.llama.weights import log_callback

    mtmd_cpp.mtmd_log_set(log_callback(), ctypes.c_void_p(0))
    mtmd_cpp.mtmd_helper_log_set(log_callback(), ctypes.c_void_p(0))
