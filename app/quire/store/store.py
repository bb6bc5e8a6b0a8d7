"""A library on disk: the one door to the catalogue, the vector index and the pictures. Each method is one
action; what it takes to do it lives in the other modules of this room.
"""

from __future__ import annotations

import math
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from quire.errors import InvalidInput, NotFound
from quire.jobs import Job
from quire.store import naming, putting_away, reading, spaces
from quire.store.archive import Manifest, write_archive
from quire.store.conversations import Conversations
from quire.store.database import Database
from quire.store.documents import (
    Standing,
    delete_document,
    enter_lexical,
    file_name_of,
    insert_document,
    leave_lexical,
    standing_of,
    wipe_lexical,
)
from quire.store.drafts import Drafts
from quire.store.faults import known_faults, unusable
from quire.store.folder import LibraryFolder, write_whole
from quire.store.index import VectorIndex
from quire.store.lock import LibraryLock
from quire.store.lookup import Lookup
from quire.store.packing import storable, storable_path
from quire.store.sizes import measure
from quire.store.snapshot import (
    CATALOGUE,
    check_catalogue,
    copy_catalogue,
    count_documents,
    fold_log,
    pictures_of,
)
from quire.store.tokens import insert_tokens
from quire.store.values import SpaceRole, Stage, StoreSizes
from quire.store.vectors import NewBlock, insert_blocks, split_blocks
from quire.store.verify import rebuild_lexical, tidy, verify_library
from quire.types import Document, EmbeddingSpace, IngestStatus, Problem, TokenSet, VectorSet


