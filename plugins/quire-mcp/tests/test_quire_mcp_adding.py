"""Nothing is added for another program unless the person agreed, or named its folder when the server was started."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.types import ElicitResult
from quire_mcp.server import server_of

from quire.library import Library
from quire.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # anyio's memory streams at the end of a client
MODES = ("auto", "legacy")  # today's protocol, and the one most programs still speak


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), settings=Settings()) as library:
        yield library


@pytest.fixture
def library(opened: Library) -> Library:
    opened.remove([row.id for row in opened.documents()])
    return opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "papers" / "harbour.txt"
    file.parent.mkdir()
    file.write_text("The northern wall was inspected by Ingrid Solheim in March 2024.\n", encoding="utf-8")
    return file


class Person:
    """Whoever sits at the other program."""

    def __init__(self, action: Any, *, add: bool = True) -> None:
        self.asked: list[str] = []
        self._answer = ElicitResult(action=action, content={"add": add} if action == "accept" else None)

    async def __call__(self, _context: Any, request: Any) -> ElicitResult:
        self.asked.append(request.message)
        return self._answer


def add(library: Library, path: object, person: Person | None, *, mode: Any = "auto", allow: Any = ()) -> Any:
    async def run() -> Any:
        server = server_of(library, allow_add=allow)
        async with Client(server, mode=mode, elicitation_callback=person) as client:
            return await client.call_tool("add", {"path": str(path)})

    return anyio.run(run)


@pytest.mark.parametrize("mode", MODES)
def test_what_the_person_agrees_to_is_added(library: Library, file: Path, mode: str) -> None:
    person = Person("accept")
    result = add(library, file, person, mode=mode)
    assert not result.is_error
    assert [line["status"] for line in result.structured_content["files"]] == ["added"]
    assert len(person.asked) == 1
    assert str(file) in person.asked[0]
    assert len(library.documents()) == 1


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("person", [Person("decline"), Person("cancel"), Person("accept", add=False)])
def test_without_agreement_nothing_is_added(library: Library, file: Path, person: Person, mode: str) -> None:
    result = add(library, file, person, mode=mode)
    assert result.is_error
    assert "the person did not agree" in result.content[0].text
    assert library.documents() == []


@pytest.mark.parametrize("mode", MODES)
def test_a_program_that_cannot_ask_is_refused(library: Library, file: Path, mode: str) -> None:
    result = add(library, file, None, mode=mode)
    assert result.is_error
    assert "--allow-add" in result.content[0].text
    assert library.documents() == []


def test_a_folder_named_at_the_start_needs_no_question(library: Library, file: Path) -> None:
    person = Person("decline")
    assert not add(library, file, person, allow=[file.parent]).is_error
    assert person.asked == []
    assert len(library.documents()) == 1
    assert not add(library, file.parent, None, allow=[file.parent]).is_error


def test_a_link_out_of_the_folder_is_asked_about(library: Library, file: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("The code is 4711.\n", encoding="utf-8")
    (file.parent / "link.txt").symlink_to(outside)
    person = Person("decline")
    for path in (file.parent / "link.txt", file.parent / ".." / "secret.txt"):
        assert add(library, path, person, allow=[file.parent]).is_error
    assert len(person.asked) == 2
    assert all(str(outside) in question for question in person.asked)
    assert library.documents() == []


@pytest.mark.parametrize("path", ["harbour.txt", "/no/such/file.pdf", "", "\0", "~/x.pdf"])
def test_a_path_that_leads_nowhere_is_refused_without_a_question(library: Library, path: str) -> None:
    person = Person("accept")
    assert add(library, path, person).is_error
    assert person.asked == []


def test_a_file_that_cannot_be_read_is_told(library: Library, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing else")
    (line,) = add(library, broken, Person("accept")).structured_content["files"]
    assert line["status"] == "failed"
    assert line["problems"]
