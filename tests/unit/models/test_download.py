"""Downloads: whole, broken, stalled, lied to, misled, resumed, shared between processes, and never when offline."""

from __future__ import annotations

import hashlib
import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from tests.unit.models.web import Served, Web, serving

from quire.errors import Cancelled, InvalidInput, ModelFailed, ModelMissing, StorageFull
from quire.jobs import Job
from quire.models.shelf import InstalledModel, parts
from quire.models.shelf.download import download, offer
from quire.models.shelf.hub import addresses, cached, token_for
from quire.models.shelf.installed import read_installed
from quire.models.shelf.parts import Wanted
from quire.models.shelf.transfer import _opened, fetch
from quire.types import ModelCard, ModelFile, ModelRole

InThread = Callable[[Callable[[], object]], list[object]]
WaitUntil = Callable[[Callable[[], object]], None]

CONTENT = bytes(range(256)) * 800  # 204,800 bytes
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def no_hub_of_the_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HF_TOKEN", "HF_ENDPOINT", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub-cache"))


def card_of(url: str, *, sha256: str = DIGEST, size_bytes: int = len(CONTENT), name: str = "m.gguf") -> ModelCard:
    return ModelCard(
        "tiny",
        ModelRole.GENERATOR,
        "Tiny",
        (ModelFile(name, url, sha256, size_bytes),),
        "MIT",
        10,
        512,
        engine="llama",
    )


def get(
    card: ModelCard,
    folder: Path,
    *,
    hub: str = "",
    offline: bool = False,
    job: Job | None = None,
    mirrors: tuple[str, ...] = (),
) -> InstalledModel:
    return download(
        card, folder, hub=hub, offline=offline, job=job or Job(), mirrors=mirrors, backoff_s=0.01
    )


def test_a_model_arrives_whole_and_is_recorded_last(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT)
    model = get(card_of(f"{web.url}/m"), tmp_path / "tiny")
    assert model.files["m.gguf"].read_bytes() == CONTENT
    assert read_installed(tmp_path / "tiny") == model
    assert model.placed[0].sha256 == DIGEST
    assert sorted(path.name for path in (tmp_path / "tiny").iterdir()) == [".m.gguf.lock", "card.toml", "m.gguf"]


def test_progress_ends_at_the_whole_with_a_unit(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT)
    seen = []
    job = Job().part(seen.append)
    get(card_of(f"{web.url}/m"), tmp_path / "tiny", job=job)
    down = [progress for progress in seen if progress.stage == "downloading"]
    assert (down[-1].done, down[-1].total, down[-1].unit) == (len(CONTENT), len(CONTENT), "bytes")
    assert [progress.done for progress in down] == sorted(progress.done for progress in down)


def test_a_broken_connection_goes_on_where_it_stopped(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT, etag='"one"', break_after=70_000, n_breaks=2)
    assert get(card_of(f"{web.url}/m"), tmp_path / "tiny").files["m.gguf"].read_bytes() == CONTENT
    starts = [int(asked.removeprefix("bytes=").removesuffix("-")) for asked in web.ranges_asked if asked]
    assert len(starts) == 2
    assert 0 < starts[0] < starts[1] < len(CONTENT)
    assert web.asked[1][1]["If-Range"] == '"one"'


def test_a_download_goes_on_in_the_next_session(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT, etag='"one"', slice_s=0.002)
    job = Job().part(lambda progress: job.cancel() if progress.done else None)
    with pytest.raises(Cancelled):
        get(card_of(f"{web.url}/m"), tmp_path / "tiny", job=job)
    part = tmp_path / "tiny" / "m.gguf.part"
    assert 0 < part.stat().st_size < len(CONTENT)
    assert not (tmp_path / "tiny" / "card.toml").exists()
    get(card_of(f"{web.url}/m"), tmp_path / "tiny")
    assert web.ranges_asked[-1].startswith("bytes=")
    assert (tmp_path / "tiny" / "m.gguf").read_bytes() == CONTENT
    assert not part.exists()


