"""The arithmetic of a Daftra list: which page was asked for, and what lies around it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ledgerspan.sandbox.exchange import Dialect

DEFAULT_LIMIT = 20
HIGHEST_LIMIT = 1000
_WHOLE = re.compile(r"[1-9][0-9]{0,999}")


class OutOfRangeError(ValueError):
    """A paging parameter is not a whole number in its range; the text names it."""


@dataclass(frozen=True, slots=True)
class PageAsked:
    """The page a caller wants; `limit_text` is set when the caller named a limit."""

    page: int
    limit: int
    limit_text: str | None = None

    @property
    def offset(self) -> int:
        """Records before the page."""
        return (self.page - 1) * self.limit


def asked_page(parameters: Mapping[str, str]) -> PageAsked:
    """Read `page` and `limit`; other parameters are ignored (observation 5)."""
    page = _whole("page", parameters.get("page", "1"), None)
    limit_text = parameters.get("limit")
    limit = _whole("limit", limit_text or str(DEFAULT_LIMIT), HIGHEST_LIMIT)
    if limit_text == "":
        raise OutOfRangeError("limit must be a whole number from 1 to 1000")
    return PageAsked(page, limit, limit_text)


def pagination(
    asked: PageAsked, total: int, dialect: Dialect, origin: str, path: str
) -> dict[str, Any]:
    """Describe the page. `origin` is what an observed, absolute link starts with.

    Documented links are relative and repeat the page alone, so following one forgets the
    limit; the facts call their text unreliable.
    """
    page_count = -(-total // asked.limit)
    previous = min(asked.page - 1, page_count) or None
    following = asked.page + 1 if asked.page < page_count else None

    def link(page: int | None) -> str | None:
        if page is None:
            return None
        if dialect == "documented":
            return f"/api2/{path}?page={page}"
        limit = "" if asked.limit_text is None else f"&limit={asked.limit}"
        return f"{origin}/daftra/api2/{path}?page={page}{limit}"

    return {
        "prev": link(previous),
        "next": link(following),
        "page": asked.page,
        "page_count": page_count,
        "total_results": total,
    }


def _whole(name: str, text: str, highest: int | None) -> int:
    if not _WHOLE.fullmatch(text) or (highest is not None and int(text) > highest):
        span = "of at least 1" if highest is None else f"from 1 to {highest}"
        raise OutOfRangeError(f"{name} must be a whole number {span}")
    return int(text)
