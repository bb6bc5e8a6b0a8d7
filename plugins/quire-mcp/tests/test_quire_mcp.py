"""The server as the official client sees it, inside this process and as a program of its own."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import anyio
import pytest
import quire_mcp
from mcp import Client
from mcp.shared.exceptions import MCPError
from quire_mcp.server import server_of

from quire.library import Library
from quire.plugins.suites import PluginSuite
from quire.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # anyio's memory streams at the end of a client


class TestPlugin(PluginSuite):
    plugin = quire_mcp


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("papers")
    file = folder / "harbour.txt"
    file.write_text("The northern wall was inspected by Ingrid Solheim in March 2024.\n", encoding="utf-8")
    with Library.open(folder / "library", settings=Settings()) as opened:
        opened.add([file])
        yield opened


def talk(library: Library, said: Callable[[Client], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with Client(server_of(library)) as client:
            return await said(client)

    return anyio.run(run)


def call(library: Library, tool: str, **arguments: Any) -> Any:
    return talk(library, lambda client: client.call_tool(tool, arguments))


def test_the_tools_are_named_and_explained(library: Library) -> None:
    tools = talk(library, lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == {
        "search", "ask", "list_documents", "page_text", "page_picture", "add",
    }  # fmt: skip
    assert all(tool.description for tool in tools)


def test_search_gives_places(library: Library) -> None:
    first = call(library, "search", query="Who inspected the wall?").structured_content["results"][0]
    assert (first["document"], first["page"]) == ("harbour.txt", 1)
    assert "Ingrid Solheim" in first["text"]
    assert len(first["boxes"][0]) == 4


def test_ask_answers_with_citations_or_abstains(library: Library) -> None:
    answer = call(library, "ask", question="Who inspected the northern wall?").structured_content
    assert "Ingrid Solheim" in answer["answer"]
    assert answer["citations"][0]["document"] == "harbour.txt"
    assert call(library, "ask", question="What is the capital of Mongolia?").structured_content["abstained"]


def test_documents_pages_and_pictures(library: Library) -> None:
    (row,) = call(library, "list_documents").structured_content["documents"]
    assert (row["name"], row["pages"]) == ("harbour.txt", 1)
    assert "Ingrid Solheim" in call(library, "page_text", document="harbour.txt", page=1).content[0].text
    picture = call(library, "page_picture", document=row["id"], page=1, boxes=[[20, 20, 90, 60]]).content[0]
    assert picture.mime_type == "image/png"
    assert base64.b64decode(picture.data).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("page_text", {"document": "ghost.pdf", "page": 1}, "ghost.pdf"),
        ("page_text", {"document": "harbour.txt", "page": 7}, "no page 7"),
        ("page_picture", {"document": "harbour.txt", "page": 1, "boxes": [[1, 2]]}, "four numbers"),
        ("search", {"query": ""}, ""),
    ],
)
def test_wrong_calls_are_told_and_the_server_goes_on(
    library: Library, tool: str, arguments: dict[str, Any], message: str
) -> None:
    async def both(client: Client) -> Any:
        wrong = await client.call_tool(tool, arguments)
        return wrong, await client.call_tool("list_documents", {})

    wrong, right = talk(library, both)
    assert wrong.is_error
    assert message in wrong.content[0].text
    assert not right.is_error


def test_documents_pages_and_pictures_are_resources(library: Library) -> None:
    async def read(client: Client) -> Any:
        listed = (await client.list_resources()).resources
        templates = (await client.list_resource_templates()).resource_templates
        (row,) = [item for item in listed if item.name == "harbour.txt"]
        found = [(await client.read_resource(f"{row.uri}{rest}")).contents[0] for rest in ("", "/pages/1")]
        picture = (await client.read_resource(f"{row.uri}/pages/1/picture")).contents[0]
        index = (await client.read_resource("quire://documents")).contents[0]
        return listed, templates, found, picture, index

    listed, templates, found, picture, index = talk(library, read)
    assert {str(item.uri) for item in listed} >= {"quire://documents"}
    assert len(templates) == 3
    assert all("Ingrid Solheim" in content.text for content in found)
    assert picture.mime_type == "image/png"
    assert base64.b64decode(picture.blob).startswith(b"\x89PNG")
    assert json.loads(index.text)[0]["name"] == "harbour.txt"


@pytest.mark.parametrize(
    "rest", ["ghost", "ghost/pages/1", "harbour.txt/pages/9", "..%2F..%2Fetc", "harbour.txt/pages/x"]
)
def test_a_resource_that_is_none_is_refused_and_the_server_goes_on(library: Library, rest: str) -> None:
    async def both(client: Client) -> Any:
        with pytest.raises(MCPError):
            await client.read_resource(f"quire://documents/{rest}")
        return await client.call_tool("list_documents", {})

    assert not talk(library, both).is_error
