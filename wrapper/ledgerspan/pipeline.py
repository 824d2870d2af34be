"""Decide how a call goes from its first attempt to its answer or its error.

    throttle ─> authorize ─> send ─> judge ─┬─ fine ────────────────────────────> answer
       ^                                    ├─ 401, renewable: renew, once ─┐
       └────────── wait <── retry? <────────┴─ fault ── no more ──> error   │
       └────────────────────────────────────────────────────────────────────┘

`exchange` yields what it wants done (Wait, Authorize, Send) and is sent what came of it; the
sessions do it, sync and async, and decide nothing.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Mapping
from copy import copy
from typing import Any, NamedTuple

import msgspec

from .auth import Auth, Header
from .call import Answer, Call
from .config import Options, Timeout
from .errors import (
    AmbiguousWriteError,
    AuthenticationError,
    LedgerspanError,
    ResponseError,
    ServerError,
    TransportError,
)
from .events import Announcer, Event, EventKind
from .judge import Failure, answer_error
from .retry import RetryPolicy, is_ambiguous, retry_delay
from .throttle import throttle_of

Judge = Callable[[Call, Answer], Failure | None]


class Wait(NamedTuple):
    """Ask the session to sleep."""

    seconds: float


class Authorize(NamedTuple):
    """Ask the session for the header to send; it fetches a token first where one is needed."""


class Send(NamedTuple):
    """Ask the session to send a call; it gives back the answer or the transport's error."""

    call: Call
    header: Header | None


Steps = Generator[Wait | Authorize | Send, Any, Any]


class Pipeline:
    """Hold the address, the policies and the state that all calls of one client share."""

    def __init__(
        self,
        *,
        base_url: str,
        auth: Auth,
        judge: Judge,
        is_read: Callable[[str, str], bool],
        options: Options,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        # What goes with every call but those that fetch a token.
        self.params = params or {}
        self.headers = headers or {}
        self.base_url = base_url
        self.auth = auth
        self.options = options
        self.announcer = Announcer(options.on_event)
        self._judge = judge
        self._is_read = is_read
        self._throttle = throttle_of(options.rate_limit)
        self._draw = random.random

    def with_policies(self, *, timeout: Timeout, retry: RetryPolicy) -> Pipeline:
        """Return a pipeline that shares everything with this one but these policies."""
        other = copy(self)
        other.options = msgspec.structs.replace(self.options, timeout=timeout, retry=retry)
        return other

    def exchange(self, call: Call, *, anonymous: bool = False) -> Steps:
        """Decide step by step; return the answer or raise. `anonymous` calls carry no header."""
        attempt, renewed = 1, anonymous
        header: Header | None = None
        while True:
            for delay in self._throttle.waits():
                self.tell(call, EventKind.THROTTLE, delay=delay)
                yield Wait(delay)
            if not anonymous:
                header = yield Authorize()
            self.tell(call, EventKind.REQUEST, attempt=attempt)
            started = time.monotonic()
            outcome = yield Send(call, header)
            fault = self._fault(call, outcome, attempt, started)
            if fault is None:
                return outcome
            if isinstance(fault, AuthenticationError) and not renewed and header is not None:
                renewed = True
                if self.auth.refused(header):
                    # A 401 proves that nothing happened, so even a write is sent again, once.
                    continue
            pause = retry_delay(
                fault, attempt=attempt, read=call.read, policy=self.options.retry, draw=self._draw
            )
            if pause is None:
                raise _ending(call, fault, attempt)
            self.tell(
                call,
                EventKind.RETRY,
                attempt=attempt,
                delay=pause,
                message=type(fault).__name__,
            )
            yield Wait(pause)
            attempt += 1

    def fetch_token(self) -> Steps:
        """Fetch tokens until there is a header; return it. The auth knows what is left to try."""
        self.auth.recall()
        while (header := self.auth.header()) is None:
            call = self.auth.token_call()
            if call is None:
                raise AssertionError("an auth without a header must know how to fetch one")
            try:
                answer = yield from self.exchange(call, anonymous=True)
            except LedgerspanError as fault:
                if not self.auth.failed(call, fault):
                    raise
                continue
            self.auth.accept(answer.content)
        return header

    def call_of(self, kwargs: Mapping[str, Any]) -> Call:
        """Read the keyword arguments that generated code gives to `httpx.Client.request`."""
        method, url = kwargs["method"].upper(), kwargs["url"]
        return Call(
            method=method,
            url=url,
            operation=f"{method} {url}",
            read=self._is_read(method, url),
            params=kwargs.get("params"),
            headers=kwargs.get("headers"),
            content=kwargs.get("content"),
        )

    def tell(self, call: Call, kind: EventKind, **facts: Any) -> None:
        """Announce an event of a call, if anybody listens."""
        if self.announcer.listening:
            self.announcer.announce(
                Event(
                    kind=kind,
                    operation=call.operation,
                    method=call.method.upper(),
                    url=self.base_url + call.url,
                    **facts,
                )
            )

    def mismatch_reporter(self, operation: str) -> Callable[[Any], None]:
        """Return what generated decoders tell their mismatches to."""

        def report(mismatch: Any) -> None:
            self.announcer.announce(
                Event(
                    kind=EventKind.MISMATCH,
                    operation=operation,
                    path=mismatch.path,
                    message=mismatch.message,
                )
            )

        return report

    def _fault(
        self, call: Call, outcome: Any, attempt: int, started: float
    ) -> LedgerspanError | None:
        if isinstance(outcome, LedgerspanError):
            return outcome
        self.tell(
            call,
            EventKind.RESPONSE,
            attempt=attempt,
            status=outcome.status_code,
            elapsed=time.monotonic() - started,
        )
        failure = self._judge(call, outcome)
        if failure is None:
            return None
        return answer_error(
            failure,
            call,
            outcome,
            base_url=self.base_url,
            attempts=attempt,
            secrets=self.auth.secrets,
        )


def _ending(call: Call, fault: LedgerspanError, attempts: int) -> LedgerspanError:
    """Return the error that a caller gets when no attempt is left."""
    if isinstance(fault, TransportError | ResponseError):
        fault.attempts = attempts
    if call.read or not is_ambiguous(fault):
        if not call.read and isinstance(fault, ServerError):
            fault.add_note("The server failed while writing: look before you send this again.")
        return fault
    error = AmbiguousWriteError(
        f"{call.operation} may or may not have happened: {fault}\n"
        "  It was not repeated, because it could then happen twice. "
        "error.resolve() looks whether it is there.",
        operation=call.operation,
        cause=fault,
    )
    error.__cause__ = fault
    return error