def test_a_part_of_a_file_that_changed_meanwhile_is_begun_again(web: Web, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "m.gguf.part").write_bytes(b"x" * 1000)
    (folder / "m.gguf.part.json").write_bytes(b'{"etag": "\\"old\\"", "size_bytes": 5000}')
    web.paths["/m"] = Served(CONTENT, etag='"new"')
    get(card_of(f"{web.url}/m"), folder)
    assert (folder / "m.gguf").read_bytes() == CONTENT
    assert web.ranges_asked == ["bytes=1000-"]


def test_a_server_that_ignores_ranges_gives_it_from_the_beginning(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT, etag='"one"', ranges=False, break_after=70_000, n_breaks=1)
    assert get(card_of(f"{web.url}/m"), tmp_path / "tiny").files["m.gguf"].read_bytes() == CONTENT
    assert [bool(asked) for asked in web.ranges_asked] == [False, True]


def test_a_part_without_a_validator_or_hash_is_not_continued(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT, break_after=70_000, n_breaks=1)
    get(card_of(f"{web.url}/m", sha256="", size_bytes=0), tmp_path / "tiny")
    assert web.ranges_asked == ["", ""]


def test_a_part_that_is_already_whole_is_only_checked(web: Web, tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "m.gguf.part").write_bytes(CONTENT)
    get(card_of(f"{web.url}/m"), tmp_path / "tiny")
    assert web.asked == []


def test_a_silent_server_is_given_up_and_asked_again(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT, etag='"one"', stall_after=70_000, n_stalls=1)
    wanted = Wanted("Tiny", (f"{web.url}/m",), tmp_path / "m", DIGEST, len(CONTENT))
    assert fetch(wanted, job=Job(), backoff_s=0.01, silence_s=0.3) == DIGEST
    assert len(web.asked) == 2


@pytest.mark.parametrize("claimed", [len(CONTENT) + 5000, len(CONTENT) - 5000])
def test_a_server_that_lies_about_the_length_is_not_believed(web: Web, tmp_path: Path, claimed: int) -> None:
    web.paths["/m"] = Served(CONTENT, claims_length=claimed)
    with pytest.raises(ModelMissing):
        get(card_of(f"{web.url}/m"), tmp_path / "tiny")
    assert not (tmp_path / "tiny" / "m.gguf").exists()


def test_a_lie_about_the_length_of_an_unknown_file_ends_in_no_model(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT, claims_length=len(CONTENT) + 5000)
    with pytest.raises(ModelMissing, match="could not be downloaded"):
        get(card_of(f"{web.url}/m", sha256="", size_bytes=0), tmp_path / "tiny")
    assert not (tmp_path / "tiny" / "card.toml").exists()


def test_wrong_bytes_are_tried_once_more_and_then_refused(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT[:-1] + b"!")
    with pytest.raises(ModelFailed, match="not the file it should be"):
        get(card_of(f"{web.url}/m"), tmp_path / "tiny")
    assert len(web.asked) == 2
    assert [path.name for path in (tmp_path / "tiny").iterdir()] == [".m.gguf.lock"]


def test_a_damaged_part_is_thrown_away_and_fetched_anew(web: Web, tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "m.gguf.part").write_bytes(b"?" * 1000)
    web.paths["/m"] = Served(CONTENT)
    assert get(card_of(f"{web.url}/m"), tmp_path / "tiny").files["m.gguf"].read_bytes() == CONTENT
    assert web.ranges_asked == ["bytes=1000-", ""]


def test_an_overloaded_server_is_asked_again(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT, statuses=[(429, {"Retry-After": "0"}), (503, {}), (500, {})])
    get(card_of(f"{web.url}/m"), tmp_path / "tiny")
    assert len(web.asked) == 4


def test_retry_after_is_kept_and_can_be_cancelled(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT, statuses=[(429, {"Retry-After": "30"})])
    job = Job()
    threading.Timer(0.3, job.cancel).start()
    with pytest.raises(Cancelled):
        get(card_of(f"{web.url}/m"), tmp_path / "tiny", job=job)
    assert len(web.asked) == 1


