"""Tell whether an ambiguous write happened: what `AmbiguousWriteError.resolve()` returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

import msgspec

from .models import Document

D = TypeVar("D", bound=Document)


class Outcome(StrEnum):
    """Name what looking has shown."""

    HAPPENED = "happened"
    NOT_HAPPENED = "not_happened"
    UNKNOWN = "unknown"


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """Tell what looking has shown.

    `record` is the record as it stands now, where it is certain which one it is; `candidates` are
    those that could be it (more than one, or one that may be older); `reason` says how it was
    found out.
    """

    outcome: Outcome
    reason: str
    record: Document | None = None
    candidates: tuple[Document, ...] = ()


def found_by_values(
    found: Iterable[D], same: Callable[[D], bool], near: Callable[[D], bool]
) -> Resolution:
    """Tell of a create without a number of its own whether its record is among `found`.

    `same` compares every value that was sent, `near` only what a server does not rewrite: one
    that trims a text must not make a stored record look missing.
    """
    candidates = tuple(filter(near, found))
    if not candidates:
        return Resolution(
            outcome=Outcome.NOT_HAPPENED, reason="no record of that day has this amount"
        )
    exact = tuple(filter(same, candidates))
    what = "the same values" if exact else "the same day and amount, but other texts"
    return Resolution(
        outcome=Outcome.UNKNOWN,
        reason=f"these records have {what}; without a number of yours an older one cannot be "
        "told from a new one",
        candidates=exact or candidates,
    )


def told_by_change(record: Document, *, happened: bool) -> Resolution:
    """Tell of an update whether the record has the values that were sent."""
    has = "has" if happened else "does not have"
    return Resolution(
        outcome=Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED,
        reason=f"the record {has} the values that were sent",
        record=record,
    )
