"""The time inside a sandbox: it stands still until somebody moves it.

    set        to a day, which means its noon, or to a moment
    advance    by days, hours, ...

A create that names no date gets its day, `created` and `modified` its moment, and access tokens
end by it. It is kept in the database: a file, a snapshot and `reset` bring it along. The days of
seeded records follow the plan, which never changes.
"""

import sqlite3
from datetime import date, datetime, time, timedelta

from ledgerspan.sandbox.facts import read_fact, write_facts

_FACT = "clock"
_NOON = time(12)


class Clock:
    """The time that the services read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def now(self) -> datetime:
        """The moment; it has no zone, as those of Daftra have none."""
        return datetime.fromisoformat(read_fact(self._connection, _FACT))

    @property
    def today(self) -> date:
        """The day."""
        return self.now.date()

    def set(self, moment: date) -> None:
        """Go to a day (its noon) or a moment, forwards or back."""
        write_facts(self._connection, clock_fact(moment))

    def advance(self, step: timedelta) -> None:
        """Go on by `step`; a negative one goes back."""
        self.set(advanced(self.now, step))


def clock_fact(moment: date) -> dict[str, str]:
    """Give what the database keeps of a time."""
    return {_FACT: moment_of(moment).isoformat()}


def moment_of(moment: date) -> datetime:
    """Give the moment meant: noon of a day, or a moment in whole seconds and without a zone."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, _NOON)
    if moment.tzinfo is not None:
        raise ValueError(
            f"the clock has no zone, and {moment.isoformat()} has one: leave it out"
            " (`moment.replace(tzinfo=None)`)"
        )
    return moment.replace(microsecond=0)


def advanced(now: datetime, step: timedelta) -> datetime:
    """Give the moment that is `step` later."""
    try:
        return now + step
    except OverflowError:
        raise ValueError(f"{step} from {now} is beyond the years 1 to 9999: go less far") from None


def duration(
    *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
) -> timedelta:
    """Add up a time to advance by."""
    try:
        return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except (OverflowError, ValueError):
        raise ValueError("that is no length of time: use numbers of a few digits") from None
