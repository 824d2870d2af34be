"""The laws of a list: what one page must be, what all pages together must be, and its filters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tooling.fuzz_exchange import Exchange, Finding
from tooling.fuzz_place import Place
from tooling.fuzz_probe import Probe

DEFAULT_LIMIT = 20
"""Rows of a page when no size is sent, in v1 and in v2 (published)."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What a list says of its pages; v2 has at least one.

    `next_page` is the page that the link to the next one names.
    """

    page: int
    page_count: int
    total: int
    rows: int
    has_next: bool
    has_previous: bool
    next_page: int | None = None


def page_findings(exchange: Exchange, place: Place) -> Iterator[Finding]:
    """Judge one page of Daftra for the page and size that were asked for."""
    size = "limit" if place.style == "v1" else "per_page"
    if any(len(exchange.query.get(name, ())) > 1 for name in ("page", size)):
        # Which of several counts is said nowhere.
        return
    asked = exchange.single("page") or "1", exchange.single(size) or str(DEFAULT_LIMIT)
    if not all(text.isascii() and text.isdecimal() and int(text) for text in asked):
        return
    page, limit = map(int, asked)
    shown = pages_in(exchange.body, place)
    if shown is None:
        yield "the list does not say its page, number of pages and total in whole numbers"
        return
    if shown.page != page:
        yield f"page {page} was asked for, page {shown.page} is said to be here"
    count = -(-shown.total // limit)
    wanted = count if place.style == "v1" else max(1, count)
    if shown.page_count != wanted:
        yield f"{shown.total} records by {limit} make {wanted} pages, not {shown.page_count}"
    expected = max(0, min(limit, shown.total - (page - 1) * limit))
    if shown.rows != expected:
        yield f"page {page} by {limit} of {shown.total} has {expected} rows, not {shown.rows}"
    if shown.has_next != (page < shown.page_count):
        yield f"page {page} of {shown.page_count} is wrong about a next page"
    yield from _next_findings(page, shown)
    if page == 1 and shown.has_previous:
        yield "the first page names one before it"
    yield from repeat_findings([str(row.get("id")) for row in place.rows_in(exchange.body)])


def _next_findings(page: int, shown: Pages) -> Iterator[Finding]:
    if shown.next_page is not None and shown.next_page <= page:
        yield f"the page after {page} is said to be {shown.next_page}"


def number_findings(exchange: Exchange, place: Place) -> Iterator[Finding]:
    """Judge a list that was answered although its page or size is below 1."""
    for name in ("page", "limit" if place.style == "v1" else "per_page"):
        asked = exchange.single(name)
        if asked is not None and re.fullmatch("-[0-9]+|0+", asked):
            yield f"{name}={asked} is no page and no size, and was taken"


def pages_in(body: Any, place: Place) -> Pages | None:
    """Read what stands around the rows of a page; None when something is missing."""
    if not isinstance(body, dict) or not isinstance(body.get("data"), list | None):
        return None
    around = body.get("pagination") if place.style == "v1" else body
    if not isinstance(around, dict):
        return None
    names = (
        ("page", "page_count", "total_results", "next", "prev")
        if place.style == "v1"
        else ("current_page", "last_page", "total", "next_page_url", "prev_page_url")
    )
    page, count, total = (_whole(around.get(name)) for name in names[:3])
    if page is None or count is None or total is None:
        return None
    has_next, has_previous = (around.get(name) is not None for name in names[3:])
    following = parse_qs(urlsplit(str(around.get(names[3]))).query).get("page", [""])[0]
    rows = len(body["data"] or ())
    return Pages(page, count, total, rows, has_next, has_previous, _whole(following))


def repeat_findings(ids: list[str]) -> Iterator[Finding]:
    """Judge the ids of rows that should be there once."""
    if len(set(ids)) != len(ids):
        yield "a record is listed twice"


def walk_findings(probe: Probe, place: Place, limit: int, most_pages: int) -> Iterator[Finding]:
    """Read page after page and judge them together; past `most_pages` only repeats."""
    ids: list[str] = []
    page, shown = 1, None
    while shown is None or page <= min(shown.page_count, most_pages):
        reply = probe.send(*place.listing(page, limit))
        shown = pages_in(reply.body, place)
        if shown is None:
            yield f"page {page} by {limit} answers {reply.status} without pages"
            return
        ids.extend(str(row.get("id")) for row in place.rows_in(reply.body))
        yield from _next_findings(page, shown)
        page += 1
    yield from repeat_findings(ids)
    if shown.page_count <= most_pages and len(ids) != shown.total:
        yield f"all pages by {limit} hold {len(ids)} records, the total is {shown.total}"


def newest_first_findings(rows: list[dict[str, Any]]) -> Iterator[Finding]:
    """Judge Daftra's incomes and expenses: newest first by date and then by id (published)."""
    keys = [_income_key(row) for row in rows]
    if keys != sorted(keys, reverse=True):
        yield "rows are not newest first by date and then by id"


def _income_key(income: dict[str, Any]) -> tuple[str, int]:
    # By observation "0000-00-00" and "" are no date, as null is: all of them are the oldest.
    day = str(income.get("date") or "")
    return ("" if day.startswith("0000") else day, _whole(income.get("id")) or 0)


def _whole(value: Any) -> int | None:
    """Read a whole number or its digits (observation 6)."""
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
