"""Read the days that some writes send as the account writes them (published: `DD/MM/YYYY`).

The samples are of one account; that the format is the account's own is deduced, and that ISO is
taken everywhere, too.
"""

import re
from typing import Any

from ledgerspan.sandbox.daftra.books import Books

_PUBLISHED = "DD/MM/YYYY"
_PARTS = {"DD": "(?P<day>[0-9]{2})", "MM": "(?P<month>[0-9]{2})", "YYYY": "(?P<year>[0-9]{4})"}


def iso_day(sent: Any, books: Books) -> Any:
    """Rewrite a day in the account's format, or the published one, as ISO.

    Anything else stays what it is: the column it is for judges it.
    """
    if not isinstance(sent, str):
        return sent
    for date_format in (books.company.date_format, _PUBLISHED):
        pattern = re.escape(date_format)
        for part, digits in _PARTS.items():
            pattern = pattern.replace(part, digits)
        found = re.fullmatch(pattern, sent)
        if found is not None:
            return f"{found['year']}-{found['month']}-{found['day']}"
    return sent
