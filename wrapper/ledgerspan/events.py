"""Tell what a client does: one value a happening, to `on_event` and to the log `ledgerspan`.

Events never hold a secret, a header or a body.

Traces need nothing of ours: `HTTPXClientInstrumentor().instrument()` of the extra `otel` gives a
span for each request of both kinds of client, retries and token requests included. It reaches the
transports that httpx opens; one given as `transport=` is wrapped in `SyncOpenTelemetryTransport`
or `AsyncOpenTelemetryTransport` first. Spans hold addresses with their queries, and headers only
if you ask for them: then name `authorization` and `apikey` among those to sanitize.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import StrEnum

import msgspec

_LOG = logging.getLogger("ledgerspan")
_LOG.addHandler(logging.NullHandler())


class EventKind(StrEnum):
    """Name what happened."""

    REQUEST = "request"
    RESPONSE = "response"
    RETRY = "retry"
    THROTTLE = "throttle"
    MISMATCH = "mismatch"
    PAGE = "page"


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Tell one happening; which fields are set depends on `kind`.

    `delay` and `elapsed` are seconds, `attempt` counts from 1, `path` is a JSON path, `page` and
    `records` belong to listings.
    """

    kind: EventKind
    operation: str | None = None
    method: str | None = None
    url: str | None = None
    status: int | None = None
    attempt: int | None = None
    delay: float | None = None
    elapsed: float | None = None
    path: str | None = None
    message: str | None = None
    page: int | None = None
    page_count: int | None = None
    records: int | None = None


class Announcer:
    """Send events to the log and to the listener, if there are any."""

    def __init__(self, listener: Callable[[Event], object] | None) -> None:
        self._listener = listener

    @property
    def listening(self) -> bool:
        """Tell whether building an event is worth its while."""
        return self._listener is not None or _LOG.isEnabledFor(logging.DEBUG)

    def announce(self, event: Event) -> None:
        """Pass one event on; an exception of the listener is the listener's and goes through."""
        level = logging.WARNING if event.kind is EventKind.MISMATCH else logging.DEBUG
        if _LOG.isEnabledFor(level):
            _LOG.log(level, "%s", event)
        if self._listener is not None:
            self._listener(event)
