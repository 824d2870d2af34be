"""The law of filters: a list holds what its filters let through, all of it, and nothing else."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from tooling.fuzz_exchange import Exchange, Finding
from tooling.fuzz_meaning import same
from tooling.fuzz_place import Place
from tooling.fuzz_probe import Probe

Row = Mapping[str, Any]
Test = Callable[[Row, str], bool]

_EQUAL = ("client_id", "type", "currency_code", "po_number", "staff_id", "status", "product_code")
_MOST = 1000
"""Rows of the largest page of v1, and how many records a list may have to be judged whole."""


def v1_findings(exchange: Exchange, place: Place, probe: Probe) -> Iterator[Finding]:
    """Judge a list of v1 by the filters that the docs or client code know to work."""
    tests = {
        name: test
        for name, test in V1.items()
        if (asked := exchange.single(name)) and (name in _EQUAL or _amount(asked) is not None)
    }
    rows = place.rows_in(exchange.body)
    judged = [name for name in tests if any(name in row or name not in _EQUAL for row in rows)]
    if not judged:
        return
    for name in judged:
        asked = exchange.single(name) or ""
        wrong = [row.get("id") for row in rows if not tests[name](row, asked)]
        if wrong:
            yield f"{name}={asked} lists {wrong[:3]}, which do not pass"
    everything = probe.send(*place.listing(1, _MOST)).body
    total = _total(exchange.body)
    known = set(exchange.query) <= {*tests, "page", "limit", "sort", "direction"}
    if known and total is not None and (_total(everything) or 0) <= _MOST:
        passing = [
            row
            for row in place.rows_in(everything)
            if all(tests[name](row, exchange.single(name) or "") for name in tests)
        ]
        if len(passing) != total:
            yield f"{len(passing)} records pass {sorted(tests)}, {total} are counted"


def v2_findings(exchange: Exchange, place: Place) -> Iterator[Finding]:
    """Judge a list of v2 by each plain `filter[member]=value`."""
    for name, values in exchange.query.items():
        member = name.removeprefix("filter[").removesuffix("]")
        if not name.startswith("filter[") or "[" in member or len(values) != 1 or not values[0]:
            continue
        wrong = [
            row.get("id")
            for row in place.rows_in(exchange.body)
            if member in row and not same(values[0], row[member], None)
        ]
        if wrong:
            yield f"{name}={values[0]} lists {wrong[:3]}, which do not pass"


def nuvio_findings(
    sent: Row, listed: list[dict[str, Any]], everything: list[dict[str, Any]]
) -> Iterator[Finding]:
    """Judge a list of incomes or expenses against the whole one: complete, once, newest first."""
    ids = [document.get("id") for document in listed]
    if len(set(ids)) != len(ids):
        yield "a document is listed twice"
    days = [_day_of(document) for document in listed]
    if days != sorted(days, reverse=True):
        yield "documents are not newest first"
    wanted = {document.get("id") for document in everything if passes(sent, document)}
    if wanted - set(ids):
        yield f"{len(wanted - set(ids))} documents that pass the filter are missing"
    if set(ids) - wanted:
        yield f"{len(set(ids) - wanted)} documents are listed that do not pass the filter"


def passes(sent: Row, document: Row) -> bool:
    """Tell whether a document passes every filter; null filters nothing, an id beats its code."""
    project = document.get("project") or {}
    tags = {tag.get("name") for tag in document.get("tags") or []}
    day = _day_of(document)
    tests: dict[str, Callable[[str], bool]] = {
        "startDate": lambda asked: day >= asked,
        "endDate": lambda asked: day <= asked,
        "tagName": lambda asked: asked in tags,
        "projectName": lambda asked: project.get("name") == asked,
        "projectCode": lambda asked: project.get("projectCode") == asked,
        "paymentStatus": lambda asked: document.get("paymentStatus") == asked,
    }
    for party in ("customer", "supplier"):
        shown = document.get(party) or {}
        if sent.get(f"{party}Id") is not None:
            tests[f"{party}Id"] = _id_is(shown.get("id"))
        else:
            tests[f"{party}Code"] = _text_is(shown.get("entityCode"))
    return all(test(sent[name]) for name, test in tests.items() if sent.get(name) is not None)


def _id_is(shown: Any) -> Callable[[str], bool]:
    return lambda asked: str(shown).lower() == asked.lower()


def _text_is(shown: Any) -> Callable[[str], bool]:
    return lambda asked: bool(shown == asked)


def _day_of(document: Row) -> str:
    return str(document.get("invoiceDate") or document.get("expenseDate") or "")


def _equal_to(name: str) -> Test:
    # Unlike what is written and read, a filter keeps 0 and nothing apart.
    def test(row: Row, asked: str) -> bool:
        shown = row.get(name)
        number = _amount(shown)
        return str(shown) == asked or (number is not None and number == _amount(asked))

    return test


def _amount(value: Any) -> Decimal | None:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _total_is(at_least: bool) -> Test:  # noqa: FBT001 - one of two directions
    def test(row: Row, asked: str) -> bool:
        total, bound = _amount(row.get("summary_total")), _amount(asked)
        if total is None or bound is None:
            return True
        return total >= bound if at_least else total <= bound

    return test


V1: dict[str, Test] = {
    **{name: _equal_to(name) for name in _EQUAL},
    "summary_total_from": _total_is(at_least=True),
    "summary_total_to": _total_is(at_least=False),
}


def _total(body: Any) -> int | None:
    pagination = body.get("pagination") if isinstance(body, dict) else None
    total = pagination.get("total_results") if isinstance(pagination, dict) else None
    return int(str(total)) if str(total).isdecimal() else None
