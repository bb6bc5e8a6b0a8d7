"""The one question to the page of releases: what it makes of good and bad answers, and that it is not asked unasked."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from tests.unit.models.web import Served, Web, serving

from quire.errors import InvalidInput, NotFound
from quire.library import releases
from quire.library.releases import newest_release


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as made:
        yield made


def release(tag: str = "v0.2.0", **more: object) -> bytes:
    said = {"tag_name": tag, "html_url": "https://example.org/quire/0.2.0", "body": "Faster."}
    return json.dumps(said | more).encode()


@pytest.mark.parametrize(
    ("tag", "newer"), [("v0.2.0", True), ("0.1.0", False), ("0.0.9", False), ("0.10.0", True), ("0.1.0rc1", False)]
)
def test_versions_are_compared_as_versions(web: Web, tag: str, newer: bool) -> None:
    web.paths["/latest"] = Served(release(tag))
    found = newest_release(f"{web.url}/latest", offline=False, running="0.1.0")
    assert (found.version, found.newer) == (tag.removeprefix("v"), newer)
    assert (found.page, found.notes) == ("https://example.org/quire/0.2.0", "Faster.")


def test_nothing_is_told_but_the_version_of_quire(web: Web) -> None:
    web.paths["/latest"] = Served(release())
    newest_release(f"{web.url}/latest", offline=False)
    [(path, headers)] = web.asked
    assert path == "/latest"
    assert headers["User-Agent"].startswith("quire/")
    assert {name.lower() for name in headers} <= {"host", "accept", "accept-encoding", "connection", "user-agent"}


def test_no_socket_is_opened_offline(web: Web) -> None:
    web.paths["/latest"] = Served(release())
    with pytest.raises(InvalidInput, match="stay offline"):
        newest_release(f"{web.url}/latest", offline=True)
    assert web.asked == []


def test_a_copy_without_an_address_says_so() -> None:
    with pytest.raises(NotFound, match="does not know where") as caught:
        newest_release("", offline=False)
    assert "where you got it from" in caught.value.hint


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>busy</html>", b"[]", b'{"name": "1"}', b'{"tag_name": 3}', b"[" * 100_000, release("latest & best")],
)
def test_what_is_no_release_is_said_to_be_none(web: Web, content: bytes) -> None:
    web.paths["/latest"] = Served(content)
    with pytest.raises(NotFound, match="is no release of Quire"):
        newest_release(f"{web.url}/latest", offline=False)


def test_a_page_that_is_not_encrypted_is_not_offered(web: Web) -> None:
    for page in ("http://example.org/quire", "file:///etc/passwd", "javascript:alert(1)", None):
        web.paths["/latest"] = Served(release(html_url=page))
        assert newest_release(f"{web.url}/latest", offline=False).page == ""


def test_redirects_lead_to_encrypted_places_only(web: Web) -> None:
    web.paths["/moved"] = Served(redirect=f"{web.url}/latest")
    web.paths["/latest"] = Served(release())
    assert newest_release(f"{web.url}/moved", offline=False, running="0.1.0").newer
    web.paths["/moved"] = Served(redirect="http://example.org/latest")
    with pytest.raises(InvalidInput, match="not be encrypted"):
        newest_release(f"{web.url}/moved", offline=False)
    web.paths["/moved"] = Served(redirect=f"{web.url}/moved")
    with pytest.raises(NotFound, match="does not tell"):
        newest_release(f"{web.url}/moved", offline=False)


def test_a_server_on_a_bad_day_is_given_up(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFound, match="does not tell which version"):
        newest_release("http://127.0.0.1:1/latest", offline=False)
    bad = {
        "/gone": Served(b"", statuses=[(404, {})]),
        "/down": Served(b"", statuses=[(503, {})]),
        "/huge": Served(b" " * 1_100_000),
        "/cut": Served(release(), break_after=10, n_breaks=9),
    }
    web.paths.update(bad)
    for path in bad:
        with pytest.raises(NotFound, match="does not tell which version"):
            newest_release(web.url + path, offline=False)
    web.paths["/dribbling"] = Served(release(body="x" * 30_000), slice_s=0.01)
    monkeypatch.setattr(releases, "_LONGEST_S", 0.05)
    with pytest.raises(NotFound, match="does not tell which version"):
        newest_release(f"{web.url}/dribbling", offline=False)


def test_long_notes_are_cut(web: Web) -> None:
    web.paths["/latest"] = Served(release(body="y" * 50_000))
    assert len(newest_release(f"{web.url}/latest", offline=False).notes) == 4_000
