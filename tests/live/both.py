"""Speak to sync and async clients with the same words, so that one test is about both."""

import inspect
from collections.abc import Callable
from typing import Any, Protocol

import httpx
from ledgerspan import RetryPolicy
from ledgerspan.sandbox import LoggedRequest, Sandbox

AT_ONCE = RetryPolicy(attempts=3, base=0, cap=0)
"""Three attempts without a pause between them."""


class Opened(Protocol):
    """Make a client of the test's sandbox; it is closed when the test ends."""

    def __call__(self, provider: str, kind: str, company: int = 0, **options: Any) -> Any:
        """Make it."""


def make(box: Sandbox, provider: str, kind: str, company: int = 0, **options: Any) -> Any:
    """Make a client: `provider` is "daftra" or "nuvio", `kind` "sync" or "async"."""
    maker: Callable[..., Any] = getattr(box, provider if kind == "sync" else f"async_{provider}")
    return maker(company, **options)


async def settled(value: Any) -> Any:
    """Return what a call gives, awaited where the client is an async one."""
    return await value if inspect.isawaitable(value) else value


async def gathered(things: Any) -> list[Any]:
    """Return everything that an iterator gives, sync or async."""
    if hasattr(things, "__aiter__"):
        return [thing async for thing in things]
    return list(things)


def asked(box: Sandbox, method: str | None = None, path: str = "") -> list[LoggedRequest]:
    """Return the requests that the sandbox has seen, narrowed by method and a part of the path."""
    return [
        request
        for request in box.requests
        if method in (None, request.method) and path in request.path
    ]


def stored(box: Sandbox) -> int:
    """Count the requests that changed a record."""
    return sum(request.stored for request in box.requests)


def never_reached() -> httpx.MockTransport:
    """Return a transport for tests in which nothing may be sent."""

    def refuse(request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"{request.method} {request.url} was sent")

    return httpx.MockTransport(refuse)


class Wiretap(httpx.BaseTransport):
    """Pass requests on and keep them, credentials and all."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._transport = transport
        self.requests: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Keep the request, pass it on."""
        self.requests.append(request)
        return self._transport.handle_request(request)
