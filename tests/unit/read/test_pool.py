"""A reader process may crash, hang or swell: it costs one page, and the next request finds a new process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

import msgspec
import psutil
import pytest

from quire.errors import Cancelled, InvalidInput, PasswordNeeded, ReaderCrashed, ReadError
from quire.read import PageTimeout, ReaderPool, sniff
from quire.read.content import PageContent
from quire.read.pool import CallGroup, Priority
from quire.read.requests import FullRequest, TextRequest, file_ref
from quire.types import Source


@pytest.fixture
def fragile_pool(fragile_reader: ModuleType) -> Iterator[ReaderPool]:
    made = ReaderPool(n_processes=1, page_timeout_s=1.5, memory_limit_mb=3072, factory=fragile_reader.fragile)
    yield made
    made.close()


@pytest.fixture
def source(make_pdf: Callable[..., Path]) -> Source:
    return sniff(make_pdf(n_pages=8))


def _full(
    pool: ReaderPool, source: Source, index: int, traces: Path, group: CallGroup | None = None
) -> PageContent:
    body = pool.call(FullRequest(file_ref(source), index, str(traces)), group=group)
    return msgspec.msgpack.decode(body, type=PageContent)


def _pids(traces: Path) -> list[str]:
    return [file.read_text() for file in sorted(traces.glob("read-*"))]


def test_crash_that_happens_once_is_not_noticed(
    fragile_pool: ReaderPool, fragile_reader: ModuleType, source: Source, tmp_path: Path
) -> None:
    content = _full(fragile_pool, source, fragile_reader.ABORTS_ONCE, tmp_path)
    assert content.elements[0].text == "full text of page 3"
    assert len(set(_pids(tmp_path))) == 2


def test_crash_that_happens_twice_is_reported_and_the_next_page_is_read(
    fragile_pool: ReaderPool, fragile_reader: ModuleType, source: Source, tmp_path: Path
) -> None:
    with pytest.raises(ReaderCrashed) as caught:
        _full(fragile_pool, source, fragile_reader.ABORTS, tmp_path)
    assert caught.value.kind == "reader-crashed"
    assert caught.value.hint
    assert len(_pids(tmp_path)) == 2
    assert _full(fragile_pool, source, 0, tmp_path).elements


def test_page_beyond_its_time_ends_the_process_and_is_not_tried_again(
    fragile_pool: ReaderPool, fragile_reader: ModuleType, source: Source, tmp_path: Path
) -> None:
    with pytest.raises(PageTimeout, match=r"1\.5 seconds"):
        _full(fragile_pool, source, fragile_reader.HANGS, tmp_path)
    (pid,) = _pids(tmp_path)
    assert not psutil.pid_exists(int(pid)) or psutil.Process(int(pid)).status() == psutil.STATUS_ZOMBIE
    assert _full(fragile_pool, source, 0, tmp_path).elements


def test_page_beyond_its_memory_becomes_a_problem_and_its_process_is_replaced(
    fragile_pool: ReaderPool, fragile_reader: ModuleType, source: Source, tmp_path: Path
) -> None:
    content = _full(fragile_pool, source, fragile_reader.SWELLS, tmp_path)
    assert [problem.kind for problem in content.problems] == ["too-large"]
    _full(fragile_pool, source, 0, tmp_path)
    assert len(set(_pids(tmp_path))) == 2


def test_process_serves_page_after_page(fragile_pool: ReaderPool, source: Source, tmp_path: Path) -> None:
    for _ in range(3):
        _full(fragile_pool, source, 0, tmp_path)
    assert len(set(_pids(tmp_path))) == 1


def test_process_outlives_the_thread_that_asked_first(
    fragile_pool: ReaderPool, source: Source, tmp_path: Path
) -> None:
    thread = threading.Thread(target=_full, args=(fragile_pool, source, 0, tmp_path))
    thread.start()
    thread.join()
    time.sleep(0.2)
    _full(fragile_pool, source, 0, tmp_path)
    assert len(set(_pids(tmp_path))) == 1


def test_person_does_not_wait_behind_bulk_work(
    fragile_reader: ModuleType, source: Source, tmp_path: Path
) -> None:
    pool = ReaderPool(n_processes=1, page_timeout_s=60.0, factory=fragile_reader.fragile)
    group = CallGroup()
    failures: list[type[BaseException]] = []

    def hang() -> None:
        try:
            _full(pool, source, fragile_reader.HANGS, tmp_path, group)
        except Cancelled as error:
            failures.append(type(error))

    thread = threading.Thread(target=hang)
    thread.start()
    try:
        assert pool.render_page(source, 1).startswith(b"\x89PNG")
        assert thread.is_alive()
    finally:
        group.stop()
        thread.join()
        pool.close()
    assert failures == [Cancelled]


def test_text_goes_before_bulk_that_waited_longer(
    fragile_reader: ModuleType, source: Source, tmp_path: Path
) -> None:
    pool = ReaderPool(n_processes=1, page_timeout_s=60.0, factory=fragile_reader.fragile)
    order: list[str] = []
    slot = pool._acquire(Priority.BULK, b"")
    bulk = threading.Thread(target=lambda: (_full(pool, source, 0, tmp_path), order.append("bulk")))
    text = threading.Thread(
        target=lambda: (
            pool.call(TextRequest(file_ref(source), 0, 1), priority=Priority.TEXT),
            order.append("text"),
        )
    )
    bulk.start()
    while len(pool._waiting) < 1:
        time.sleep(0.01)
    text.start()
    while len(pool._waiting) < 2:
        time.sleep(0.01)
    pool._release(slot)
    bulk.join()
    text.join()
    pool.close()
    assert order == ["text", "bulk"]


def test_closed_pool_refuses_with_cancelled_and_leaves_no_process(
    fragile_reader: ModuleType, source: Source, tmp_path: Path
) -> None:
    pool = ReaderPool(n_processes=1, factory=fragile_reader.fragile)
    _full(pool, source, 0, tmp_path)
    pool.close()
    pool.close()
    (pid,) = _pids(tmp_path)
    assert not psutil.pid_exists(int(pid))
    with pytest.raises(Cancelled):
        _full(pool, source, 0, tmp_path)


def test_prewarm_starts_the_bulk_readers(fragile_reader: ModuleType) -> None:
    pool = ReaderPool(n_processes=2, factory=fragile_reader.fragile)
    with closing(pool):
        pool.prewarm()
        deadline = time.monotonic() + 60
        while sum(slot.child is not None for slot in pool._slots) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert [slot.child is not None for slot in pool._slots] == [True, True, False]


def test_shape_tells_pages_and_metadata(pool: ReaderPool, source: Source) -> None:
    shape = pool.shape(source)
    assert shape.n_pages == 8
    assert shape.title == "Harbours"
    assert shape.sizes[0] == (595.0, 842.0)


def test_encrypted_file_needs_its_password(pool: ReaderPool, make_pdf: Callable[..., Path]) -> None:
    source = sniff(make_pdf(password="sesame"))
    with pytest.raises(PasswordNeeded, match="protected"):
        pool.shape(source)
    with pytest.raises(PasswordNeeded, match="not the password"):
        pool.shape(source, "simsim")
    assert pool.shape(source, "sesame").n_pages == 3


def test_file_that_changed_since_it_was_sniffed_is_refused(
    pool: ReaderPool, make_pdf: Callable[..., Path]
) -> None:
    file = make_pdf(n_pages=1)
    source = sniff(file)
    make_pdf(n_pages=2)
    with pytest.raises(ReadError, match="changed"):
        pool.shape(source)


def test_file_that_was_only_touched_is_read(pool: ReaderPool, make_pdf: Callable[..., Path]) -> None:
    file = make_pdf(n_pages=1)
    source = sniff(file)
    file.touch()
    assert pool.shape(source).n_pages == 1


def test_page_that_does_not_exist_is_refused(pool: ReaderPool, source: Source) -> None:
    for page_number in (0, 9):
        with pytest.raises(InvalidInput):
            pool.render_page(source, page_number)
