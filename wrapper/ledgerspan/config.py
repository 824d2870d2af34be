"""Read and check what a client is configured with; refuse in words what cannot work."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any, Self

import msgspec

from .errors import ConfigurationError
from .retry import RetryPolicy
from .throttle import Pace, RateLimit

# RFC 9110: what a header value may hold; a pasted line break or blank is the usual accident.
_HEADER_SAFE = re.compile(r"[\x21-\x7e]+")


class Secret(str):
    """Hold a credential that never shows itself: repr and str are masked, `reveal()` is not."""

    __slots__ = ()

    def reveal(self) -> str:
        """Return the credential itself; for the wire only."""
        return str.__str__(self)

    def __str__(self) -> str:
        return "***"

    def __repr__(self) -> str:
        return "Secret('***')"

    def __format__(self, spec: str) -> str:
        return format("***", spec)

    @classmethod
    def of(cls, name: str, value: object) -> Self:
        """Check a credential without ever quoting it."""
        if not isinstance(value, str) or not value:
            raise ConfigurationError(f"{name} is empty or no text: give the value as one string")
        if value != value.strip() or not _HEADER_SAFE.fullmatch(value):
            raise ConfigurationError(
                f"{name} holds a blank, a line break or a character that no key has; "
                "it was probably pasted with something around it"
            )
        return cls(value)


class Timeout(msgspec.Struct, frozen=True, kw_only=True):
    """Set time limits in seconds.

    They hold for connecting, between two pieces read or written, and for a free connection of the
    pool. Single reads of the live API take 1 to 3 s (observation 2).
    """

    connect: float = 5.0
    read: float = 30.0
    write: float = 30.0
    pool: float = 30.0

    def __post_init__(self) -> None:
        """Refuse limits that would fail every request."""
        if min(self.connect, self.read, self.write, self.pool) <= 0:
            raise ConfigurationError(f"time limits are positive seconds, not {self}")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """Hold the options that all four clients share; see `ledgerspan.client`."""

    timeout: Timeout = Timeout()
    retry: RetryPolicy = RetryPolicy()
    rate_limit: RateLimit | Pace | None = None
    page_size: int | None = None
    prefetch: int = 0
    transport: Any = None
    on_event: Callable[[Any], object] | None = None

    def __post_init__(self) -> None:
        """Refuse figures that cannot work."""
        check_prefetch(self.prefetch)


def options_of(
    *,
    timeout: float | Timeout | None,
    retry: RetryPolicy | int | None,
    rate_limit: RateLimit | Pace | None,
    page_size: int | None,
    prefetch: int,
    transport: Any,
    on_event: Callable[[Any], object] | None,
) -> Options:
    """Read the shorthands: a number for the read time limit, a number of attempts for retry."""
    return Options(
        timeout=timeout_of(timeout) or Timeout(),
        retry=retry_of(retry) or RetryPolicy(),
        rate_limit=rate_limit,
        page_size=page_size,
        prefetch=prefetch,
        transport=transport,
        on_event=on_event,
    )


def timeout_of(timeout: float | Timeout | None) -> Timeout | None:
    """Read a number as the time limit, in seconds, for reading and for writing."""
    if isinstance(timeout, int | float):
        return Timeout(read=float(timeout), write=float(timeout))
    return timeout


def retry_of(retry: RetryPolicy | int | None) -> RetryPolicy | None:
    """Read a number as the number of attempts."""
    return RetryPolicy(attempts=max(1, retry)) if isinstance(retry, int) else retry


def check_page_size(page_size: int, largest: int) -> int:
    """Refuse a page size that the provider does not take."""
    if isinstance(page_size, bool) or not isinstance(page_size, int):
        raise ConfigurationError(f"page_size is a whole number, not {page_size!r}")
    if not 1 <= page_size <= largest:
        raise ConfigurationError(f"page_size must be from 1 to {largest}, not {page_size}")
    return page_size


def check_prefetch(prefetch: int) -> int:
    """Refuse a number of pages ahead that makes no sense."""
    if isinstance(prefetch, bool) or not isinstance(prefetch, int) or not 0 <= prefetch <= 64:  # noqa: PLR2004
        raise ConfigurationError(f"prefetch is a number of pages from 0 to 64, not {prefetch!r}")
    return prefetch


def from_environment(
    names: Mapping[str, str], environment: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return option → value for those environment variables that are set and not empty."""
    environment = os.environ if environment is None else environment
    return {option: environment[name] for option, name in names.items() if environment.get(name)}
