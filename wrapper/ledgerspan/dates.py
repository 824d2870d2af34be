"""Read the dates that providers write. Nothing is guessed: a text that fits nothing is no date."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from .errors import ConfigurationError

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})([T ].*)?", re.DOTALL)
# Tokens of moment.js ("DD/MM/YYYY", as site_info names its format) and of PHP ("d/m/Y").
_TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "Y": r"(?P<year>\d{4})",
    "MM": r"(?P<month>\d{1,2})",
    "M": r"(?P<month>\d{1,2})",
    "m": r"(?P<month>\d{1,2})",
    "n": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{1,2})",
    "D": r"(?P<day>\d{1,2})",
    "d": r"(?P<day>\d{1,2})",
    "j": r"(?P<day>\d{1,2})",
}
_FORMAT = re.compile(
    r"(YYYY|MM|DD|[YMDmndj])([^A-Za-z0-9])(YYYY|MM|DD|[YMDmndj])\2(YYYY|MM|DD|[YMDmndj])"
)


class DateFormat:
    """Read dates in one site's format, such as "DD/MM/YYYY"; equal by its text.

    Raises ConfigurationError for a format that does not name a year, a month and a day, each once.
    """

    def __init__(self, text: str) -> None:
        found = _FORMAT.fullmatch(text)
        order = [_TOKENS[found[group]] for group in (1, 3, 4)] if found else []
        if found is None or len(set(order)) < len(order):
            raise ConfigurationError(
                f"{text!r} is no date format that can be read: name year, month and day once each, "
                'such as "DD/MM/YYYY" or "d-m-Y"'
            )
        self.text = text
        self._pattern = re.compile(re.escape(found[2]).join(order) + r"([T ].*)?", re.DOTALL)

    def read(self, text: str) -> date | None:
        """Return the date, with or without a time behind it; None for another format."""
        found = self._pattern.fullmatch(text)
        return None if found is None else _date(found["year"], found["month"], found["day"])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DateFormat) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"DateFormat({self.text!r})"


def is_iso(text: str) -> bool:
    """Tell whether a text begins as an ISO date does, valid or not (`0000-00-00` does)."""
    return _ISO.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def read_iso_date(text: str) -> date | None:
    """Return the day of `YYYY-MM-DD`, with or without a time behind it; None for anything else.

    `0000-00-00` is none (observation 6). The zone of a time is not applied: books go by the day
    that is written.
    """
    found = _ISO.fullmatch(text)
    return None if found is None else _date(found[1], found[2], found[3])


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
