"""Read the moments that providers write. Nothing is guessed: a text without a zone stays naive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Of twelve digits on, an epoch counts milliseconds: as seconds it would lie after the year 5138.
_LEAST_MILLISECONDS = 10**11
# Of ten digits it counts seconds, 2001 to 2286: as milliseconds it would lie before May 1970.
_LEAST_SECONDS, _MOST_SECONDS = 10**9, 10**10


@lru_cache(maxsize=8192)
def read_moment(text: str) -> datetime | None:
    """Return the moment of `YYYY-MM-DD hh:mm:ss`, or of ISO 8601 with `T` and perhaps a zone.

    It is naive where no zone is written. None for a day without a time, for
    `0000-00-00 00:00:00` (observation 6) and for anything else.
    """
    # `fromisoformat` alone would take a day for its midnight, and weeks for days.
    if text[4:5] != "-" or text[7:8] != "-" or text[10:11] not in ("T", "t", " "):
        return None
    try:
        return datetime.fromisoformat(text.replace("z", "Z"))
    except ValueError:
        return None


def read_epoch(count: object) -> datetime | None:
    """Return the moment of an epoch whose unit is certain by its size, in UTC; else None.

    Nuvio publishes no unit: milliseconds and seconds of the same day differ a thousandfold.
    """
    if not isinstance(count, int) or isinstance(count, bool):
        return None
    try:
        if count >= _LEAST_MILLISECONDS:
            return _EPOCH + timedelta(milliseconds=count)
        if _LEAST_SECONDS <= count < _MOST_SECONDS:
            return _EPOCH + timedelta(seconds=count)
    except OverflowError:
        pass
    return None
