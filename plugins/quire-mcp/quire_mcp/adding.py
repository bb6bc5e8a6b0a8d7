"""Adding documents for another program: only from folders the person named at the start, or after asking them."""

# No `annotations` from __future__: the protocol's library evaluates those of `add`, which name an inner function.

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import anyio.to_thread
from mcp.server.elicitation import ElicitationResult
from mcp.server.mcpserver import Context, Elicit, Resolve
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, Field

from quire.library import Library
from quire.types import IngestReport
from quire_mcp.telling import told


class Consent(BaseModel):
    """The person's word."""

    add: bool = Field(default=False, title="Add it", description="Read it and keep its text in the Quire library")


def adding(library: Library, allowed: Sequence[Path]) -> Callable[..., Awaitable[dict[str, Any]]]:
    """Return the tool `add`.

    Args:
        allowed: Folders from which may be added without asking.
    """
    folders = [folder.resolve() for folder in allowed]

    async def ask(path: str, context: Context) -> Consent | Elicit[Consent]:
        place = _place(path)
        if any(place == folder or place.is_relative_to(folder) for folder in folders):
            return Consent(add=True)
        if not _can_ask(context):
            raise ToolError(
                f"{place} was not added: this program cannot ask the person for consent. They can add it in Quire, or "
                "start the server with `quire mcp --allow-add FOLDER`"
            )
        what = "all files in the folder" if place.is_dir() else "the file"
        return Elicit(f"May Quire add {what} {place} to your library? What is in it can then be searched.", Consent)

    async def add(path: str, consent: Annotated[ElicitationResult[Consent], Resolve(ask)]) -> dict[str, Any]:
        """Add a file, or the files of a folder, to the person's library. They are asked first. `path` is absolute."""
        if consent.action != "accept" or not consent.data.add:
            raise ToolError(f"{path} was not added: the person did not agree")
        place = _place(path)
        with told():
            reports = await anyio.to_thread.run_sync(lambda: library.add([place]))
        return {"files": [_line(report) for report in reports]}

    return add


def _place(path: str) -> Path:
    """Return where a path really leads, links followed; raises ToolError."""
    try:
        place = Path(path)
        if not place.is_absolute():
            raise ToolError(f"{path} is no absolute path")
        return place.resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        raise ToolError(f"there is no file or folder {path}") from None


def _can_ask(context: Context) -> bool:
    able = context.client_capabilities
    if able is None or able.elicitation is None:
        return False
    return able.elicitation.form is not None or able.elicitation.url is None  # an empty one means forms


def _line(report: IngestReport) -> dict[str, Any]:
    return {
        "path": str(report.path),
        "document_id": report.document_id,
        "status": str(report.status),
        "problems": [" — ".join(filter(None, (problem.message, problem.hint))) for problem in report.problems],
    }
