"""Collect drift: from recorded exchanges, and from a client at work."""

from __future__ import annotations

import logging
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from ledgerspan.cassettes.exchange import Exchange
from ledgerspan.errors import ConfigurationError
from ledgerspan.events import Event, EventKind
from ledgerspan.specs.address import locate
from ledgerspan.specs.bundle import APIS, Api

from .examiner import examine
from .findings import Kind, Place, Sighting, Tally
from .report import Report
from .values import token_of

if TYPE_CHECKING:
    from ledgerspan.cassettes.transport import Tap

_LOG = logging.getLogger("ledgerspan.drift")


class DriftReporter:
    """Hold answers against the shipped descriptions while a client works; never disturb it.

        reporter = DriftReporter(sample=0.1)
        books = Daftra("acme", api_key="...", transport=reporter.transport(), on_event=reporter)

    `transport()` sees whole answers; as `on_event` the reporter hears of members that the client
    could not read. Both may be used alone, and one reporter may serve many clients, threads and
    tasks. `sample` is the share of answers that is examined, `api` the only one to look at,
    `show_values` puts values into the findings instead of their shapes. A fault of the reporter
    itself is logged (`ledgerspan.drift`) and counted in the report, never raised.
    """

    def __init__(
        self,
        *,
        sample: float = 1.0,
        api: Api | None = None,
        show_values: bool = False,
        draw: Callable[[], float] = random.random,
    ) -> None:
        if not 0 < sample <= 1:
            raise ConfigurationError(f"sample is a share above 0, at most 1, not {sample!r}")
        if api is not None and api not in APIS:
            raise ConfigurationError(f"api is one of {', '.join(APIS)}, not {api!r}")
        self._sample = sample
        self._api = api
        self._show_values = show_values
        self._draw = draw
        self._lock = threading.Lock()
        self._tally = Tally()
        self._operations: Counter[str] = Counter()
        self._exchanges = self._undescribed = self._passed_over = self._failed = 0

    def transport(self, inner: Any = None) -> Tap:
        """Return a transport for `transport=`, of threads and of tasks, that lets this one see.

        `inner` is what it sends through; without it, what a client opens for itself.
        """
        # Found late: whoever reads files needs no HTTP.
        from ledgerspan.cassettes.transport import Tap  # noqa: PLC0415

        return Tap(self._watch, inner)

    def __call__(self, event: Event) -> None:
        """Take an event of a client, as `on_event`: mismatches are counted, all else passes."""
        if event.kind is EventKind.MISMATCH:
            self._guarded(self._hear, event)

    def observe(self, exchanges: Iterable[Exchange]) -> None:
        """Examine exchanges that were recorded, in their order, as far as they are of the APIs."""
        for exchange in exchanges:
            self._guarded(self._examine, exchange)

    def report(self) -> Report:
        """Return what was found so far."""
        with self._lock:
            return Report(
                findings=self._tally.findings(),
                operations=dict(sorted(self._operations.items())),
                exchanges=self._exchanges,
                undescribed=self._undescribed,
                passed_over=self._passed_over,
                failed=self._failed,
                untold=self._tally.untold,
            )

    def _watch(self, exchange: Exchange) -> None:
        """Examine an exchange of a client, if the sample wants it."""
        if self._sample >= 1 or self._draw() < self._sample:
            self._guarded(partial(self._examine, anywhere=True), exchange)

    def _examine(self, exchange: Exchange, *, anywhere: bool = False) -> None:
        found = examine(exchange, api=self._api, anywhere=anywhere, show_values=self._show_values)
        with self._lock:
            self._exchanges += 1
            if found is None:
                self._passed_over += 1
                return
            if found.operation is None:
                self._undescribed += 1
            else:
                self._operations[f"{found.place.api} {found.operation.id}"] += 1
            for sighting in found.sightings:
                self._tally.add(found.place, sighting, self._exchanges)

    def _hear(self, event: Event) -> None:
        """Count a mismatch; its message is not kept, since it may quote a value."""
        # Events of resources name no API: "incomes" are of both.
        operation = event.operation or "unknown"
        address = locate(operation.rpartition(" ")[2])
        place = Place(address.api if address else None, operation, None)
        pointer = _pointer_of(event.path or "")
        sighting = Sighting(kind=Kind.MISMATCH, pointer=pointer, seen="unreadable")
        with self._lock:
            self._tally.add(place, sighting, self._exchanges)

    def _guarded(self, work: Callable[[Any], None], subject: Any) -> None:
        try:
            work(subject)
        except Exception as fault:  # noqa: BLE001  # a reporter must not end a booking
            # Its text may quote what came, so only its kind is told.
            _LOG.warning("an exchange could not be examined: %s", type(fault).__name__)
            with self._lock:
                self._failed += 1


def _pointer_of(path: str) -> str:
    """Turn the JSON path of a mismatch, `$.data[3].Income.amount`, into a pointer."""
    tokens = path.removeprefix("$").replace("[", ".").replace("]", "").split(".")
    return "".join(f"/{token_of(token)}" for token in tokens if token)
