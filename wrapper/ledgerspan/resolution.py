"""Tell whether an ambiguous write happened: what `AmbiguousWriteError.resolve()` returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

import msgspec

from .models import Record

R = TypeVar("R", bound=Record)


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
    record: Record | None = None
    candidates: tuple[Record, ...] = ()


def same_name(one: str | None, other: str | None) -> bool:
    """Tell whether two names are the same but for case and spaces, which a server may tidy."""
    return _plain(one) == _plain(other)


def _plain(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()


def found_by_values(candidates: Iterable[R], same: Callable[[R], bool]) -> Resolution:
    """Tell of a create without a number of its own whether its record may be there.

    `candidates` have what a server does not rewrite, such as the day and the amount; `same`
    compares every value that was sent: a server that trims a text must not make a stored record
    look missing.
    """
    near = tuple(candidates)
    if not near:
        return Resolution(
            outcome=Outcome.NOT_HAPPENED, reason="no record has the main values that were sent"
        )
    exact = tuple(filter(same, near))
    what = "the same values" if exact else "the same main values, but other texts"
    return Resolution(
        outcome=Outcome.UNKNOWN,
        reason=f"these records have {what}; without a number of yours an older one cannot be "
        "told from a new one",
        candidates=exact or near,
    )


def found_by_reference(found: Iterable[R], once: str) -> Resolution:
    """Tell of a create with a reference whether its record is there."""
    bearing = tuple(found)
    if not bearing:
        return Resolution(
            outcome=Outcome.NOT_HAPPENED, reason=f"no record bears the reference {once!r}"
        )
    if len(bearing) > 1:
        return Resolution(
            outcome=Outcome.UNKNOWN,
            reason=f"several records bear the reference {once!r}",
            candidates=bearing,
        )
    return Resolution(
        outcome=Outcome.HAPPENED,
        reason=f"the record that bears the reference {once!r} is there",
        record=bearing[0],
    )


def found_by_number(found: Iterable[R], number: str, same: Callable[[R], bool]) -> Resolution:
    """Tell of a create with a number of its own whether its record is there.

    Numbers can collide (observation 8): a record of the number counts as the new one only where
    it alone has all the values that were sent.
    """
    named = tuple(found)
    if not named:
        return Resolution(outcome=Outcome.NOT_HAPPENED, reason=f"no record has the number {number}")
    exact = tuple(filter(same, named))
    if len(exact) == 1:
        return Resolution(
            outcome=Outcome.HAPPENED,
            reason=f"the record with the number {number} and all values sent is there",
            record=exact[0],
        )
    values = "the same" if exact else "other"
    return Resolution(
        outcome=Outcome.UNKNOWN,
        reason=f"the number {number} belongs to records with {values} values, perhaps older ones",
        candidates=exact or named,
    )


def told_by_id(record: Record) -> Resolution:
    """Tell that the record with the id that a write gave is there."""
    return Resolution(outcome=Outcome.HAPPENED, reason="the provider gave its id", record=record)


def gone() -> Resolution:
    """Tell of a delete that it happened."""
    return Resolution(outcome=Outcome.HAPPENED, reason="the record is gone")


def still_there(record: Record) -> Resolution:
    """Tell of a delete that it did not happen."""
    return Resolution(
        outcome=Outcome.NOT_HAPPENED, reason="the record is still there", record=record
    )


def told_by_change(record: Record, *, happened: bool | None) -> Resolution:
    """Tell of an update whether the record has the values that were sent; None: it does not say."""
    if happened is None:
        return Resolution(
            outcome=Outcome.UNKNOWN,
            reason="the record does not show all values that were sent",
            record=record,
        )
    has = "has" if happened else "does not have"
    return Resolution(
        outcome=Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED,
        reason=f"the record {has} the values that were sent",
        record=record,
    )