class Store(Lookup):
    """An open library. All methods may be called from any thread; searches never wait for writing.

    Adding and removing documents happen one after another (a lane); everything else is a short transaction.

    Raises (any method):
        StorageFull: no space or no permission where the library lives.
        LibraryDamaged: the catalogue does not read as it was written.
        LibraryError: the library was closed meanwhile, or the disk failed.
    """

    def __init__(self, folder: LibraryFolder, lock: LibraryLock, database: Database) -> None:
        self._lock = lock
        self._lane = threading.RLock()
        super().__init__(folder, database, VectorIndex(folder.index, database, self._lane))
        self.conversations = Conversations(database)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open the library in `folder`, which is made when it does not exist.

        Raises:
            LibraryHeld: another process has it open.
            LibraryDamaged: what lies there is no catalogue, or a broken one.
            LibraryError: a newer Quire made it.
            StorageFull: it cannot be written.
        """
        place = LibraryFolder(folder)
        with known_faults(folder):
            try:
                place.prepare()
            except FileNotFoundError as error:  # the system makes no folders there, as in /proc
                raise unusable(folder, str(error)) from error
        lock = LibraryLock(place.lock)
        try:
            return cls(place, lock, Database(place.catalogue))
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Write what is open and free the library for others; a second call does nothing."""
        self._index.close()
        self._database.close()
        self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(
        self,
        document: Document,
        *,
        stage: Stage,
        status: IngestStatus,
        vectors: Sequence[VectorSet] = (),
        tokens: Sequence[TokenSet] = (),
        replaces: str = "",
    ) -> None:
        """Store a document; it appears, or takes the place of its former self and of `replaces`, at once.

        Collections, the date it was added and a title given by the user stay. At READY its drafts are cleared
        and crops that it does not name are deleted.

        Raises:
            InvalidInput: vectors or tokens that do not belong to it, or that come before READY.
        """
        if stage is not Stage.READY and (vectors or tokens):
            raise InvalidInput("a document has vectors only when it is ready")
        self._folder.crops_of(document.id)  # refuses an id that cannot name a folder
        with self._lane:
            blocks = self._reserve(document, vectors)
            self._index.enter(blocks)  # Chroma first: what is not committed afterwards is filtered out
            with self._database.write(changes_content=True) as connection:
                standing = _make_room(connection, document.id, replaces)
                key = insert_document(
                    connection, document, stage=stage, status=status.value, standing=standing
                )
                _insert_parts(connection, key, blocks, tokens)
                if stage is Stage.READY:
                    connection.execute("DELETE FROM drafts WHERE document_id = ?", (document.id,))
            self._index.settle()
            if stage is Stage.READY:
                self._folder.keep_only(document.id, {item.image for item in document.elements if item.image})
            if replaces not in ("", document.id):
                self._folder.forget(replaces)

    def remove(self, document_ids: Sequence[str]) -> None:
        """Remove documents with everything that was kept of them; the originals are not touched.

        Raises:
            NotFound: one of them is not in the library; nothing is removed then.
        """
        with self._lane:
            self._delete(document_ids, naming.require_documents)

    def put_away(self, document_ids: Sequence[str]) -> float:
        """Take documents out of every view and search at once; returns when. `bring_back` undoes it until `purge`.

        Raises:
            NotFound: one of them is not in the library; nothing happens then.
        """
        now = time.time()
        with self._database.write(changes_content=True) as connection:
            putting_away.put_away(connection, document_ids, now)
        return now

    def bring_back(self, document_ids: Sequence[str]) -> tuple[str, ...]:
        """Put documents back as they were; returns those that were still there to come back."""
        with self._lane, self._database.write(changes_content=True) as connection:
            return putting_away.bring_back(connection, document_ids)

    def purge(self, *, before: float = math.inf) -> int:
        """Remove for good what was put away before a moment (POSIX seconds); returns how many documents."""
        with self._lane:
            with self._database.read() as connection:
                away = putting_away.away_before(connection, before)
            if away:
                self._delete(list(away), lambda *_: list(away.values()))
            return len(away)

    def _delete(
        self,
        document_ids: Sequence[str],
        keys_of: Callable[[sqlite3.Connection, Sequence[str]], Sequence[int]],
    ) -> None:
        with self._lane:
            with self._database.write(changes_content=True) as connection:
                for key in keys_of(connection, document_ids):
                    delete_document(connection, key)
                connection.executemany(
                    "DELETE FROM drafts WHERE document_id = ?", ((item,) for item in document_ids)
                )
                wipe_lexical(connection, at_once=False)
            self._index.settle()
            for document_id in document_ids:
                self._folder.forget(document_id)
            self._database.shrink()

    def set_path(self, document_id: str, path: str, *, modified_at: float | None = None) -> None:
        """Note where the original stands now, and when it was last changed there if that is known."""
        assignment = "path = ?, file_name = ?, modified_at = ifnull(?, modified_at)"
        self._relabel(document_id, assignment, storable_path(path), file_name_of(path), modified_at)

    def set_title(self, document_id: str, title: str) -> None:
        """Give a document a title of the user's; an empty one brings its own back."""
        self._relabel(document_id, "own_title = ?", storable(title.strip()) or None)

    def drafts(self, document_id: str) -> Drafts:
        return Drafts(self._database, document_id)

    def clear_drafts(self, document_id: str) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM drafts WHERE document_id = ?", (document_id,))

    def crops_dir(self, document_id: str) -> Path:
        """Return the folder for a document's crops, made if need be."""
        path = self._folder.crops_of(document_id)
        with known_faults(self.folder):
            path.mkdir(parents=True, exist_ok=True)
        return path

    def keep_page_picture(self, document_id: str, page_number: int, data: bytes) -> None:
        """Keep the picture of a page, so that evidence can be shown when the original is gone."""
        with known_faults(self.folder):
            write_whole(self._folder.page_picture(document_id, page_number), data)

    def keep_thumbnail(self, document_id: str, data: bytes) -> None:
        """Keep the small picture of a document's first page; nothing for one that has gone meanwhile."""
        with self._database.read() as connection:
            known = reading.key_of(connection, document_id) is not None
        if known:
            with known_faults(self.folder):
                write_whole(self._folder.thumbnail(document_id), data)

    def create_collection(self, name: str) -> None:
        """Make a collection; one that exists is fine. Raises InvalidInput when the name is empty."""
        with self._database.write() as connection:
            naming.create_collection(connection, name)

    def rename_collection(self, old: str, new: str) -> None:
        """Raises NotFound for an unknown name, InvalidInput for a new one that is empty or taken."""
        with self._database.write() as connection:
            naming.rename_collection(connection, old, new)

    def delete_collection(self, name: str) -> None:
        """Delete a collection, not its documents. Raises NotFound."""
        with self._database.write(changes_content=True) as connection:
            connection.execute(
                "DELETE FROM collections WHERE key = ?", (naming.collection_key(connection, name),)
            )

    def assign(self, document_ids: Sequence[str], name: str) -> None:
        """Put documents into a collection, which is made when it does not exist. Raises NotFound."""
        with self._database.write(changes_content=True) as connection:
            naming.assign(connection, document_ids, name)

    def unassign(self, document_ids: Sequence[str], name: str) -> None:
        """Take documents out of a collection. Raises NotFound for an unknown collection."""
        with self._database.write(changes_content=True) as connection:
            naming.unassign(connection, document_ids, name)

    def put_vectors(
        self,
        document: Document,
        version: int,
        *,
        vectors: Sequence[VectorSet],
        tokens: Sequence[TokenSet],
        visible: bool = True,
        heals: str = "embed",
    ) -> None:
        """Give a stored document vectors in one more space, in place of those it had there.

        Args:
            version: See `Unembedded.version`.
            visible: Whether searches look into that space.
            heals: The stage whose problems are thereby no more; empty for none.

        Raises:
            NotFound: the document was removed or read again meanwhile; nothing is stored then.
            InvalidInput: vectors or tokens that do not belong to it.
        """
        with self._lane:
            blocks = self._reserve(document, vectors)
            self._index.enter(blocks)
            with self._database.write(changes_content=visible) as connection:
                if version not in reading.keys_of(connection, [document.id]):
                    raise NotFound("the document was removed or read again meanwhile")
                for space_id in {item.space_id for item in vectors}:
                    spaces.clear_vectors(connection, version, space_id)
                _insert_parts(connection, version, blocks, tokens)
                spaces.forget_embedding_problems(connection, version, heals)
            self._index.settle()

    def declare_space(self, space: EmbeddingSpace) -> None:
        """Say which model the vectors come from, before the first of them is stored.

        Raises:
            LibraryError: the library holds vectors of another revision of it.
        """
        with self._database.write() as connection:
            spaces.declare_space(connection, space)

    def place_space(self, space: EmbeddingSpace, role: SpaceRole) -> EmbeddingSpace:
        """Give a space of text vectors a role and return it as this library knows it, by whatever name."""
        with self._database.write() as connection:
            placed = spaces.place_space(connection, space)
            spaces.set_role(connection, placed.id, role)
            return placed

    def set_role(self, space_id: str, role: SpaceRole) -> None:
        """Give a space a role; the one that had it is kept without. A new active one changes what is found.

        Raises:
            NotFound: there is no such space.
        """
        with self._database.write(changes_content=True) as connection:
            spaces.set_role(connection, space_id, role)

    def remove_space(self, space_id: str) -> None:
        """Remove a space with all its vectors.

        Raises:
            NotFound: there is no such space.
            InvalidInput: it is the active one.
        """
        with self._lane:
            with self._database.write(changes_content=True) as connection:
                spaces.delete_space(connection, space_id)
            self._index.keep_known_spaces()
            self._database.shrink()

    def put_projection(self, source_id: str, target_id: str, content: bytes) -> None:
        """Keep a projection from one space to another for the next session."""
        with self._database.write() as connection:
            spaces.write_projection(connection, source_id, target_id, content)

    def set_meta(self, key: str, value: str) -> None:
        """Keep a note about the library for another room."""
        with self._database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, storable(value)))

    def verify(self, *, job: Job | None = None) -> list[Problem]:
        """Check every part and tidy what interrupted work left; an empty list means the library is whole."""
        problems = verify_library(self._folder, self._database, self._index, job=job)
        if not any(problem.kind == "catalogue-damaged" for problem in problems):
            with self._lane:
                tidy(self._folder, self._database, self._index)
        return problems

    def warm(self) -> None:
        """Get ready for the first question: import chromadb, open and check the index, load its graphs.

        Takes seconds; meant for a background thread while nobody waits. A library without vectors is left alone.
        """
        self._index.warm()

    def mend_index(self, job: Job) -> None:
        """Rebuild the vector index if it was found broken or worn: a session that only adds never searches it whole.

        Raises:
            Cancelled: it stays as it was; searches are exact, and another session mends it.
        """
        self._index.mend(job)

    def rebuild_index(self, job: Job) -> None:
        """Build the full-text and the vector index again from the catalogue; searches go on meanwhile.

        Raises:
            Cancelled: what was there before stands.
        """
        job.report("indexing", label="full text")
        with self._database.write() as connection:
            rebuild_lexical(connection)
            wipe_lexical(connection, at_once=True)
        self._index.rebuild(job)

    def sizes(self) -> StoreSizes:
        with known_faults(self.folder):
            return measure(self._folder, self._database)

    def archive(self, file: Path, catalogue: Path, job: Job) -> Manifest:
        """Write the library as it stands now to a new archive; searches go on, adding and removing wait.

        Args:
            catalogue: Where a copy of the catalogue may lie meanwhile; the caller deletes it.

        Raises:
            Cancelled: the archive is not whole.
            OSError: it cannot be written.
        """
        with self._lane:  # no picture is deleted while the catalogue that names it is kept
            copy_catalogue(self._database, catalogue, job)
            parts = [(CATALOGUE, catalogue), *pictures_of(self._folder)]
            version, n_documents = check_catalogue(catalogue), count_documents(catalogue)
            return write_archive(file, parts, job, n_documents=n_documents, catalogue_version=version)

    @staticmethod
    def check_copy(folder: Path) -> None:
        """Check the catalogue of a copied library. Raises LibraryDamaged, and LibraryError for a newer one."""
        check_catalogue(folder / CATALOGUE)

    @staticmethod
    def fold_log(folder: Path) -> None:
        """Bring the write-ahead log of a library that nobody has open into its catalogue's file."""
        fold_log(folder / CATALOGUE)

    def _reserve(self, document: Document, sets: Sequence[VectorSet]) -> list[NewBlock]:
        if not sets:
            return []
        known = {
            "element": frozenset(element.id for element in document.elements),
            "section": frozenset(section.id for section in document.sections),
            "document": frozenset((document.id,)),
        }
        with self._database.write() as connection:
            return split_blocks(connection, sets, known)

    def _relabel(self, document_id: str, assignment: str, *values: object) -> None:
        """Change what the full-text index also sees."""
        with self._database.write(changes_content=True) as connection:
            (key,) = naming.require_documents(connection, [document_id])
            leave_lexical(connection, key)
            connection.execute(f"UPDATE documents SET {assignment} WHERE key = ?", (*values, key))
            enter_lexical(connection, key)


def _insert_parts(
    connection: sqlite3.Connection, key: int, blocks: Sequence[NewBlock], tokens: Sequence[TokenSet]
) -> None:
    insert_blocks(connection, key, blocks)
    for item in tokens:
        insert_tokens(connection, key, item)


def _make_room(connection: sqlite3.Connection, document_id: str, replaces: str) -> Standing:
    """Delete the documents that give way and return what they hand on."""
    former = [item for item in (document_id, replaces) if item]
    standing = standing_of(connection, former, time.time())
    away = putting_away.away_key(connection, document_id)  # it comes again, as if it were new
    for key in (*reading.keys_of(connection, former), *([] if away is None else [away])):
        delete_document(connection, key)
    return standing
