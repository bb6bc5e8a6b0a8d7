"""The main process's side of the models: which process runs which model, and the models as the rooms see them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from quire.errors import Cancelled, ModelError
from quire.jobs import Job
from quire.models.backend import BACKENDS
from quire.models.loaded import free_mb
from quire.models.plugged import ENGINE, PluggedEmbedder
from quire.models.protocol import HostedModel, Payload
from quire.models.remote import remote_embedder, remote_generator, remote_reranker
from quire.models.serving import LOAD, HostSettings
from quire.models.worker import Worker
from quire.plugins.contracts import Generator, ImageEmbedder, PictureReranker, Reranker, TextEmbedder
from quire.types import ModelRole

if TYPE_CHECKING:  # models, and numpy with them, are imported when one is asked for: the window opens sooner
    from quire.models.minilm import MiniLm
    from quire.models.open_clip.images import HostedImages

_MOST_THREADS = 8  # a batch of 8 short texts does not feed more
_WRITERS = frozenset({ModelRole.GENERATOR, ModelRole.VLM})


class ModelHost:
    """The two processes that run models. Thread-safe; lives as long as the library is open.

    Embedders, encoders and rerankers share one process, language models have one of their own: a question never waits
    for an answer that is being written, and ending a model that does not heed a stop costs no other one. When memory is
    short for a model that one of them is to load, the other one, if it is at rest, unloads what it used longest ago.

    Nothing starts before the first request or `prewarm`. In each process requests run one after another; an urgent one
    goes before every waiting bulk request, so that it waits for one batch at most.

    Args:
        threads: Threads the engines may use; 0 chooses by the machine.
        idle_unload_s: A process ends, and gives its memory back, after this long without a request.
        backends: Ways of running models, name to "module:class".
        batch_timeout_s: A batch that takes longer, or an answer that is silent longer, counts as hung; the process is
            killed.
        memory_limit_mb: Address-space limit of each process, 0 for none.
        gpu: Whether models may run on a graphics processor, where there is one.
        context_tokens: How much a language model reads at most, whatever it could; 0 sets no limit.
        available_mb: Says how much memory is free now, in MiB.
    """

    def __init__(
        self,
        *,
        threads: int = 0,
        idle_unload_s: float = 600.0,
        backends: Mapping[str, str] = BACKENDS,
        batch_timeout_s: float = 300.0,
        memory_limit_mb: int = 0,
        gpu: bool = True,
        context_tokens: int = 0,
        available_mb: Callable[[], float] = free_mb,
    ) -> None:
        self._available_mb = available_mb
        self._tower: ImageEmbedder | None = None  # every question asks for it, and checking files takes 10 ms
        self.threads = threads or default_threads()
        self.context_tokens = context_tokens
        settings = HostSettings(
            self.threads,
            dict(backends),
            gpu=gpu,
            context_tokens=context_tokens,
            idle_unload_s=idle_unload_s,
        )
        self._finding, self._writing = (
            Worker(name, settings, batch_timeout_s=batch_timeout_s, memory_limit_mb=memory_limit_mb)
            for name in ("quire-models", "quire-writer")
        )

    @property
    def running(self) -> bool:
        """Whether one of the processes exists now."""
        return self._finding.running or self._writing.running

    @property
    def pid(self) -> int | None:
        """The id of the process for embedders, for `quire doctor` and the memory display."""
        return self._finding.pid

    @property
    def writer_pid(self) -> int | None:
        """The id of the process for language models."""
        return self._writing.pid

    @property
    def n_waiting(self) -> int:
        """How many requests queue behind those that run."""
        return self._finding.n_waiting + self._writing.n_waiting

    @property
    def is_writing(self) -> bool:
        """Whether a language model is at work."""
        return self._writing.busy

    def minilm(self) -> MiniLm:
        """Return the built-in text embedder; checks its files, starts nothing.

        Raises:
            ModelMissing: a file is absent or is not the one the model card names.
        """
        from quire.models.minilm import MiniLm, hosted_minilm

        return MiniLm(self, hosted_minilm())

    def text_embedder(self, hosted: HostedModel, *, dimension: int = 0) -> TextEmbedder:
        """Return a downloaded text embedder; asks the model only for what its card leaves out.

        Args:
            dimension: How many numbers of a vector are kept (Matryoshka); 0 for all.

        Raises:
            InvalidInput: the model's vectors may not be cut to `dimension`.
            ModelFailed: the model had to be asked, and could not be loaded.
        """
        if hosted.card.remote:
            return remote_embedder(hosted.card)
        if hosted.backend == ENGINE:
            return PluggedEmbedder(self, hosted)
        from quire.models.llama.embedder import GgufEmbedder

        return GgufEmbedder(self, hosted, dimension=dimension)

    def reranker(self, hosted: HostedModel) -> Reranker:
        """Return a downloaded reranker; starts nothing. A language model serves too."""
        if hosted.card.remote:
            return remote_reranker(hosted.card)
        from quire.models.llama.reranker import GgufReranker

        return GgufReranker(self, hosted)

    def generator(self, hosted: HostedModel) -> Generator:
        """Return a downloaded language model; starts nothing."""
        if hosted.card.remote:
            return remote_generator(hosted.card)
        from quire.models.llama.generator import GgufGenerator

        return GgufGenerator(self, hosted)

    def picture_reranker(self, hosted: HostedModel) -> PictureReranker | None:
        """Return a language model as judge of pictures; None for one that sees none, or runs at another host."""
        if hosted.card.remote or hosted.backend == ENGINE:
            return None
        from quire.models.llama.generator import sees
        from quire.models.llama.reranker import GgufPictureReranker

        if not sees(hosted):
            return None
        return GgufPictureReranker(self, hosted)

    def tower(self) -> ImageEmbedder:
        """Return the built-in model for pictures; checks its files the first time, starts nothing.

        Raises:
            ModelMissing: a file is absent or is not the one the model card names.
        """
        if self._tower is None:
            from quire.models.tower.images import TowerImages, hosted_tower

            self._tower = TowerImages(self, hosted_tower(), self.minilm())
        return self._tower

    def image_embedder(self, hosted: HostedModel) -> HostedImages:
        """Return a downloaded model for pictures; starts nothing.

        Raises:
            ModelFailed: its files are not what open_clip can read, or could run code.
        """
        from quire.models.open_clip.images import HostedImages

        return HostedImages(self, hosted)

    def prewarm(self) -> None:
        """Start the process and load the built-in embedder in the background; failures show at first use."""

        def warm() -> None:
            from quire.models.minilm import hosted_minilm

            try:
                self.run(hosted_minilm(), LOAD, Payload())
            except (ModelError, Cancelled):
                return  # whoever needs the model is told by their own request

        threading.Thread(target=warm, name="prewarm-models", daemon=True).start()

    def run(self, model: HostedModel, operation: str, payload: Payload, *, urgent: bool = False) -> Payload:
        """Run one batch and return its result. A batch during which the process dies is tried once more.

        Raises:
            ModelFailed: the model could not do it, or the process died twice or hung.
            Cancelled: `kill` was called meanwhile.
        """
        return self._ready_worker(model).run(model, operation, payload, urgent=urgent)

    def stream(
        self,
        model: HostedModel,
        operation: str,
        payload: Payload,
        *,
        urgent: bool = True,
        on_part: Callable[[Payload], None] | None = None,
        job: Job | None = None,
    ) -> Payload:
        """Run one long operation whose answer comes in parts, and return its last reply.

        Args:
            on_part: Receives each part, in this thread; what it raises ends the operation. It must not ask the same
                process for something.
            job: Cancelling asks the model to end early, also while it reads; its last reply then says so. One that does
                not within 3 s is killed and starts anew with the next request. It is tried once more after a crash
                before the first part.

        Raises:
            ModelFailed: the model could not do it, or the process died or was silent too long.
            Cancelled: the job was cancelled before it began, or the process had to be killed.
        """
        return self._ready_worker(model).stream(
            model, operation, payload, urgent=urgent, on_part=on_part, job=job
        )

    def kill(self) -> None:
        """End the processes at once, whatever they do.

        Who waits for one gets Cancelled; the next request starts a new process.
        """
        self._finding.kill()
        self._writing.kill()

    def close(self) -> None:
        """End the processes for good. Safe to call twice."""
        self._finding.close()
        self._writing.close()

    def _ready_worker(self, model: HostedModel) -> Worker:
        """Return the process that runs a model, with room made for it in the other one when memory is short."""
        worker, other = self._finding, self._writing
        if model.card.role in _WRITERS:
            worker, other = other, worker
        if not worker.holds(model):
            while self._available_mb() < model.card.memory_mb and other.unload_one():
                pass
        return worker


def default_threads() -> int:
    """Return how many threads engines get by default: the cores this process may use, at most 8."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # Windows, macOS
        cores = os.cpu_count() or 1
    # Two logical processors share a core's arithmetic units on most machines with more than four of them.
    return max(1, min(_MOST_THREADS, cores if cores <= 4 else cores // 2))
