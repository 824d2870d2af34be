"""Refuse an update of a record that is closed, or not what the user believes it to be."""

from __future__ import annotations

from .errors import ConfigurationError, ConflictError, FieldError
from .models import Record
from .models.record import told_differently


def refuse_stranger(known: Record | str, now: Record) -> None:
    """Raise ConfigurationError for a record of another kind that happens to have the same id."""
    if isinstance(known, Record) and type(known) is not type(now):
        one, other = type(known).__name__, type(now).__name__
        raise ConfigurationError(f"{one} {known.id} was given where an id means one of {other}")


def refuse_stale(
    known: Record | str,
    now: Record,
    refusal: str | None,
    *,
    url: str,
    moving: tuple[str, ...] = (),
) -> None:
    """Raise ConflictError for a closed record, and for one changed since it was read.

    `known` is what the user read, or an id, which claims nothing; `now` is what is there. Fields
    that are `moving` by themselves, such as a balance, are not compared.
    """
    if refusal is not None:
        raise ConflictError(
            f"it is closed to changes: {refusal}. force=True tries all the same",
            method="GET",
            url=url,
            status=200,
        )
    if isinstance(known, str):
        return
    changed = [name for name in told_differently(known, now) if name not in moving]
    if changed:
        raise ConflictError(
            "it was changed since you read it: read it again and decide anew, or force=True",
            method="GET",
            url=url,
            status=200,
            field_errors=tuple(
                FieldError(name, f"was {getattr(known, name)!r}, is {getattr(now, name)!r}")
                for name in changed
            ),
        )
