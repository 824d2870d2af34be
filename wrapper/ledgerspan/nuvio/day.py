"""Say a day in the moments that Nuvio's requests take: a date-time with its zone (published)."""

from __future__ import annotations

import datetime

_NOON = datetime.time(12, tzinfo=datetime.UTC)


def moment_of(day: datetime.date) -> datetime.datetime:
    """Return noon UTC: the same day wherever the clocks are, from UTC-12 to UTC+11.

    Midnight would be the day before for everybody west of Greenwich, and midnight in a zone of
    ours would come back in UTC as the day before for everybody east of it.
    """
    return datetime.datetime.combine(day, _NOON)
