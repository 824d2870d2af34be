"""Refuse an update of a record that is closed, or not what the user believes it to be."""

from __future__ import annotations

from .errors import ConfigurationError, ConflictError, FieldError
from .models import Provider, Record
from .models.record import told_differently


def refuse_stranger(known: Record | str, shape: type[Record], provider: Provider) -> None:
    """Raise ConfigurationError for a record of another kind or provider: its id means another."""
    if isinstance(known, str) or (type(known) is shape and known.provider is provider):
        return
    raise ConfigurationError(
        f"{type(known).__name__} {known.id} of {known.provider.title()} was given where an id "
        f"means one of {shape.__name__} of {provider.title()}"
    )


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
