"""Decide whether and when to ask again: values in, a delay out. No clock, no I/O.

fault ── read? ──no──> only if it provably never left
  └──yes──> transient? ──> exponential backoff with full jitter, never less than Retry-After
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec

from .errors import LedgerspanError, ResponseError, TransportError, UnexpectedResponseError

# 408 and 425 ask for a repetition, 429 for a later one; 500 to 504 are what proxies and restarts
# give (Nuvio's Errors page calls 502 safe to repeat). 501 and 505 would say the same again.
RETRIED_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})

# Answers after which a write may or may not have happened: the server, or a proxy before it,
# gave up on a request that had been passed on.
AMBIGUOUS_STATUSES = frozenset({408, 502, 504})


class RetryPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """Set how often and how patiently reads are repeated; times in seconds.

    The wait before attempt n+1 is drawn evenly from 0 to `base * 2**(n-1)`, at most `cap`
    (full jitter). A `Retry-After` of up to `retry_after_cap` is waited for in full; a longer one
    is not waited for at all: the error says when to come back.
    """

    attempts: int = 4
    base: float = 0.5
    cap: float = 20.0
    retry_after_cap: float = 60.0

    def __post_init__(self) -> None:
        """Refuse figures that make no policy."""
        if self.attempts < 1:
            raise ValueError(f"attempts must be at least 1, not {self.attempts}")
        if min(self.base, self.cap, self.retry_after_cap) < 0:
            raise ValueError("base, cap and retry_after_cap are seconds: none is negative")


NO_RETRY = RetryPolicy(attempts=1)


def retry_delay(
    fault: LedgerspanError,
    *,
    attempt: int,
    read: bool,
    policy: RetryPolicy,
    draw: Callable[[], float],
) -> float | None:
    """Return the seconds to wait before the next attempt, or None to give up.

    `attempt` counts from 1; `draw` gives a number from 0 to 1.
    """
    if attempt >= policy.attempts or not may_repeat(fault, read=read):
        return None
    backoff = draw() * min(policy.cap, policy.base * 2.0 ** min(attempt - 1, 60))
    asked = fault.retry_after if isinstance(fault, ResponseError) else None
    if asked is None:
        return backoff
    return None if asked > policy.retry_after_cap else max(asked, backoff)


def may_repeat(fault: LedgerspanError, *, read: bool) -> bool:
    """Tell whether repeating can help and cannot book twice."""
    if isinstance(fault, TransportError):
        return read or not fault.sent
    if not read or not isinstance(fault, ResponseError):
        return False
    if isinstance(fault, UnexpectedResponseError):
        # A broken 2xx body is worth a second look; a redirect or a login page stays what it is.
        return 200 <= fault.status < 300  # noqa: PLR2004
    return fault.status in RETRIED_STATUSES


def is_ambiguous(fault: LedgerspanError) -> bool:
    """Tell whether a write that ended so may have happened."""
    if isinstance(fault, TransportError):
        return fault.sent
    if isinstance(fault, UnexpectedResponseError):
        return 200 <= fault.status < 300  # noqa: PLR2004
    return isinstance(fault, ResponseError) and fault.status in AMBIGUOUS_STATUSES


def read_retry_after(text: str | None, now: datetime | None = None) -> float | None:
    """Read a Retry-After header: seconds or an HTTP date; None for anything else."""
    if text is None:
        return None
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
