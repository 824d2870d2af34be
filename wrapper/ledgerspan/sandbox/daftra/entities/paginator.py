"""The flat paginator of v2: where a page stands in its list, in the members of Laravel.

Links are relative to the host and repeat the page alone, as in the published samples: following
one forgets filters and page size. No upper bound of `per_page` is known, so none is drawn.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

DEFAULT_SIZE = 20
_WHOLE = re.compile(r"[1-9][0-9]{0,999}")
# Laravel shows every page up to here, and beyond it a window with gaps.
_ALL_SHOWN, _AROUND, _EDGE = 13, 3, 7


class UnreadablePageError(ValueError):
    """`page` or `per_page` is no whole number from 1; the text names it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The page that is asked for, and its size."""

    page: int = 1
    size: int = DEFAULT_SIZE

    @property
    def offset(self) -> int:
        """Records before the page."""
        return (self.page - 1) * self.size


def asked_page(parameters: Mapping[str, str]) -> Asked:
    """Read `page` and `per_page`; `limit` is ignored here (observation 4)."""
    for name in ("page", "per_page"):
        if not _WHOLE.fullmatch(parameters.get(name, "1")):
            raise UnreadablePageError(f"The {name} must be a whole number from 1")
    return Asked(
        int(parameters.get("page", "1")), int(parameters.get("per_page", str(DEFAULT_SIZE)))
    )


def paginator(
    rows: Sequence[Mapping[str, Any]], asked: Asked, total: int, path: str
) -> dict[str, Any]:
    """Put the rows of a page into the members that stand around them."""
    last = max(1, -(-total // asked.size))
    first_row = asked.offset + 1 if rows else None

    def url(page: int | None) -> str | None:
        return None if page is None else f"{path}?page={page}"

    before = asked.page - 1 or None
    after = asked.page + 1 if asked.page < last else None
    numbered = [
        {
            "url": url(number),
            "label": "..." if number is None else str(number),
            "page": number,
            "active": number == asked.page,
        }
        for number in _buttons(asked.page, last)
    ]
    return {
        "current_page": asked.page,
        "data": rows,
        "first_page_url": url(1),
        "from": first_row,
        "last_page": last,
        "last_page_url": url(last),
        "links": [
            {"url": url(before), "label": "&laquo; Previous", "page": before, "active": False},
            *numbered,
            {"url": url(after), "label": "Next &raquo;", "page": after, "active": False},
        ],
        "next_page_url": url(after),
        "path": path,
        "per_page": asked.size,
        "prev_page_url": url(before),
        "to": None if first_row is None else first_row + len(rows) - 1,
        "total": total,
    }


def _buttons(page: int, last: int) -> Iterator[int | None]:
    """Give the numbered buttons of a pager; None is a gap."""
    if last <= _ALL_SHOWN:
        yield from range(1, last + 1)
        return
    low, high = page - _AROUND, page + _AROUND
    if page <= _EDGE:
        low, high = 1, _EDGE + _AROUND
    elif page > last - _EDGE:
        low, high = last - _EDGE - _AROUND + 1, last
    if low > 1:
        yield from (1, 2, None)
    yield from range(low, high + 1)
    if high < last:
        yield from (None, last - 1, last)
