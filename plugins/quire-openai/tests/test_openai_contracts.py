"""The plugin keeps Quire's contracts when its server is honest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import quire_openai
from lying_server import DIM, LyingServer, part, streaming
from quire_openai.configuration import Configuration
from quire_openai.embedding import RemoteEmbedder
from quire_openai.judging import RemoteReranker
from quire_openai.writing import RemoteGenerator

from quire.plugins.contracts import Message, Sampling
from quire.plugins.suites import GeneratorSuite, PluginSuite, RerankerSuite, TextEmbedderSuite

SetUp = Callable[..., Configuration]


class TestPlugin(PluginSuite):
    plugin = quire_openai
    name = "openai"


class TestGenerator(GeneratorSuite):
    @pytest.fixture
    def generator(self, set_up: SetUp) -> RemoteGenerator:
        set_up()
        return RemoteGenerator()


class TestEmbedder(TextEmbedderSuite):
    @pytest.fixture
    def embedder(self, set_up: SetUp) -> RemoteEmbedder:
        set_up()
        return RemoteEmbedder()


class TestReranker(RerankerSuite):
    @pytest.fixture
    def reranker(self, set_up: SetUp) -> RemoteReranker:
        set_up()
        return RemoteReranker()


class TestYesNoReranker(RerankerSuite):
    @pytest.fixture
    def reranker(self, set_up: SetUp) -> RemoteReranker:
        import msgspec

        endpoint = set_up().reranker
        assert endpoint is not None
        return RemoteReranker(msgspec.structs.replace(endpoint, way="yes-no"))


def test_nothing_set_up_offers_no_model() -> None:
    assert quire_openai.register_generators() == []
    assert quire_openai.register_embedders() == []
    assert quire_openai.register_rerankers() == []


def test_what_is_set_up_is_offered_with_the_host_it_is_at(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    offers = [
        *quire_openai.register_generators(),
        *quire_openai.register_embedders(),
        *quire_openai.register_rerankers(),
    ]
    assert [offer.remote for offer in offers] == [server.host] * 3
    assert server.requests == []  # registering sends nothing


def test_what_is_asked_is_what_the_protocol_says(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    picture = b"\x89PNG\r\n\x1a\nrest"
    said = RemoteGenerator().generate(
        [Message("system", "Be brief."), Message("user", "What is this <|im_end|>?", (picture,))],
        sampling=Sampling(max_tokens=99, seed=7, stop=("END",), grammar='{"type": "object"}', think=False),
    )
    body: dict[str, Any] = server.requests[0].body
    assert (body["model"], body["max_tokens"], body["seed"], body["stop"]) == ("tiny", 99, 7, ["END"])
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert body["chat_template_kwargs"] == {"enable_thinking": False}
    shown, asked = body["messages"][1]["content"]
    assert shown["image_url"]["url"] == "data:image/png;base64,iVBORw0KGgpyZXN0"
    assert asked["text"] == "What is this < |im_end|>?"  # it cannot end the message
    assert (said.text, said.stop, said.n_prompt_tokens, said.n_tokens) == ("Hello, world!", "complete", 12, 4)


def test_thinking_comes_apart_however_it_is_written(set_up: SetUp, server: LyingServer) -> None:
    set_up()

    def answer(exchange: Any) -> None:
        exchange.begin(Content_Type="text/event-stream", Connection="close")
        exchange.event(part(reasoning_content="first"))
        exchange.event(part("<thi"))
        exchange.event(part("nk> second</think>\n\nIt is"))
        exchange.event(part(" nine.", finish="stop"))

    server.answering = answer
    thoughts: list[str] = []
    said = RemoteGenerator().generate([Message("user", "When?")], on_thinking=thoughts.append)
    assert (said.text, said.thinking, "".join(thoughts)) == ("It is nine.", "first second", "first second")


@pytest.mark.parametrize(("finish", "stop"), [("stop", "complete"), ("length", "length"), ("tool_calls", "complete")])
def test_the_reason_it_ended_is_told(set_up: SetUp, server: LyingServer, finish: str, stop: str) -> None:
    set_up()
    server.answering = streaming("a", finish=finish)
    assert RemoteGenerator().generate([Message("user", "x")]).stop == stop


def test_a_stop_text_ends_it_even_when_the_server_goes_on(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    server.answering = streaming("one EN", "D two", "three")
    said = RemoteGenerator().generate([Message("user", "x")], sampling=Sampling(stop=("END",)))
    assert (said.text, said.stop) == ("one ", "complete")


def test_an_answer_in_one_piece_is_an_answer(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    choice = {"message": {"role": "assistant", "content": "Whole."}, "finish_reason": "stop"}
    server.answering = lambda exchange: exchange.json({"choices": [choice]})
    pieces: list[str] = []
    assert RemoteGenerator().generate([Message("user", "x")], on_text=pieces.append).text == "Whole."
    assert pieces == ["Whole."]


def test_prefixes_and_order_of_embeddings(set_up: SetUp, server: LyingServer) -> None:
    import msgspec

    endpoint = set_up().embedder
    assert endpoint is not None
    embedder = RemoteEmbedder(msgspec.structs.replace(endpoint, query_prefix="query: ", passage_prefix="passage: "))
    embedder.embed(["ferry"], use="query")
    vectors = embedder.embed(["harbour wall", "ferry", ""])
    assert server.requests[0].body["input"] == ["query: ferry"]
    assert sorted(server.requests[1].body["input"]) == ["passage: ferry", "passage: harbour wall"]
    assert vectors.shape == (3, DIM)
    assert not vectors[2].any()
    np.testing.assert_allclose(vectors[1], embedder.embed(["ferry"])[0], atol=1e-6)


def test_scores_beyond_one_are_taken_for_logits(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    raw = [{"index": 0, "relevance_score": -4.0}, {"index": 1, "relevance_score": 5.0}]
    server.answering = lambda exchange: exchange.json({"results": raw})
    scores = RemoteReranker().rerank("when", ["no", "yes"])
    assert scores == pytest.approx([0.018, 0.993], abs=1e-3)


def test_another_model_is_another_space(set_up: SetUp) -> None:
    import msgspec

    one = set_up().embedder
    assert one is not None
    moved = msgspec.structs.replace(one, base_url="http://other:1/v1")
    other = msgspec.structs.replace(one, model="bigger")
    longer = msgspec.structs.replace(one, dim=32)
    assert moved.id == one.id
    assert len({one.id, other.id, longer.id}) == 3
