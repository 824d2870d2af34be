"""Speak HTTP through httpx: open transports, build requests, translate faults.

With `session`, this is all that names httpx: moving to another library is moving these two.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode
from urllib.request import getproxies

import httpx

from ._version import __version__
from .call import Params
from .config import Timeout
from .errors import (
    ConfigurationError,
    LedgerspanError,
    TimeoutError,  # noqa: A004  # ours is also the builtin
    TransportError,
)
from .pipeline import Pipeline, Send

_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "keep-alive",
    "User-Agent": f"ledgerspan/{__version__}",
}

# Errors after which not one byte of the request can have reached the provider.
_UNSENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)


# As many connections as pages may be fetched ahead; idle ones are kept for the next listing.
_POOL = httpx.Limits(max_connections=100, max_keepalive_connections=64, keepalive_expiry=30.0)


@cache
def _tls() -> ssl.SSLContext:
    """Load the trusted certificates once for all clients: it takes 20 ms, a client 0.01 ms."""
    return httpx.create_ssl_context()


def open_transport() -> httpx.BaseTransport:
    """Open what threads send through."""
    # A transport alone: cookies, redirects and auth flows of `httpx.Client` take a fifth of a
    # call, and none of them is wanted here. Only it knows the proxies of the environment.
    if getproxies():
        return _Proxied(httpx.Client(verify=_tls(), limits=_POOL))
    return httpx.HTTPTransport(verify=_tls(), limits=_POOL)


def open_async_transport() -> httpx.AsyncBaseTransport:
    """Open what tasks send through."""
    if getproxies():
        return _AsyncProxied(httpx.AsyncClient(verify=_tls(), limits=_POOL))
    return httpx.AsyncHTTPTransport(verify=_tls(), limits=_POOL)


class _Proxied(httpx.BaseTransport):
    """Send through a client that honours HTTPS_PROXY, NO_PROXY and their kin."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._client.send(request, stream=True)

    def close(self) -> None:
        self._client.close()


class _AsyncProxied(httpx.AsyncBaseTransport):
    """Send through a client that honours HTTPS_PROXY, NO_PROXY and their kin."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._client.send(request, stream=True)

    async def aclose(self) -> None:
        await self._client.aclose()


def refuse_transport(given: object, wanted: type) -> None:
    """Raise ConfigurationError for a transport of the other kind: threads' for tasks, or back."""
    if given is not None and not isinstance(given, wanted):
        raise ConfigurationError(
            f"transport must be an httpx.{wanted.__name__}, not {type(given).__name__}"
        )


def time_limits(timeout: Timeout) -> dict[str, Mapping[str, float]]:
    """Return the request extension that httpx reads time limits from; seconds."""
    return {
        "timeout": {
            "connect": timeout.connect,
            "read": timeout.read,
            "write": timeout.write,
            "pool": timeout.pool,
        }
    }


def request_of(pipeline: Pipeline, step: Send, limits: Mapping[str, Any]) -> httpx.Request:
    """Build the request of a step; only here do secrets stand in the open."""
    # Built directly: `Client.build_request` merges URLs, cookies and headers, which costs a third
    # of a call, and these APIs need no cookies (observation 2).
    call = step.call
    url = pipeline.base_url + call.url
    headers = _HEADERS | dict(call.headers or {})
    always: Mapping[str, str] = {}
    if step.header is not None:
        headers |= {**pipeline.auth.beside, **pipeline.headers}
        headers[step.header[0]] = step.header[1].reveal()
        always = pipeline.params
    if call.params or always:
        url += "?" + _query(call.params, always)
    return httpx.Request(
        call.method, url, headers=headers, content=call.content, extensions=dict(limits)
    )


def _query(params: Params | None, always: Mapping[str, str]) -> str:
    """Write the query; what is `always` sent replaces what a call says of the same name."""
    pairs = params.items() if isinstance(params, Mapping) else params or ()
    sent = [
        # Flags are written as in JSON: "True" is refused.
        (name, str(value).lower() if isinstance(value, bool) else value)
        for name, value in pairs
        if name not in always
    ]
    # Filters in brackets have to arrive in brackets (observation 5: v2 filters).
    return urlencode([*sent, *always.items()], doseq=True, safe="[]")


def transport_error(fault: Exception) -> LedgerspanError:
    """Translate a fault of the HTTP library; its text names hosts, never headers or bodies."""
    if isinstance(fault, httpx.InvalidURL):
        return ConfigurationError(f"the address cannot be used: {fault}")
    sent = not isinstance(fault, _UNSENT)
    what = str(fault) or type(fault).__name__
    if isinstance(fault, httpx.TimeoutException):
        return TimeoutError(f"no answer in time: {what}", sent=sent)
    where = "the connection broke after sending" if sent else "no connection"
    return TransportError(f"{where}: {what}", sent=sent)
