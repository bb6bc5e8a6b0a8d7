"""A server that is down, slow, lying, streaming garbage, refusing, or cutting in the middle: never a hang."""

from __future__ import annotations

import json
import math
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from lying_server import DIM, Exchange, LyingServer, embeddings, part, streaming
from quire_openai import connection
from quire_openai.configuration import Configuration
from quire_openai.embedding import RemoteEmbedder
from quire_openai.judging import RemoteReranker
from quire_openai.writing import RemoteGenerator

from quire.errors import InvalidInput, ModelFailed, ModelMissing, PluginError
from quire.jobs import Job
from quire.plugins.contracts import Generated, Message, Sampling

SetUp = Callable[..., Configuration]
ASKED = [Message("user", "When does the ferry leave?")]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_FIRST_WAIT_S", 0.01)


def refusing(status: int, message: str = "no", **headers: str) -> Callable[[Exchange], None]:
    return lambda exchange: exchange.json({"error": {"message": message}}, status, **headers)


def ask() -> Generated:
    return RemoteGenerator().generate(ASKED)


def test_a_server_that_is_down_is_named(set_up: SetUp, server: LyingServer) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        set_up(base_url=f"http://127.0.0.1:{free.getsockname()[1]}/v1", allowed=False)
    from quire_openai.permission import allow

    generator = RemoteGenerator()
    allow(generator._endpoint.address)
    with pytest.raises(ModelFailed, match="does not answer") as caught:
        generator.generate(ASKED)
    assert caught.value.hint == "start the server"
    assert server.requests == []


@pytest.mark.parametrize(
    ("status", "message", "kind", "says"),
    [
        (401, "bad key", ModelFailed, "wants a key"),
        (404, "model 'tiny' not found, try pulling it first", ModelMissing, "no model called tiny"),
        (404, "File Not Found", ModelFailed, "nothing of this kind"),
        (400, "This model's maximum context length is 4096 tokens", InvalidInput, "too long"),
        (400, "exceed_context_size_error: request exceeds the available context size", InvalidInput, "too long"),
        (500, "CUDA out of memory", ModelFailed, "CUDA out of memory"),
        (429, "slow down", ModelFailed, "asked too much"),
        (302, "", ModelFailed, "another address"),
        (418, "I am a teapot", ModelFailed, "teapot"),
    ],
)
def test_each_refusal_is_a_sentence(
    set_up: SetUp, server: LyingServer, status: int, message: str, kind: type, says: str
) -> None:
    set_up()
    server.answering = refusing(status, message, **({"Location": "http://elsewhere/"} if status == 302 else {}))
    with pytest.raises(kind, match=says):
        ask()