def test_a_server_that_stays_down_is_given_up_with_a_hint(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT, statuses=[(503, {})] * 20)
    job, said = Job(), set()
    watched = job.part(lambda progress: said.add((progress.stage, progress.label)))
    with pytest.raises(ModelMissing, match="out of order or overloaded") as caught:
        get(card_of(f"{web.url}/m"), tmp_path / "tiny", job=watched)
    assert "wait a while" in caught.value.hint
    assert "goes on where it stopped" in caught.value.hint
    assert "503" in caught.value.detail
    assert len(web.asked) == 5
    assert ("waiting", "127.0.0.1 is out of order or overloaded; trying again in 1 s") in said


def test_a_refused_connection_is_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(ModelMissing, match=r"could not be downloaded: 127\.0\.0\.1 cannot be reached") as caught:
        get(card_of(f"http://127.0.0.1:{port}/m"), tmp_path / "tiny")
    assert "check the network" in caught.value.hint


def test_a_server_that_falls_silent_again_and_again_is_said_so(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT, n_stalls=20)
    wanted = Wanted("Tiny", (f"{web.url}/m",), tmp_path / "m", DIGEST, len(CONTENT))
    with pytest.raises(ModelMissing, match=r"127\.0\.0\.1 stopped answering"):
        fetch(wanted, job=Job(), backoff_s=0.01, silence_s=0.1)
    assert len(web.asked) == 5


@pytest.mark.parametrize(
    ("status", "says"), [(401, "not given to everybody"), (403, "not given"), (404, "no longer there")]
)
def test_a_refusal_is_not_repeated(web: Web, tmp_path: Path, status: int, says: str) -> None:
    web.paths["/m"] = Served(CONTENT, statuses=[(status, {})] * 2)
    with pytest.raises(ModelMissing, match=says):
        get(card_of(f"{web.url}/m"), tmp_path / "tiny")
    assert len(web.asked) == 1


