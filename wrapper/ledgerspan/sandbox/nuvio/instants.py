"""Spell instants: in UTC, with a fraction of a second only where there is one.

Requests carry a date-time with its zone or an epoch (published). The layout of answers and the
unit of the epoch are not published: we answer `2026-05-01T09:30:00Z` and milliseconds.
"""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

_SHAPE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_LAST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MILLISECOND


def read_instant(text: str) -> str | None:
    """Give an RFC 3339 date-time in UTC; None if it is not one, or has no zone."""
    text = text.upper()
    if not _SHAPE.fullmatch(text):
        return None
    try:
        return _spelled(datetime.fromisoformat(text).astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def from_timestamp(milliseconds: Decimal) -> str | None:
    """Give the instant of an epoch; None if it is not whole, before 1970 or after 9999."""
    if not 0 <= milliseconds <= _LAST or milliseconds != int(milliseconds):
        return None
    return _spelled(_EPOCH + int(milliseconds) * _MILLISECOND)


def timestamp_of(instant: str) -> int:
    """Give the epoch of an instant that this module spelled, in milliseconds."""
    return (datetime.fromisoformat(instant) - _EPOCH) // _MILLISECOND


def _spelled(moment: datetime) -> str:
    fraction = f".{moment.microsecond:06d}".rstrip("0") if moment.microsecond else ""
    # Not strftime: it writes the year 5 with one digit on some systems.
    return f"{moment.replace(microsecond=0, tzinfo=None).isoformat()}{fraction}Z"
