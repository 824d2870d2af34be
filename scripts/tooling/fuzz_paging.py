"""The laws of a list: what one page must be, and what all pages together must be."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tooling.fuzz_exchange import Finding
from tooling.fuzz_probe import Probe

DEFAULT_LIMIT = 20
"""Rows of a Daftra page when no limit is sent (published)."""


def page_findings(page: int, limit: int, body: dict[str, Any]) -> Iterator[Finding]:
    """Judge the answer to `GET /api2/incomes` for this page and limit."""
    rows, pagination = body.get("data"), body.get("pagination")
    if not isinstance(rows, list) or not isinstance(pagination, dict):
        yield "a page has a list `data` and an object `pagination`"
        return
    facts = {name: _whole(pagination.get(name)) for name in ("page", "page_count", "total_results")}
    shown, page_count, total = facts["page"], facts["page_count"], facts["total_results"]
    if shown is None or page_count is None or total is None:
        yield f"page, page_count and total_results are whole numbers, not {facts}"
        return
    if shown != page:
        yield f"page {page} was asked for, page {shown} is said to be here"
    if page_count != -(-total // limit):
        yield f"{total} records by {limit} make {-(-total // limit)} pages, not {page_count}"
    expected = max(0, min(limit, total - (page - 1) * limit))
    if len(rows) != expected:
        yield f"page {page} by {limit} of {total} has {expected} rows, not {len(rows)}"
    if (pagination.get("next") is None) != (page >= page_count):
        yield f"next is {pagination.get('next')!r} on page {page} of {page_count}"
    if page == 1 and pagination.get("prev") is not None:
        yield f"prev is {pagination.get('prev')!r} on the first page"
    yield from order_findings([_daftra_key(row) for row in rows])


def order_findings(keys: Sequence[tuple[str, int]]) -> Iterator[Finding]:
    """Judge the (date, id) of rows that should be newest first, each once."""
    numbers = [number for _, number in keys]
    if len(set(numbers)) != len(numbers):
        yield "a record is listed twice"
    if list(keys) != sorted(keys, reverse=True):
        yield "rows are not newest first by date and then by id"


def walk_findings(probe: Probe, limit: int, most_pages: int) -> Iterator[Finding]:
    """Read page after page and judge them together; past `most_pages` only order and repeats."""
    keys: list[tuple[str, int]] = []
    total, page, page_count = 0, 1, 1
    while page <= min(page_count, most_pages):
        reply = probe.send("GET", f"/api2/incomes?page={page}&limit={limit}")
        rows, pagination = reply.at("data"), reply.at("pagination")
        if not isinstance(rows, list) or not isinstance(pagination, dict):
            yield f"page {page} by {limit} answers {reply.status} without rows"
            return
        keys.extend(_daftra_key(row) for row in rows)
        total = _whole(pagination.get("total_results")) or 0
        page_count = _whole(pagination.get("page_count")) or 0
        page += 1
    yield from order_findings(keys)
    if page_count <= most_pages and len(keys) != total:
        yield f"all pages by {limit} hold {len(keys)} records, the total is {total}"


def filter_findings(
    sent: dict[str, Any], listed: list[dict[str, Any]], everything: list[dict[str, Any]]
) -> Iterator[Finding]:
    """Judge a filtered Nuvio list against the whole one: complete, unique, newest first."""
    ids = [income.get("id") for income in listed]
    if len(set(ids)) != len(ids):
        yield "an income is listed twice"
    days = [str(income.get("invoiceDate") or "") for income in listed]
    if days != sorted(days, reverse=True):
        yield "incomes are not newest first"
    wanted = {income.get("id") for income in everything if passes(sent, income)}
    if wanted - set(ids):
        yield f"{len(wanted - set(ids))} incomes that pass the filter are missing"
    if set(ids) - wanted:
        yield f"{len(set(ids) - wanted)} incomes are listed that do not pass the filter"


def passes(sent: dict[str, Any], income: dict[str, Any]) -> bool:
    """Tell whether an income passes every filter; null filters nothing, an id beats its code."""
    customer, project = income.get("customer") or {}, income.get("project") or {}
    day = str(income.get("invoiceDate") or "")
    tags = {tag.get("name") for tag in income.get("tags") or []}
    tests: dict[str, Callable[[str], bool]] = {
        "startDate": lambda asked: day >= asked,
        "endDate": lambda asked: day <= asked,
        "customerId": lambda asked: str(customer.get("id")).lower() == asked.lower(),
        "tagName": lambda asked: asked in tags,
        "projectName": lambda asked: project.get("name") == asked,
        "projectCode": lambda asked: project.get("projectCode") == asked,
        "paymentStatus": lambda asked: income.get("paymentStatus") == asked,
    }
    if sent.get("customerId") is None:
        tests["customerCode"] = lambda asked: customer.get("entityCode") == asked
    return all(test(sent[name]) for name, test in tests.items() if sent.get(name) is not None)


def _daftra_key(row: Any) -> tuple[str, int]:
    income = row.get("Income") if isinstance(row, dict) else None
    members = income if isinstance(income, dict) else {}
    # By observation "0000-00-00" and "" are no date, as null is: all of them are the oldest.
    day = str(members.get("date") or "")
    return ("" if day.startswith("0000") else day, _whole(members.get("id")) or 0)


def _whole(value: Any) -> int | None:
    """Read a whole number or its digits (observation 6)."""
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
