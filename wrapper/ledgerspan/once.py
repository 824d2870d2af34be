"""Know a record again by a reference of the user's: what `create(..., once=...)` decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from .errors import ConfigurationError, ConflictError
from .models import Record

R = TypeVar("R", bound=Record)

_LONGEST = 100


def check_reference(once: object) -> str:
    """Return a reference that can be stored and found again; raises ConfigurationError."""
    if not isinstance(once, str) or not once.strip() or once != once.strip():
        raise ConfigurationError(f'once is a reference of yours such as "order-1001", not {once!r}')
    if len(once) > _LONGEST or not once.isprintable() or any(mark in once for mark in "[]"):
        raise ConfigurationError(
            f"once is at most {_LONGEST} printable characters without brackets, not {once!r}"
        )
    return once


def tagged(description: str | None, once: str) -> str:
    """Return a description with a reference in brackets behind it."""
    return f"{description} [{once}]" if description else f"[{once}]"


def has_tag(description: str | None, once: str) -> bool:
    """Tell whether a description bears a reference in brackets."""
    return f"[{once}]" in (description or "")


def only_one(found: Sequence[R], once: str, *, url: str) -> R:
    """Return the record that bears a reference; raises ConflictError where several do."""
    if len(found) > 1:
        ids = ", ".join(record.id for record in found)
        raise ConflictError(
            f"{len(found)} records bear the reference {once!r}: {ids}. Nothing was created; find "
            "out which one is meant",
            method="GET",
            url=url,
            status=200,
        )
    return found[0]
