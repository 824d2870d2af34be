"""Stand between a client and the wire: watch what passes, or answer in its place.

Beside `ledgerspan.transport` the one module that names httpx, because what a client takes as
`transport=` has to be one of its transports.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from ledgerspan.errors import LedgerspanError
from ledgerspan.pool import Pool
from ledgerspan.transport import open_async_transport, open_transport, transport_error

from .exchange import Exchange, header_map

_LOG = logging.getLogger("ledgerspan.cassettes")
_TIME_LIMITS = {"connect": 5.0, "read": 60.0, "write": 60.0, "pool": 60.0}
# What belongs to one connection, or describes a body that is unpacked by now.
_OF_THE_WIRE = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-encoding",
        "content-length",
        "host",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)


class Tap(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Pass requests on, and show each exchange to a listener when its answer is whole.

    Works for threads and for tasks. `inner` is what is sent through; without it the transport that
    a client would open itself. What the listener raises is logged and goes no further: it watches.
    """

    def __init__(self, listener: Callable[[Exchange], object], inner: Any = None) -> None:
        self._listener = listener
        self._threads: Pool[httpx.BaseTransport] = Pool(inner, open_transport)
        self._tasks: Pool[httpx.AsyncBaseTransport] = Pool(inner, open_async_transport)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, read its answer, show both."""
        response = self._threads.opened().handle_request(request)
        response.read()
        self._show(request, response)
        return response

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, await its answer, show both."""
        response = await self._tasks.opened().handle_async_request(request)
        await response.aread()
        self._show(request, response)
        return response

    def close(self) -> None:
        """Close what was sent through by threads; a later request opens it again."""
        transport = self._threads.taken_out()
        if transport is not None:
            transport.close()

    async def aclose(self) -> None:
        """Close what was sent through by tasks; a later request opens it again."""
        transport = self._tasks.taken_out()
        if transport is not None:
            await transport.aclose()

    def _show(self, request: httpx.Request, response: httpx.Response) -> None:
        try:
            self._listener(_exchange(request, response))
        except Exception as fault:  # noqa: BLE001  # who listens must not end the call
            _LOG.warning("an exchange could not be shown: %s", type(fault).__name__)


class Answering(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answer every request by a function, without any wire."""

    def __init__(self, answer: Callable[[Exchange], Exchange]) -> None:
        self._answer = answer

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Give the answer of the function."""
        return self._response(request, request.read())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Give the answer of the function."""
        return self._response(request, await request.aread())

    def _response(self, request: httpx.Request, content: bytes) -> httpx.Response:
        answered = self._answer(
            Exchange(
                method=request.method,
                url=str(request.url),
                status=0,
                request_headers=header_map(request.headers.multi_items()),
                request_body=content,
            )
        )
        return httpx.Response(
            answered.status, headers=dict(answered.headers), content=answered.body or b""
        )


class Upstream:
    """Send on what a proxy was asked, to the service that it stands for."""

    def __init__(self, transport: httpx.BaseTransport | None = None) -> None:
        self._transport = open_transport() if transport is None else transport

    def send(
        self, method: str, url: str, headers: Mapping[str, str], content: bytes
    ) -> Exchange | LedgerspanError:
        """Return the exchange, or the error that came instead of an answer."""
        passed = {name: value for name, value in headers.items() if name not in _OF_THE_WIRE}
        passed["accept-encoding"] = "gzip, deflate"
        try:
            request = httpx.Request(
                method, url, headers=passed, content=content, extensions={"timeout": _TIME_LIMITS}
            )
            response = self._transport.handle_request(request)
            response.read()
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            return transport_error(fault)
        return _exchange(request, response)

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()


def _exchange(request: httpx.Request, response: httpx.Response) -> Exchange:
    received = header_map(response.headers.multi_items())
    return Exchange(
        method=request.method,
        url=str(request.url),
        status=response.status_code,
        request_headers=header_map(request.headers.multi_items()),
        request_body=request.content,
        headers={name: value for name, value in received.items() if name not in _OF_THE_WIRE},
        body=response.content,
    )
