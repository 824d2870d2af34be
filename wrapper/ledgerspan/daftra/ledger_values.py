"""Read the values of Daftra's ledger that need more than `or None`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def amount_of(value: Any) -> Decimal | None:
    """Return an amount; None for what was not sent, and for "NaN", a Decimal to decoders."""
    return value if value.__class__ is Decimal and value.is_finite() else None
