"""A web server on this machine that can do everything a bad day on the network brings."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Served:
    """One path of the server and how it misbehaves; each of the counted faults happens so many times.

    Attributes:
        content: The bytes.
        etag: Sent when not empty.
        ranges: Whether it understands Range.
        claims_length: Sent as Content-Length instead of the truth.
        length_known: Whether a Content-Length is sent at all.
        chunked: Sent in chunks, whose end is marked.
        break_after: Ends the connection after so many bytes of the body, `n_breaks` times.
        stall_after: Sends nothing more after so many bytes, `n_stalls` times.
        slice_s: Rest between two pieces of 1,000 bytes.
        statuses: Answers these, in order, before the real one.
        redirect: Answers 302 with this address.
        headers: Sent with every answer.
    """

    content: bytes = b""
    etag: str = ""
    ranges: bool = True
    claims_length: int | None = None
    length_known: bool = True
    chunked: bool = False
    break_after: int = 0
    n_breaks: int = 0
    stall_after: int = 0
    n_stalls: int = 0
    slice_s: float = 0.0
    statuses: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    redirect: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Web:
    """The running server: what it serves and what it was asked."""

    url: str
    paths: dict[str, Served] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def ranges_asked(self) -> list[str]:
        return [headers.get("Range", "") for _, headers in self.asked]


@contextmanager
def serving() -> Iterator[Web]:
    """Run a server on a free port of 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

        def do_GET(self) -> None:
            web.asked.append((self.path, dict(self.headers)))
            served = web.paths.get(self.path)
            if served is None:
                self.plain(404, {})
            elif served.statuses:
                self.plain(*served.statuses.pop(0))
            elif served.redirect:
                self.plain(302, {"Location": served.redirect} | served.headers)
            else:
                self.give(served)

        def plain(self, status: int, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def give(self, served: Served) -> None:
            start, total = 0, len(served.content)
            asked = self.headers.get("Range", "")
            same = self.headers.get("If-Range", served.etag) == served.etag
            if served.ranges and asked and same:
                start = int(asked.removeprefix("bytes=").removesuffix("-"))
                if start >= total:
                    self.plain(416, {"Content-Range": f"bytes */{total}"})
                    return
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{total - 1}/{total}")
            else:
                self.send_response(200)
            if served.etag:
                self.send_header("ETag", served.etag)
            for name, value in served.headers.items():
                self.send_header(name, value)
            body = served.content[start:]
            if served.chunked:
                self.send_header("Transfer-Encoding", "chunked")
            elif served.length_known:
                length = len(body) if served.claims_length is None else served.claims_length
                self.send_header("Content-Length", str(length))
            self.send_header("Connection", "close")
            self.close_connection = True
            self.end_headers()
            self.send(served, body)

        def send(self, served: Served, body: bytes) -> None:
            try:
                if served.chunked:
                    for first in range(0, len(body), 1000):
                        piece = body[first : first + 1000]
                        self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
                        time.sleep(served.slice_s)
                    self.wfile.write(b"0\r\n\r\n")
                elif served.n_breaks:
                    served.n_breaks -= 1
                    self.wfile.write(body[: served.break_after])
                elif served.n_stalls:
                    served.n_stalls -= 1
                    self.wfile.write(body[: served.stall_after])
                    self.wfile.flush()
                    stopped.wait(5)
                elif served.slice_s:
                    for first in range(0, len(body), 1000):
                        self.wfile.write(body[first : first + 1000])
                        time.sleep(served.slice_s)
                else:
                    self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                return

    stopped = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web = Web(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
