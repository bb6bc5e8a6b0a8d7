"""A server on this machine that speaks the protocol, and can be told to do everything wrong."""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DIM = 16


class Exchange:
    """One request, and the means to answer it in any way."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: Any) -> None:
        self._handler = handler
        self.path = handler.path
        self.headers = handler.headers
        self.body = body

    def json(self, value: Any, status: int = 200, **headers: str) -> None:
        self.raw(json.dumps(value).encode(), status, **{"Content-Type": "application/json", **headers})

    def raw(self, content: bytes, status: int = 200, **headers: str) -> None:
        self.begin(status, **{"Content-Length": str(len(content)), **headers})
        self.send(content)

    def begin(self, status: int = 200, **headers: str) -> None:
        self._handler.send_response(status)
        for name, value in headers.items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.end_headers()

    def send(self, content: bytes) -> None:
        self._handler.wfile.write(content)
        self._handler.wfile.flush()

    def event(self, value: Any) -> None:
        self.send(f"data: {json.dumps(value)}\n\n".encode())

    def cut(self) -> None:
        self._handler.close_connection = True

    def is_gone(self) -> bool:
        """Wait until the other side has hung up; False when it has not within 5 s."""
        self._handler.connection.settimeout(5.0)
        try:
            return self._handler.connection.recv(1) == b""
        except TimeoutError:
            return False
        except OSError:
            return True


Answering = Callable[[Exchange], None]


class LyingServer:
    """Attributes:
    requests: What came, as (path, headers, body).
    answering: How the next requests are answered; `honest` unless a test says otherwise.
    """

    def __init__(self) -> None:
        self.requests: list[Exchange] = []
        self.answering: Answering = honest
        self.scripted: list[Answering] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                content = self.rfile.read(length)
                exchange = Exchange(self, json.loads(content) if content else None)
                outer.requests.append(exchange)
                answering = outer.scripted.pop(0) if outer.scripted else outer.answering
                with contextlib.suppress(ConnectionError):
                    answering(exchange)
                self.close_connection = True

            def do_GET(self) -> None:
                self.do_POST()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/v1"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextlib.contextmanager
def served() -> Iterator[LyingServer]:
    server = LyingServer()
    try:
        yield server
    finally:
        server.close()


# answering as a good server does ---------------------------------------------------------------------------------


def honest(exchange: Exchange) -> None:
    {
        "/v1/models": lambda: exchange.json({"data": [{"id": "tiny"}, {"id": "small"}]}),
        "/v1/embeddings": lambda: exchange.json(embeddings(exchange.body["input"])),
        "/v1/rerank": lambda: exchange.json(ranking(exchange.body)),
        "/v1/chat/completions": lambda: (chat if exchange.body.get("stream") else yes_or_no)(exchange),
    }.get(exchange.path, lambda: exchange.json({"error": "File Not Found"}, 404))()


def vector_of(text: str) -> list[float]:
    vector = [0.0] * DIM
    for word in text.lower().split():
        vector[hashlib.sha256(word.strip(".,?!").encode()).digest()[0] % DIM] += 1.0
    return vector if any(vector) else [1.0] * DIM


def embeddings(texts: list[str]) -> dict[str, Any]:
    rows = [{"index": index, "embedding": vector_of(text)} for index, text in enumerate(texts)]
    return {"data": rows[::-1]}  # the protocol promises no order


def alike(question: str, passage: str) -> float:
    asked, said = ({word.strip(".,?!") for word in text.lower().split()} for text in (question, passage))
    return len(asked & said) / max(1, len(asked))


def ranking(body: dict[str, Any]) -> dict[str, Any]:
    results = [
        {"index": index, "relevance_score": alike(body["query"], passage)}
        for index, passage in enumerate(body["documents"])
    ]
    return {"results": sorted(results, key=lambda result: -result["relevance_score"])}


def part(text: str = "", finish: str | None = None, **delta: str) -> dict[str, Any]:
    said = {"content": text, **delta} if text or not delta else delta
    return {"choices": [{"index": 0, "delta": said, "finish_reason": finish}]}


def streaming(*texts: str, finish: str = "stop", pause_s: float = 0.0) -> Answering:
    def answer(exchange: Exchange) -> None:
        exchange.begin(Content_Type="text/event-stream", Connection="close")
        exchange.event({"choices": [{"delta": {"role": "assistant", "content": None}}]})
        for text in texts:
            exchange.event(part(text))
            time.sleep(pause_s)
        exchange.event(part(finish=finish))
        exchange.event({"choices": [], "usage": {"prompt_tokens": 12, "completion_tokens": len(texts)}})
        exchange.send(b"data: [DONE]\n\n")

    return answer


def chat(exchange: Exchange) -> None:
    streaming("Hello", ", ", "world", "!")(exchange)


def yes_or_no(exchange: Exchange) -> None:
    asked = exchange.body["messages"][-1]["content"]
    question, _, passage = asked.partition("<Document>: ")
    chance = min(0.98, max(0.02, alike(question.partition("<Query>: ")[2], passage)))
    likely = [{"token": " Yes", "logprob": _log(chance)}, {"token": "no", "logprob": _log(1 - chance)}]
    exchange.json({"choices": [{"logprobs": {"content": [{"top_logprobs": likely}]}}]})


def _log(chance: float) -> float:
    import math

    return math.log(chance)
