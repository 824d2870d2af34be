"""Hold the connections that several sessions of a client share."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

P = TypeVar("P")


class Pool(Generic[P]):
    """Hold the transport that sessions share, opened when it is first needed."""

    def __init__(self, given: P | None, open_new: Callable[[], P]) -> None:
        self._given = given
        self._open_new = open_new
        self._transport: P | None = None
        self._lock = threading.Lock()

    def opened(self) -> P:
        """Return the transport, opened now if there is none."""
        with self._lock:
            if self._transport is None:
                self._transport = self._given or self._open_new()
            return self._transport

    def taken_out(self) -> P | None:
        """Return the transport to close, and forget it; the next call opens another."""
        with self._lock:
            transport, self._transport = self._transport, None
            return transport
