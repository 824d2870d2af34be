"""Serve plain HTTP on this machine with nothing but the standard library.

Loopback only: a proxy that holds somebody's credentials, or the books of a company, is nobody
else's business.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast

from ledgerspan.errors import ConfigurationError

from .exchange import Exchange, header_map

LOOPBACK = "127.0.0.1"
Answer = Callable[[Exchange], Exchange]


class LocalServer:
    """Hold a port of this machine (0: any free one), and answer there once it is started.

    Raises ConfigurationError for a port that somebody else has.
    """

    def __init__(self, port: int = 0) -> None:
        try:
            self._server = _Server((LOOPBACK, port), _Handler)
        except OSError as fault:
            raise ConfigurationError(f"port {port} cannot be used: {fault.strerror}") from None
        self.url = f"http://{LOOPBACK}:{self._server.server_address[1]}"
        self._thread: threading.Thread | None = None

    def start(self, answer: Answer) -> Self:
        """Answer requests by a function, each in a thread of its own; return the server."""
        self._server.answer = answer
        # A short poll: closing waits for the next one.
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="ledgerspan-local", daemon=True
        )
        self._thread.start()
        return self

    def close(self) -> None:
        """Close the port; requests that are being answered may end."""
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    # Idle connections that clients keep must not hold up the end.
    daemon_threads = True
    block_on_close = False
    # As many callers as a client has connections.
    request_queue_size = 100
    answer: Answer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body in one packet: the body would wait for the head to be acknowledged.
    wbufsize = -1
    disable_nagle_algorithm = True
    timeout = 60

    def _serve(self) -> None:
        headers = header_map(self.headers.items())
        if "transfer-encoding" in headers:
            self.close_connection = True
            self.send_error(411, "say the length of the body")
            return
        content = self.rfile.read(int(headers.get("content-length") or 0))
        answered = cast("_Server", self.server).answer(
            Exchange(
                method=self.command,
                url=f"http://{headers.get('host', LOOPBACK)}{self.path}",
                status=0,
                request_headers=headers,
                request_body=content,
            )
        )
        body = answered.body or b""
        self.send_response_only(answered.status)
        for name, value in answered.headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def __getattr__(self, name: str) -> Any:
        # Every method is served alike; the base class looks for `do_<METHOD>`.
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  # as it is called
        """Say nothing: addresses may hold what is nobody's business."""