def test_redirects_are_followed_and_the_token_stays_with_the_hub(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    with serving() as elsewhere:
        elsewhere.paths["/blob"] = Served(CONTENT)
        other_name = elsewhere.url.replace("127.0.0.1", "localhost")
        web.paths["/o/n/resolve/main/m.gguf"] = Served(redirect=f"{other_name}/blob")
        get(card_of("hub:o/n/m.gguf"), tmp_path / "tiny", hub=web.url)
        assert web.asked[0][1]["Authorization"] == "Bearer hf_secret"
        assert "Authorization" not in elsewhere.asked[0][1]


def test_a_redirect_out_of_encryption_is_refused(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(redirect="http://example.org/m")
    with pytest.raises(ModelMissing, match="not be encrypted"):
        get(card_of(f"{web.url}/m"), tmp_path / "tiny")


def test_redirects_that_never_end_are_refused(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(redirect="/m")
    with pytest.raises(ModelMissing, match="too many redirects"):
        get(card_of(f"{web.url}/m"), tmp_path / "tiny")
    assert len(web.asked) == 10


def test_the_hash_the_hub_publishes_is_believed_before_the_bytes(web: Web, tmp_path: Path) -> None:
    web.paths["/b"] = Served(CONTENT[::-1])
    linked = {"X-Linked-Etag": f'"{DIGEST}"', "X-Linked-Size": str(len(CONTENT))}
    web.paths["/m"] = Served(redirect="/b", headers=linked)
    with pytest.raises(ModelFailed):
        get(card_of(f"{web.url}/m", sha256="", size_bytes=0), tmp_path / "tiny")


def test_a_file_without_a_published_hash_is_trusted_once_and_recorded(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT, chunked=True)
    model = get(card_of(f"{web.url}/m", sha256="", size_bytes=0), tmp_path / "tiny")
    assert model.card.files[0].sha256 == DIGEST
    assert model.card.files[0].size_bytes == len(CONTENT)


def test_a_body_of_which_nobody_knows_the_end_is_not_trusted(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT, length_known=False)
    with pytest.raises(ModelMissing, match="does not say how long"):
        get(card_of(f"{web.url}/m", sha256="", size_bytes=0), tmp_path / "tiny")
    assert get(card_of(f"{web.url}/m"), tmp_path / "tiny").files["m.gguf"].read_bytes() == CONTENT


def test_a_file_that_was_replaced_in_the_hub_is_refused_before_it_is_fetched(web: Web, tmp_path: Path) -> None:
    web.paths["/b"] = Served(CONTENT)
    web.paths["/m"] = Served(redirect="/b", headers={"X-Linked-Etag": f'"{"0" * 64}"'})
    with pytest.raises(ModelMissing, match="replaced by another file"):
        get(card_of(f"{web.url}/m"), tmp_path / "tiny")


def test_a_mirror_is_asked_when_the_hub_fails(web: Web, tmp_path: Path) -> None:
    with serving() as mirror:
        mirror.paths["/o/n/resolve/main/a/m.gguf"] = Served(CONTENT)
        get(card_of("hub:o/n/a/m.gguf"), tmp_path / "tiny", hub=web.url, mirrors=(mirror.url,))
        assert len(mirror.asked) == 1
    assert len(web.asked) == 1


def test_offline_opens_no_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(ModelMissing, match="stay offline"):
        get(card_of("hub:o/n/m.gguf"), tmp_path / "tiny", offline=True)
    assert not (tmp_path / "tiny").exists()


def test_pausing_lets_the_connection_go_and_resuming_continues(
    web: Web, tmp_path: Path, in_thread: InThread, wait_until: WaitUntil
) -> None:
    web.paths["/m"] = Served(CONTENT, etag='"one"', slice_s=0.002)
    job = Job()
    outcome = in_thread(lambda: get(card_of(f"{web.url}/m"), tmp_path / "tiny", job=job))
    wait_until(lambda: job.sample().done)
    job.pause()
    part = tmp_path / "tiny" / "m.gguf.part"
    sizes = [-1]

    def steady() -> bool:
        sizes.append(part.stat().st_size)
        return sizes[-1] == sizes[-2] and job.paused

    threading.Event().wait(0.2)
    wait_until(steady)
    assert outcome == []
    job.resume()
    wait_until(lambda: outcome)
    assert isinstance(outcome[0], InstalledModel)
    assert web.ranges_asked[-1].startswith("bytes=")


def test_pausing_a_body_of_unknown_length_does_not_end_it(
    web: Web, tmp_path: Path, in_thread: InThread, wait_until: WaitUntil
) -> None:
    web.paths["/m"] = Served(CONTENT, chunked=True, slice_s=0.002)
    job = Job()
    card = card_of(f"{web.url}/m", sha256="", size_bytes=0)
    outcome = in_thread(lambda: get(card, tmp_path / "tiny", job=job))
    wait_until(lambda: job.sample().done)
    job.pause()
    threading.Event().wait(0.2)
    job.resume()
    wait_until(lambda: outcome)
    assert (tmp_path / "tiny" / "m.gguf").read_bytes() == CONTENT


def test_the_proxy_of_the_environment_is_used(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", web.url)
    monkeypatch.setenv("NO_PROXY", "")
    web.paths["http://localhost:1/m"] = Served(CONTENT)
    get(card_of("http://localhost:1/m"), tmp_path / "tiny")
    assert len(web.asked) == 1


def test_a_proxy_that_makes_no_sense_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://proxy:70")
    with pytest.raises(ModelMissing, match="proxy"):
        get(card_of("http://localhost:1/m"), tmp_path / "tiny")


@pytest.mark.parametrize(
    "location", ["http://hub.example/m", "http://127.0.0.1/m", "ftp://hub.example/m", "file:///etc/passwd"]
)
def test_no_redirect_leads_out_of_https(tmp_path: Path, location: str) -> None:
    answer = httpx.Response(302, headers={"Location": location})
    client = httpx.Client(transport=httpx.MockTransport(lambda request: answer))
    wanted = Wanted("Tiny", ("https://hub.example/m",), tmp_path / "m")
    with client, pytest.raises(ModelMissing, match="without encryption"), _opened(client, wanted, wanted.urls[0], {}):
        pass


def test_two_that_want_the_same_file_fetch_it_once(
    web: Web, tmp_path: Path, in_thread: InThread, wait_until: WaitUntil
) -> None:
    web.paths["/m"] = Served(CONTENT, slice_s=0.001)
    card = card_of(f"{web.url}/m")
    outcomes = [in_thread(lambda: get(card, tmp_path / "tiny")) for _ in range(2)]
    wait_until(lambda: all(outcomes))
    assert outcomes[0] == outcomes[1]
    assert len(web.asked) == 1


def test_no_room_is_said_before_anything_is_fetched(web: Web, tmp_path: Path) -> None:
    web.paths["/m"] = Served(CONTENT)
    with pytest.raises(StorageFull, match="no room for Tiny"):
        get(card_of(f"{web.url}/m", size_bytes=10**15), tmp_path / "tiny")
    assert web.asked == []


def test_no_room_is_noticed_when_the_server_tells_the_length(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.paths["/m"] = Served(CONTENT)
    monkeypatch.setattr(parts, "_SPARE_BYTES", 10**15)
    with pytest.raises(StorageFull, match="no room"):
        get(card_of(f"{web.url}/m", size_bytes=0), tmp_path / "tiny")


def test_the_offer_says_size_host_and_licence_without_a_connection(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    made = offer(card_of("hub:o/n/m.gguf"), folder, hub="https://hub.example", mirrors=("https://m.example",))
    assert (made.size_bytes, made.n_unknown, made.hosts) == (len(CONTENT), 0, ("hub.example", "m.example"))
    assert made.card.licence == "MIT"
    assert made.free_bytes > 0


@pytest.mark.parametrize(
    "url", ["http://example.org/m", "ftp://example.org/m", "file:///etc/passwd", "hub:o", "hub:o/n/../x"]
)
def test_only_encrypted_addresses_are_used(url: str) -> None:
    with pytest.raises(InvalidInput):
        addresses(ModelFile("m", url), hub="")


def test_the_endpoint_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://hub.example/")
    found = addresses(ModelFile("m", "hub:o/n@v1/a b.gguf"), hub="")
    assert found == ["https://hub.example/o/n/resolve/v1/a%20b.gguf"]


def test_the_token_is_shown_to_the_hub_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    assert token_for("https://huggingface.co/o/n", hub="") == "hf_secret"
    assert token_for("https://mirror.example/o/n", hub="") == ""


@pytest.mark.parametrize("name", ["../m", "a/b", "", ".."])
def test_a_file_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInput):
        get(card_of("hub:o/n/m", name=name), tmp_path / "tiny")


# the hub's cache ---------------------------------------------------------------------------------------------------


def in_cache(content: bytes, *, revision: str = "abc") -> Path:
    repository = Path(os.environ["HF_HUB_CACHE"]) / "models--o--n"
    blob = repository / "blobs" / hashlib.sha256(content).hexdigest()
    snapshot = repository / "snapshots" / revision / "m.gguf"
    for path in (blob, snapshot, repository / "refs" / "main"):
        path.parent.mkdir(parents=True, exist_ok=True)
    blob.write_bytes(content)
    snapshot.symlink_to(blob)
    (repository / "refs" / "main").write_text(revision)
    return snapshot


def test_files_in_the_cache_of_the_hub_are_used_where_they_lie_even_offline(tmp_path: Path) -> None:
    snapshot = in_cache(CONTENT)
    model = get(card_of("hub:o/n/m.gguf"), tmp_path / "tiny", offline=True)
    assert (model.origin, model.files["m.gguf"], model.links) == ("hub-cache", snapshot, True)


def test_another_file_in_the_cache_is_passed_over() -> None:
    in_cache(CONTENT[::-1])
    assert cached(ModelFile("m.gguf", "hub:o/n/m.gguf", DIGEST)) is None
    assert cached(ModelFile("m.gguf", "hub:o/n/m.gguf", "", 5)) is None
    assert cached(ModelFile("m.gguf", "hub:o/other/m.gguf")) is None


def test_a_damaged_copy_in_the_cache_is_refused(tmp_path: Path) -> None:
    in_cache(CONTENT).resolve().write_bytes(CONTENT[::-1])
    with pytest.raises(ModelFailed, match="cache of Hugging Face"):
        get(card_of("hub:o/n/m.gguf"), tmp_path / "tiny")