def test_a_redirect_is_not_followed(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    server.answering = refusing(307, Location=f"http://localhost:{server.port}/v1/other")
    with pytest.raises(ModelFailed, match="another address"):
        ask()
    assert [request.path for request in server.requests] == ["/v1/chat/completions"]


def test_busy_is_waited_for_as_long_as_the_server_says(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    server.scripted = [refusing(429, **{"Retry-After": "1"}), refusing(503, "Loading model")]
    began = time.monotonic()
    assert ask().text == "Hello, world!"
    assert time.monotonic() - began >= 1.0
    assert len(server.requests) == 3


def test_too_long_a_wait_is_not_waited(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    server.answering = refusing(429, **{"Retry-After": "3600"})
    with pytest.raises(ModelFailed, match="asked too much"):
        ask()
    assert len(server.requests) == 1


def test_a_date_to_retry_after_is_understood(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    server.scripted = [refusing(429, **{"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})]
    assert ask().text == "Hello, world!"


def test_waiting_ends_when_the_person_stops(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    server.answering = refusing(429, **{"Retry-After": "30"})
    job = Job()
    threading.Timer(0.3, job.cancel).start()
    began = time.monotonic()
    assert RemoteGenerator().generate(ASKED, job=job).stop == "cancelled"
    assert time.monotonic() - began < 25.0  # not the 30 the server asks for


def test_writing_is_never_begun_twice(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    for answering in (refusing(500), refusing(502), lambda exchange: exchange.cut()):
        server.requests.clear()
        server.answering = answering
        with pytest.raises(ModelFailed):
            ask()
        assert len(server.requests) == 1


def test_embedding_is_tried_again(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    server.scripted = [refusing(502), lambda exchange: exchange.cut()]
    assert RemoteEmbedder().embed(["ferry"]).shape == (1, DIM)
    assert len(server.requests) == 3


def test_cut_in_the_middle_of_a_stream(set_up: SetUp, server: LyingServer) -> None:
    set_up()

    def answer(exchange: Exchange) -> None:
        exchange.begin(Content_Type="text/event-stream", Transfer_Encoding="chunked")
        event = f"data: {json.dumps(part('It leaves'))}\n\n".encode()
        exchange.send(f"{len(event):x}\r\n".encode() + event + b"\r\n")

    server.answering = answer
    pieces: list[str] = []
    with pytest.raises(ModelFailed, match="broke off"):
        RemoteGenerator().generate(ASKED, on_text=pieces.append)
    assert pieces == ["It leaves"]


def test_a_stream_that_ends_without_saying_so_broke_off(set_up: SetUp, server: LyingServer) -> None:
    set_up()

    def answer(exchange: Exchange) -> None:
        exchange.begin(Content_Type="text/event-stream", Connection="close")
        exchange.event(part("It leaves"))

    server.answering = answer
    with pytest.raises(ModelFailed, match="broke off in the middle"):
        ask()


def test_a_stream_that_ends_at_once_hints_at_the_context(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    server.answering = lambda exchange: exchange.begin(Content_Type="text/event-stream", Connection="close")
    with pytest.raises(ModelFailed, match="before it said anything") as caught:
        ask()
    assert "--context" in caught.value.hint


@pytest.mark.parametrize(
    "garbage",
    [
        b"data: {not json\n\n",
        b"data: \xff\xfe\x00\n\n",
        b"data: [1, 2]\n\n",
        b'data: "text"\n\n',
        b'data: {"choices": [3]}\n\n',
        b'data: {"choices": {"delta": 1}}\n\n',
        b'data: {"choices": [{"delta": {"content": {"a": 1}}}]}\n\n',
        b'data: {"choices": [{"delta": "text"}]}\n\n',
        b"data: " + b"[" * 100_000 + b"\n\n",
        b"<html>hello</html>\n\n",
        b"",
    ],
)
def test_garbage_in_a_stream_is_told(set_up: SetUp, server: LyingServer, garbage: bytes) -> None:
    set_up()

    def answer(exchange: Exchange) -> None:
        exchange.begin(Content_Type="text/event-stream", Connection="close")
        exchange.send(garbage)

    server.answering = answer
    with pytest.raises(ModelFailed, match=r"cannot be understood|broke off"):
        ask()


def test_an_error_inside_a_stream_is_told(set_up: SetUp, server: LyingServer) -> None:
    set_up()

    def answer(exchange: Exchange) -> None:
        exchange.begin(Content_Type="text/event-stream", Connection="close")
        exchange.event(part("It"))
        exchange.event({"error": {"message": "the graphics card is gone"}})

    server.answering = answer
    with pytest.raises(ModelFailed, match="the graphics card is gone"):
        ask()


def test_a_server_that_writes_without_end_is_stopped(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    gone = threading.Event()

    def answer(exchange: Exchange) -> None:
        exchange.begin(Content_Type="text/event-stream", Connection="close")
        try:
            while True:
                exchange.event(part("word " * 50))
        except OSError:
            gone.set()

    server.answering = answer
    said = RemoteGenerator().generate(ASKED, sampling=Sampling(max_tokens=10))
    assert said.stop == "length"
    assert gone.wait(5)


def test_comments_without_end_are_stopped(
    set_up: SetUp, server: LyingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_MOST_STREAMED", 200_000)
    set_up()

    def answer(exchange: Exchange) -> None:
        exchange.begin(Content_Type="text/event-stream", Connection="close")
        while True:
            exchange.send(b": keep-alive\n\n" * 100)

    server.answering = answer
    with pytest.raises(ModelFailed, match="cannot be understood"):
        ask()


def test_an_answer_without_end_is_stopped(
    set_up: SetUp, server: LyingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_MOST_BYTES", 200_000)
    set_up()

    def answer(exchange: Exchange) -> None:
        exchange.begin(Content_Type="application/json", Connection="close")
        while True:
            exchange.send(b" " * 10_000)

    server.answering = answer
    with pytest.raises(ModelFailed, match="without end"):
        RemoteEmbedder().embed(["ferry"])


def test_silence_has_an_end(set_up: SetUp, server: LyingServer) -> None:
    set_up(timeout_s=1.0)
    server.answering = lambda exchange: exchange.is_gone()
    with pytest.raises(ModelFailed, match="silent for 1 seconds"):
        ask()


def test_a_slow_drip_has_an_end(set_up: SetUp, server: LyingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quire_openai.embedding._URGENT_S", 1.0)
    set_up()

    def answer(exchange: Exchange) -> None:
        exchange.begin(Content_Type="application/json", Connection="close")
        for _ in range(1000):
            exchange.send(b" ")
            time.sleep(0.05)

    server.answering = answer
    began = time.monotonic()
    with pytest.raises(ModelFailed, match="took too long"):
        RemoteEmbedder().embed(["ferry"], use="query", urgent=True)
    assert time.monotonic() - began < 45.0  # it drips for 50


@pytest.mark.parametrize("begun", [False, True])
def test_stopping_ends_it_at_once_and_hangs_up(set_up: SetUp, server: LyingServer, begun: bool) -> None:
    set_up(timeout_s=60.0)
    gone: list[bool] = []
    told = threading.Event()

    def answer(exchange: Exchange) -> None:
        if begun:
            exchange.begin(Content_Type="text/event-stream", Connection="close")
            exchange.event(part("It leaves"))
        gone.append(exchange.is_gone())
        told.set()

    server.answering = answer
    job = Job()
    threading.Timer(0.4, job.cancel).start()
    began = time.monotonic()
    said = RemoteGenerator().generate(ASKED, job=job)
    assert time.monotonic() - began < 50.0  # not the silence it would bear
    assert (said.stop, said.text) == ("cancelled", "It leaves" if begun else "")
    assert told.wait(5)
    assert gone == [True]  # the server is not left writing for nobody


def test_what_the_listener_raises_is_not_blamed_on_the_server(set_up: SetUp, server: LyingServer) -> None:
    set_up()

    def broken(_: str) -> None:
        raise BrokenPipeError("the terminal is gone")

    with pytest.raises(BrokenPipeError):
        RemoteGenerator().generate(ASKED, on_text=broken)


def test_options_a_server_does_not_know_are_left_out(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    server.scripted = [
        refusing(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        refusing(400, "Unrecognized request argument supplied: seed"),
        streaming("Fine"),
    ]
    assert ask().text == "Fine"
    last = server.requests[-1].body
    assert "seed" not in last
    assert "max_tokens" not in last
    assert last["max_completion_tokens"] == Sampling().max_tokens


def test_a_question_that_cannot_fit_is_not_sent(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    with pytest.raises(InvalidInput, match="do not fit"):
        RemoteGenerator().generate([Message("user", "word " * 20_000)])
    assert server.requests == []


# embeddings and scores -------------------------------------------------------------------------------------------


def bent(change: Callable[[dict[str, Any]], Any]) -> Callable[[Exchange], None]:
    return lambda exchange: exchange.json(change(embeddings(exchange.body["input"])))


@pytest.mark.parametrize(
    "change",
    [
        lambda answer: {"data": answer["data"][:1]},
        lambda answer: {"data": [answer["data"][0]] * 2},
        lambda answer: {"data": [{**row, "embedding": row["embedding"][:-1]} for row in answer["data"]]},
        lambda answer: {"data": [{**row, "embedding": [math.nan] * DIM} for row in answer["data"]]},
        lambda answer: {"data": [{**row, "embedding": [1e300] * DIM} for row in answer["data"]]},
        lambda answer: {"data": [{**row, "embedding": "AAAA"} for row in answer["data"]]},
        lambda answer: {"data": [{**row, "embedding": None} for row in answer["data"]]},
        lambda answer: {"data": [{**row, "index": "0"} for row in answer["data"]]},
        lambda answer: {"data": None},
        lambda answer: [],
        lambda answer: {"embeddings": [[1.0]]},
    ],
)
@pytest.mark.filterwarnings("ignore:overflow encountered in cast")
def test_vectors_that_are_none_are_refused(
    set_up: SetUp, server: LyingServer, change: Callable[[dict[str, Any]], Any]
) -> None:
    set_up()
    server.answering = bent(change)
    with pytest.raises(PluginError):
        RemoteEmbedder().embed(["ferry", "harbour"])


def test_texts_too_long_for_the_server_are_cut_further(set_up: SetUp, server: LyingServer) -> None:
    set_up()

    def answer(exchange: Exchange) -> None:
        if any(len(text) > 1000 for text in exchange.body["input"]):
            exchange.json({"error": {"message": "input is too large to process. increase the batch size"}}, 500)
        else:
            exchange.json(embeddings(exchange.body["input"]))

    server.answering = answer
    assert RemoteEmbedder().embed(["ferry " * 1000]).shape == (1, DIM)
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "results",
    [
        [{"index": 0, "relevance_score": 0.5}],
        [{"index": 0, "relevance_score": 0.5}, {"index": 0, "relevance_score": 0.4}],
        [{"index": 0, "relevance_score": math.nan}, {"index": 1, "relevance_score": 0.4}],
        [{"index": 0, "relevance_score": None}, {"index": 1, "relevance_score": 0.4}],
        [{"index": 0}, {"index": 1}],
        None,
    ],
)
def test_scores_that_are_none_are_refused(set_up: SetUp, server: LyingServer, results: Any) -> None:
    set_up()
    server.answering = lambda exchange: exchange.json({"results": results})
    with pytest.raises(PluginError):
        RemoteReranker().rerank("when", ["at nine", "purple"])


def test_a_server_without_likelihoods_cannot_say_yes_or_no(set_up: SetUp, server: LyingServer) -> None:
    import msgspec

    endpoint = set_up().reranker
    assert endpoint is not None
    server.answering = lambda exchange: exchange.json({"choices": [{"message": {"content": "yes"}, "logprobs": None}]})
    with pytest.raises(ModelFailed, match="how likely"):
        RemoteReranker(msgspec.structs.replace(endpoint, way="yes-no")).rerank("when", ["at nine"])
