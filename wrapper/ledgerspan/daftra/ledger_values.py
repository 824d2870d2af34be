"""Read the values of Daftra's ledger that need more than `or None`: amounts and moments."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

_LENGTH = len("2026-05-03 09:20:11")


def amount_of(value: Any) -> Decimal | None:
    """Return an amount; None for what was not sent, and for "NaN", a Decimal to decoders."""
    return value if value.__class__ is Decimal and value.is_finite() else None


def moment_of(value: Any) -> datetime | None:
    """Return the moment of `yyyy-mm-dd hh:mm:ss`, without a zone, as it is sent (observation 6).

    None for `0000-00-00 00:00:00` and for a text without a time of day.
    """
    if value.__class__ is not str or len(value) != _LENGTH or value[4] != "-":
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo is None else None
