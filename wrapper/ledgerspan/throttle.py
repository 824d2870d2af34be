"""Keep a client within a rate: one bucket shared by all threads and tasks of a client.

The decision is pure (`reserve` of a `Bucket` at a time); `Throttle` adds the lock and the clock.
A rate that several clients or processes share is a `SharedRateLimit` (`ledgerspan.shared_rate`).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Protocol

import msgspec


class Pace(Protocol):
    """Say what the pipeline asks before every request."""

    def waits(self) -> Iterator[float]:
        """Yield the seconds to wait, each waited before the next is asked; end when it is time."""


class RateLimit(msgspec.Struct, frozen=True, kw_only=True):
    """Allow `calls` requests in each `seconds`, evenly refilled, with bursts up to `calls`.

    Neither provider publishes a limit (behaviours, "rate limits"), so there is none by default.
    """

    calls: int
    seconds: float = 1.0

    def __post_init__(self) -> None:
        """Refuse figures that make no rate."""
        if self.calls < 1 or not self.seconds > 0:
            raise ValueError(f"a rate needs calls >= 1 and seconds > 0, not {self}")


class Bucket(msgspec.Struct, frozen=True):
    """Hold how many calls are left at a time; below zero, the calls that already wait."""

    left: float
    at: float


def reserve(bucket: Bucket, limit: RateLimit, now: float) -> tuple[float, Bucket]:
    """Take one call; return the seconds to wait for it and the bucket after it."""
    rate = limit.calls / limit.seconds
    refilled = min(float(limit.calls), bucket.left + max(0.0, now - bucket.at) * rate)
    left = refilled - 1.0
    return max(0.0, -left / rate), Bucket(left, max(now, bucket.at))


class Throttle:
    """Share one bucket among threads and tasks; waiting is left to the caller."""

    def __init__(
        self, limit: RateLimit | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit = limit
        self._clock = clock
        self._lock = threading.Lock()
        self._bucket = Bucket(float(limit.calls) if limit else 0.0, clock())

    def reserve(self) -> float:
        """Take one call and return the seconds to wait before making it."""
        if self._limit is None:
            return 0.0
        with self._lock:
            delay, self._bucket = reserve(self._bucket, self._limit, self._clock())
        return delay

    def waits(self) -> Iterator[float]:
        """Yield the one wait that a reserved call has, if it has any."""
        if delay := self.reserve():
            yield delay


def throttle_of(limit: RateLimit | Pace | None) -> Pace:
    """Return a bucket of its own for a RateLimit; what keeps a pace itself, as it is."""
    return Throttle(limit) if limit is None or isinstance(limit, RateLimit) else limit
