"""What is said of pictures that do not lie in or beside the file: they are never fetched."""

from __future__ import annotations

from quire.types import Problem


def remote_picture(address: str) -> Problem:
    return Problem(
        "remote",
        "read",
        f"a picture lies elsewhere and was not fetched: {address[:120]}",
        hint="save the file together with its pictures",
    )


def missing_picture(name: str) -> Problem:
    return Problem("missing", "read", f"a picture is missing: {name[:120]}", hint="put it beside the file again")
