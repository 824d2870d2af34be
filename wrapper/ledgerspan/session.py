"""Do what the pipeline decides, in a thread or in an event loop. Nothing else names httpx.

`Session` and `AsyncSession` stand line by line beside each other.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any, TypeVar
from urllib.parse import urlencode
from urllib.request import getproxies

import httpx

from ._version import __version__
from .auth import Header
from .call import Call, Flow
from .config import Timeout
from .errors import (
    AmbiguousWriteError,
    ConfigurationError,
    LedgerspanError,
    TimeoutError,  # noqa: A004  # ours is also the builtin
    TransportError,
)
from .pipeline import Authorize, Pipeline, Send, Steps

T = TypeVar("T")

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


class Session:
    """Send calls from threads; one connection pool, made when it is first needed."""

    def __init__(self, pipeline: Pipeline) -> None:
        _refuse_transport(pipeline.options.transport, httpx.BaseTransport)
        self.pipeline = pipeline
        self._transport: httpx.BaseTransport | None = None
        self._lock = threading.Lock()
        self._token_lock = threading.Lock()
        self._limits = _time_limits(pipeline.options.timeout)

    def run(self, flow: Flow[T]) -> T:
        """Drive a resource operation to its result."""
        try:
            call = next(flow)
            while True:
                try:
                    answer = self.send(call)
                except LedgerspanError as fault:
                    call = flow.throw(fault)
                else:
                    call = flow.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result
        except AmbiguousWriteError as error:
            if (lookup := error.lookup) is not None:
                error._look = lambda: self.run(lookup())  # noqa: SLF001
            raise

    def send(self, call: Call) -> httpx.Response:
        """Send one call through the pipeline."""
        answer: httpx.Response = self._drive(self.pipeline.exchange(call))
        return answer

    def request(self, **kwargs: Any) -> httpx.Response:
        """Serve the generated functions, which call this as if it were an `httpx.Client`."""
        call = self.pipeline.call_of(kwargs)
        answer = self.send(call)
        answer.extensions["on_mismatch"] = self.pipeline.mismatch_reporter(call.operation)
        return answer

    def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        with self._lock:
            transport, self._transport = self._transport, None
        if transport is not None:
            transport.close()

    def _drive(self, steps: Steps) -> Any:
        try:
            step = next(steps)
            while True:
                if isinstance(step, Send):
                    step = steps.send(self._transmit(step))
                elif isinstance(step, Authorize):
                    step = steps.send(self._authorize())
                else:
                    time.sleep(step.seconds)
                    step = next(steps)
        except StopIteration as end:
            return end.value

    def _authorize(self) -> Header:
        header = self.pipeline.auth.header()
        if header is not None:
            return header
        with self._token_lock:
            fetched: Header = self._drive(self.pipeline.fetch_token())
            return fetched

    def _transmit(self, step: Send) -> httpx.Response | LedgerspanError:
        try:
            request = _request(self.pipeline, step, self._limits)
            answer = self._connected().handle_request(request)
            answer.request = request
            try:
                answer.read()
            finally:
                answer.close()
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            return _transport_error(fault)
        return answer

    def _connected(self) -> httpx.BaseTransport:
        with self._lock:
            if self._transport is None:
                self._transport = self.pipeline.options.transport or _transport()
            return self._transport


class AsyncSession:
    """Send calls from tasks of an asyncio loop; the twin of Session."""

    def __init__(self, pipeline: Pipeline) -> None:
        _refuse_transport(pipeline.options.transport, httpx.AsyncBaseTransport)
        self.pipeline = pipeline
        self._transport: httpx.AsyncBaseTransport | None = None
        # Imported late: asyncio takes as long to import as msgspec, and threads need none of it.
        self._asyncio = import_module("asyncio")
        self._token_lock = self._asyncio.Lock()
        self._limits = _time_limits(pipeline.options.timeout)

    async def run(self, flow: Flow[T]) -> T:
        """Drive a resource operation to its result."""
        try:
            call = next(flow)
            while True:
                try:
                    answer = await self.send(call)
                except LedgerspanError as fault:
                    call = flow.throw(fault)
                else:
                    call = flow.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result
        except AmbiguousWriteError as error:
            if (lookup := error.lookup) is not None:
                error._look = lambda: self.run(lookup())  # noqa: SLF001
            raise

    async def send(self, call: Call) -> httpx.Response:
        """Send one call through the pipeline."""
        answer: httpx.Response = await self._drive(self.pipeline.exchange(call))
        return answer

    async def request(self, **kwargs: Any) -> httpx.Response:
        """Serve the generated functions, which call this as if it were an `httpx.AsyncClient`."""
        call = self.pipeline.call_of(kwargs)
        answer = await self.send(call)
        answer.extensions["on_mismatch"] = self.pipeline.mismatch_reporter(call.operation)
        return answer

    async def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        transport, self._transport = self._transport, None
        if transport is not None:
            await transport.aclose()

    async def _drive(self, steps: Steps) -> Any:
        try:
            step = next(steps)
            while True:
                if isinstance(step, Send):
                    step = steps.send(await self._transmit(step))
                elif isinstance(step, Authorize):
                    step = steps.send(await self._authorize())
                else:
                    await self._asyncio.sleep(step.seconds)
                    step = next(steps)
        except StopIteration as end:
            return end.value

    async def _authorize(self) -> Header:
        header = self.pipeline.auth.header()
        if header is not None:
            return header
        async with self._token_lock:
            fetched: Header = await self._drive(self.pipeline.fetch_token())
            return fetched

    async def _transmit(self, step: Send) -> httpx.Response | LedgerspanError:
        try:
            request = _request(self.pipeline, step, self._limits)
            answer = await self._connected().handle_async_request(request)
            answer.request = request
            try:
                await answer.aread()
            finally:
                await answer.aclose()
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            return _transport_error(fault)
        return answer

    def _connected(self) -> httpx.AsyncBaseTransport:
        if self._transport is None:
            self._transport = self.pipeline.options.transport or _async_transport()
        return self._transport


# As many connections as pages may be fetched ahead; idle ones are kept for the next listing.
_POOL = httpx.Limits(max_connections=100, max_keepalive_connections=64, keepalive_expiry=30.0)


@cache
def _tls() -> ssl.SSLContext:
    """Load the trusted certificates once for all clients: it takes 20 ms, a client 0.01 ms."""
    return httpx.create_ssl_context()


def _transport() -> httpx.BaseTransport:
    # A transport alone: cookies, redirects and auth flows of `httpx.Client` take a fifth of a
    # call, and none of them is wanted here. Only it knows the proxies of the environment.
    if getproxies():
        return _Proxied(httpx.Client(verify=_tls(), limits=_POOL))
    return httpx.HTTPTransport(verify=_tls(), limits=_POOL)


def _async_transport() -> httpx.AsyncBaseTransport:
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


def _refuse_transport(given: object, wanted: type) -> None:
    if given is not None and not isinstance(given, wanted):
        raise ConfigurationError(
            f"transport must be an httpx.{wanted.__name__}, not {type(given).__name__}"
        )


def _time_limits(timeout: Timeout) -> dict[str, Mapping[str, float]]:
    return {
        "timeout": {
            "connect": timeout.connect,
            "read": timeout.read,
            "write": timeout.write,
            "pool": timeout.pool,
        }
    }


def _request(pipeline: Pipeline, step: Send, limits: Mapping[str, Any]) -> httpx.Request:
    # Built directly: `Client.build_request` merges URLs, cookies and headers, which costs a third
    # of a call, and these APIs need no cookies (observation 2).
    call = step.call
    url = pipeline.base_url + call.url
    headers = _HEADERS | dict(call.headers or {})
    params = call.params
    if step.header is not None:
        headers |= pipeline.headers
        headers[step.header[0]] = step.header[1].reveal()
        if pipeline.params:
            params = {**(params or {}), **pipeline.params}
    if params:
        url += "?" + urlencode(params, doseq=True)
    return httpx.Request(
        call.method, url, headers=headers, content=call.content, extensions=dict(limits)
    )


def _transport_error(fault: Exception) -> LedgerspanError:
    """Translate a fault of the HTTP library; its text names hosts, never headers or bodies."""
    if isinstance(fault, httpx.InvalidURL):
        return ConfigurationError(f"the address cannot be used: {fault}")
    sent = not isinstance(fault, _UNSENT)
    what = str(fault) or type(fault).__name__
    if isinstance(fault, httpx.TimeoutException):
        return TimeoutError(f"no answer in time: {what}", sent=sent)
    where = "the connection broke after sending" if sent else "no connection"
    return TransportError(f"{where}: {what}", sent=sent)
