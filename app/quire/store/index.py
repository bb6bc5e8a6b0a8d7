"""The vector index the library searches: Chroma's folder kept in step with the catalogue, doubted after an
unclean stop, checked by what it really finds, and built again beside the old one when it fails.

Each build lives in its own numbered folder below `index/`; the catalogue says which one counts. A record is
named `{block key}:{row id}`, so nothing is ever overwritten and what the catalogue does not know is dropped.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quire.errors import Cancelled, LibraryError, QuireError, StorageFull
from quire.jobs import Job
from quire.store.canary import survives
from quire.store.chroma import ChromaFolder, IndexFault
from quire.store.database import Database
from quire.store.faults import no_space
from quire.store.folder import delete
from quire.store.index_check import Findings, examine, same_counts
from quire.store.packing import unpack_strings, unpack_vectors
from quire.store.vectors import LEVELS, NewBlock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROWS_AT_ONCE = 1024  # between two checkpoints of a rebuild: about 0.6 s
_WORN_AT = 2000  # deleted records that HNSW keeps dragging along before a fresh build is worth it

_NEXT_BLOCKS = """
    SELECT blocks.key, space_id, dim, level, ids, data
    FROM (SELECT key, sum(n_rows) OVER (ORDER BY key) - n_rows AS n_before
          FROM (SELECT key, n_rows FROM vector_blocks WHERE key > ? ORDER BY key LIMIT 256)) AS next
    JOIN blocks ON blocks.key = next.key
    WHERE next.n_before < ?
    ORDER BY blocks.key"""


class VectorIndex:
    """Chroma as seen by the store. No method but `rebuild` raises because of Chroma: broken is a state."""

    def __init__(self, folder: Path, database: Database, lane: threading.RLock) -> None:
        """Touch nothing yet; Chroma is opened by the first use.

        Args:
            lane: Held by whoever adds or removes documents. Always taken before the guard in here.
        """
        self._folder = folder
        self._database = database
        self._lane = lane
        self._guard = threading.RLock()
        self._rebuilding = threading.Lock()
        self._chroma: ChromaFolder | None = None
        self._opened = False
        self._broken = False
        self._worn = False
        self._healer: threading.Thread | None = None
        self._healing = Job()

    @property
    def is_open(self) -> bool:
        """Whether Chroma has been opened, or found wanting, in this session; False while it is being opened."""
        return self._chroma is not None or self._broken

    @property
    def needs_rebuild(self) -> bool:
        """Whether searches go without Chroma for now, or it drags along too much that was deleted."""
        return self._broken or self._worn or bool(self._database.state("index_broken"))

    def enter(self, blocks: Sequence[NewBlock]) -> None:
        """Make blocks findable, ahead of their commit. A broken index gets them by its rebuild."""
        chroma = self._use() if blocks else None  # words alone need no Chroma
        if chroma is None:
            return
        try:
            for block in blocks:
                chroma.upsert(block.space_id, block.level, record_ids(block.key, block.ids), block.rows)
        except IndexFault:
            self._break()

    def query(
        self, space_id: str, level: str, vector: NDArray[np.float32], n_results: int
    ) -> list[tuple[int, str, float]] | None:
        """Return (block key, row id, cosine), best first; None when there is no working index."""
        for _ in range(2):  # a second time when a rebuild put another folder in place meanwhile
            chroma = self._use()
            if self._broken or self._worn:
                self._heal()
            if chroma is None:
                return None
            try:
                found = chroma.query(space_id, level, vector, n_results)
            except IndexFault:
                if self._chroma is chroma:
                    self._break()
                continue
            return [(*_parts(record), cosine) for record, cosine in found]
        return None

    def warm(self) -> None:
        """Open Chroma and let every collection load its graph, so that the first search does not wait for it."""
        import numpy as np

        with self._database.read() as connection:
            collections = connection.execute("SELECT DISTINCT space_id, level, dim FROM blocks").fetchall()
        for space_id, level, dim in collections:
            self.query(space_id, level, np.ones(dim, np.float32), 1)

    def settle(self) -> None:
        """Delete the records no block stands for. Runs in the lane; what fails is tried again later."""
        with self._database.read() as connection:
            debts = connection.execute(
                "SELECT index_debts.key, spaces.id, level, ids "
                "FROM index_debts JOIN spaces ON spaces.key = space_key"
            ).fetchall()
        if not debts:
            return
        chroma = self._use()
        if chroma is None:
            return
        try:
            n_deleted = 0
            for key, space_id, level, ids in debts:
                records = record_ids(key, unpack_strings(ids))
                chroma.delete(space_id, level, records)
                n_deleted += len(records)
        except IndexFault:
            self._break()
            return
        if (
            self._rebuilding.locked()
        ):  # the next index may hold them too, and settles them when it is in place
            return
        with self._database.write() as connection:
            connection.executemany("DELETE FROM index_debts WHERE key = ?", [(debt[0],) for debt in debts])
            connection.execute(
                "INSERT INTO state VALUES ('index_dead', ?) "
                "ON CONFLICT (key) DO UPDATE SET value = value + excluded.value",
                (n_deleted,),
            )

    def keep_known_spaces(self) -> None:
        """Delete what belongs to spaces that were removed. Runs in the lane; what fails is tried again later."""
        chroma = self._use()
        if chroma is None:
            return
        with self._database.read() as connection:
            space_ids = [space_id for (space_id,) in connection.execute("SELECT id FROM spaces")]
        try:
            chroma.keep_only(space_ids, LEVELS)
        except IndexFault:
            self._break()

    def check(self) -> Findings:
        """Compare what Chroma finds with what the catalogue holds; records nobody wants are deleted."""
        with self._lane:
            chroma = self._use()
            if chroma is None:
                return Findings(fault="it does not open or answer")
            findings = examine(chroma, self._database)
            if not findings.sound:
                self._break()
            return findings

    def rebuild(self, job: Job) -> None:
        """Build a new index from the catalogue and put it in place of the old one; searches go on meanwhile.

        Raises:
            Cancelled: `job` was cancelled; the old state stands.
            StorageFull: no room for the second index.
            LibraryError: Chroma refuses also a fresh folder.
        """
        self._use()
        with self._rebuilding:
            path = self._folder / str(self._next_number())
            chroma: ChromaFolder | None = None
            try:
                chroma = ChromaFolder(path)
                last = self._fill(chroma, 0, job)
                with self._lane:  # nobody adds or removes: bring in what came meanwhile, then change over
                    self._fill(chroma, last, job)
                    self._change_over(chroma)
            except BaseException as error:
                self._give_up(chroma, path)
                if isinstance(error, IndexFault):
                    raise _refused(error, self._folder) from error
                raise
        with self._lane:
            self.settle()

    def mend(self, job: Job) -> None:
        """Rebuild now what cannot be trusted, unless that is under way. See `rebuild`."""
        if self.needs_rebuild and not (self._healer is not None and self._healer.is_alive()):
            self.rebuild(job)

    def close(self) -> None:
        """Stop healing, let Chroma write its files, and remember how they look."""
        self._healing.cancel()
        if self._healer is not None:
            self._healer.join()
        with self._guard:
            chroma, self._chroma = self._chroma, None
            if chroma is None:
                return
            with suppress(IndexFault):
                chroma.close()
                if not self._broken:
                    self._database.set_state(index_unclean=0, index_looks=_looks(chroma.path))

    def _use(self) -> ChromaFolder | None:
        with self._guard:
            if not self._opened:
                self._opened = True
                try:
                    self._chroma = self._open()
                except (IndexFault, StorageFull):  # on a full disk one can still search
                    self._break()
            return None if self._broken else self._chroma

    def _open(self) -> ChromaFolder | None:
        number = max(1, self._database.state("index_number"))
        path = self._folder / str(number)
        self._delete_all_but(path)  # a rebuild that was killed, or what an old one could not delete
        unclean = bool(self._database.state("index_unclean"))
        if self._database.state("index_broken") or not self._worth_opening(path, unclean=unclean):
            self._break()
            return None
        self._database.set_state(index_unclean=1, index_number=number)
        chroma = ChromaFolder(path)
        sound = examine(chroma, self._database).sound if unclean else same_counts(chroma, self._database)
        if not sound:
            self._break()
        dead = self._database.state("index_dead")
        with self._database.read() as connection:
            live = connection.execute("SELECT ifnull(sum(n_rows), 0) FROM vector_blocks").fetchone()[0]
        self._worn = dead > max(_WORN_AT, live)
        return chroma

    def _worth_opening(self, path: Path, *, unclean: bool) -> bool:
        """Return whether Chroma can be let near the folder: damaged files may crash this whole process."""
        if not unclean:
            return self._database.state("index_looks") == _looks(path)
        with self._database.read() as connection:
            collections = connection.execute("SELECT DISTINCT space_id, level, dim FROM blocks").fetchall()
        return survives(path, collections)

    def _break(self) -> None:
        """Note, also for later sessions, that the index cannot be trusted."""
        self._broken = True
        with suppress(StorageFull):
            self._database.set_state(index_broken=1)

    def _heal(self) -> None:
        """Start a rebuild in the background, once per session."""
        with self._guard:
            if self._healer is not None or self._healing.cancelled:
                return
            self._healer = threading.Thread(target=self._heal_quietly, name="index-rebuild", daemon=True)
            self._healer.start()

    def _heal_quietly(self) -> None:
        with suppress(Cancelled, QuireError):  # it stays broken; searches are exact and `verify` tells
            self.rebuild(self._healing)

    def _next_number(self) -> int:
        names = [entry.name for entry in self._folder.iterdir()] if self._folder.is_dir() else []
        return 1 + max(
            [self._database.state("index_number"), *(int(name) for name in names if name.isdigit())]
        )

    def _fill(self, chroma: ChromaFolder, last: int, job: Job) -> int:
        """Enter all blocks with a key above `last`; returns the last key."""
        import numpy as np

        while True:
            job.checkpoint()
            with self._database.read() as connection:
                total, left = connection.execute(
                    "SELECT ifnull(sum(n_rows), 0), ifnull(sum(n_rows) FILTER (WHERE key > ?), 0) "
                    "FROM vector_blocks",
                    (last,),
                ).fetchone()
                rows = connection.execute(_NEXT_BLOCKS, (last, _ROWS_AT_ONCE)).fetchall()
            job.report("indexing", done=total - left, total=total, unit="vectors")
            if not rows:
                return last
            last = rows[-1][0]
            groups: dict[tuple[str, str], tuple[list[str], list[NDArray[np.float32]]]] = {}
            for key, space_id, dim, level, ids, content in rows:
                records, vectors = groups.setdefault((space_id, level), ([], []))
                records += record_ids(key, unpack_strings(ids))
                vectors.append(unpack_vectors(content, dim))
            for (space_id, level), (records, vectors) in groups.items():
                chroma.upsert(space_id, level, records, np.concatenate(vectors))

    def _change_over(self, chroma: ChromaFolder) -> None:
        with self._guard:
            self._database.set_state(
                index_number=int(chroma.path.name), index_broken=0, index_dead=0, index_unclean=1
            )
            old, self._chroma = self._chroma, chroma
            self._broken = self._worn = False
        if old is not None:
            with suppress(IndexFault):
                old.close()
        self._delete_all_but(chroma.path)

    def _delete_all_but(self, path: Path) -> None:
        for entry in list(self._folder.iterdir()) if self._folder.is_dir() else ():
            if entry != path:
                delete(entry)

    def _give_up(self, chroma: ChromaFolder | None, path: Path) -> None:
        if chroma is None or self._chroma is not chroma:
            with suppress(IndexFault):
                if chroma is not None:
                    chroma.close()
            delete(path)


def record_ids(block_key: int, ids: Sequence[str]) -> list[str]:
    """Return Chroma's ids for the rows of a block."""
    return [f"{block_key}:{row_id}" for row_id in ids]


def _parts(record: str) -> tuple[int, str]:
    key, _, row_id = record.partition(":")
    return int(key), row_id


def _looks(path: Path) -> int:
    """Return a checksum of the names and sizes of all files, to notice what was lost or cut since."""
    files = sorted(
        f"{entry.relative_to(path).as_posix()} {entry.stat().st_size}"
        for entry in path.rglob("*")
        if entry.is_file()
    )
    return zlib.crc32("\n".join(files).encode())


def _refused(fault: IndexFault, folder: Path) -> QuireError:
    text = str(fault).lower()
    if "disk is full" in text or "no space" in text:
        return no_space(folder, str(fault))
    return LibraryError(
        "the vector index cannot be built",
        hint="searches stay exact but slower; see `quire doctor`",
        detail=str(fault),
    )
