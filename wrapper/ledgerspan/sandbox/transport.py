"""Reach the sandbox without a socket: one httpx transport for sync and async clients.

The only module of the sandbox that knows httpx.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import CancelledError, Future
from typing import Any

import httpx
from starlette.types import ASGIApp, Message, Scope

from ledgerspan.sandbox.application import ConnectionLostError
from ledgerspan.sandbox.engine import ClosedError, Engine

_Answered = tuple[int, list[tuple[bytes, bytes]], bytes]


class SandboxTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Hand requests to the application on the sandbox's loop, whatever host they name.

    Works in plain code, in threads and inside a running event loop. The read timeout of the
    client is kept: an answer that comes later raises `httpx.ReadTimeout`.
    """

    def __init__(self, app: ASGIApp, engine: Engine) -> None:
        self._app = app
        self._engine = engine

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and wait for its answer."""
        body = request.read()
        future = self._submit(request, body)
        try:
            return _response(future.result(_read_timeout(request)))
        except TimeoutError:
            future.cancel()
            raise httpx.ReadTimeout("the sandbox took too long", request=request) from None
        except CancelledError:
            raise httpx.ReadError("the sandbox was closed", request=request) from None
        except ConnectionLostError as lost:
            raise _transport_error(lost, request) from None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and await its answer."""
        body = await request.aread()
        future = self._submit(request, body)
        try:
            async with asyncio.timeout(_read_timeout(request)):
                return _response(await asyncio.wrap_future(future))
        except TimeoutError:
            raise httpx.ReadTimeout("the sandbox took too long", request=request) from None
        except ConnectionLostError as lost:
            raise _transport_error(lost, request) from None

    def _submit(self, request: httpx.Request, body: bytes) -> "Future[_Answered]":
        try:
            return self._engine.submit(_call(self._app, _scope(request), body))
        except ClosedError as closed:
            raise httpx.ConnectError(str(closed), request=request) from None


def _call(app: ASGIApp, scope: Scope, body: bytes) -> Coroutine[Any, Any, _Answered]:
    async def call() -> _Answered:
        start: Message = {}
        chunks: list[bytes] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                chunks.append(message.get("body", b""))

        await app(scope, receive, send)
        return start["status"], start["headers"], b"".join(chunks)

    return call()


def _scope(request: httpx.Request) -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.split(b"?")[0],
        "query_string": request.url.query,
        "root_path": "",
        "server": (request.url.host, request.url.port),
        "client": None,
    }


def _read_timeout(request: httpx.Request) -> float | None:
    timeout: dict[str, float | None] = request.extensions.get("timeout", {})
    return timeout.get("read")


def _response(answered: _Answered) -> httpx.Response:
    status, headers, body = answered
    return httpx.Response(status, headers=headers, content=body)


def _transport_error(lost: ConnectionLostError, request: httpx.Request) -> httpx.TransportError:
    if lost.fault == "refuse":
        return httpx.ConnectError("the sandbox refused the connection", request=request)
    return httpx.ReadError("the sandbox lost the connection", request=request)
