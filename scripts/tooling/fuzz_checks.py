"""The checks beyond the stock ones: each asks one law of an exchange, and fails with its findings.

    envelope_agrees_with_status   the body's verdict is the status
    pages_add_up                  Daftra: one page, and all pages together
    filters_are_honoured          Nuvio: a list is what its filter lets through
    money_adds_up                 Nuvio: lines, taxes, totals, rest
    written_is_read               what a write sent is what a read shows
    deleted_is_gone               a deleted record answers 404
    refused_changes_nothing       a refused update or delete leaves the record alone
    companies_are_isolated        neither company sees or changes the other's records
    no_secret_is_echoed           no answer holds a key, a token or a password

They look for their subject by the schema of the case, so they say nothing of other schemas.
"""

from collections.abc import Callable, Iterator
from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, Response

from tooling import fuzz_daftra, fuzz_nuvio
from tooling.fuzz_envelope import envelope_findings
from tooling.fuzz_exchange import Exchange, Finding, exchange_of
from tooling.fuzz_paging import DEFAULT_LIMIT, filter_findings, page_findings, walk_findings
from tooling.fuzz_subject import Subject, subject_of

Law = Callable[[Exchange, Subject], Iterator[Finding]]

NAMES: list[str] = []
"""The names of these checks."""
_NOT_FOUND = 404
_WALK_EVERY = 25
_WALK_LIMIT, _MOST_PAGES = 7, 200
_LIVE_LIMIT, _LIVE_PAGES = 50, 5


def _check(law: Law) -> Law:
    """Register a law with the fuzzer under its own name."""

    def check(_context: CheckContext, response: Response, case: Case[Any]) -> None:
        subject = subject_of(case)
        if subject is None:
            return
        findings = list(law(exchange_of(case, response), subject))
        if findings:
            raise AssertionError("\n".join(findings))

    check.__name__ = law.__name__
    check.__doc__ = law.__doc__
    NAMES.append(law.__name__)
    schemathesis.check(check)
    return law


@_check
def envelope_agrees_with_status(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Judge every answer, those to unknown methods included."""
    yield from envelope_findings(exchange, subject.target)


@_check
def pages_add_up(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Judge each page of a Daftra list, and now and then the whole walk."""
    if subject.target.api != "daftra" or not _is(exchange, "list_incomes"):
        return
    page, limit = exchange.single("page") or "1", exchange.single("limit") or str(DEFAULT_LIMIT)
    if page.isdecimal() and limit.isdecimal():
        yield from page_findings(int(page), int(limit), exchange.body)
    if subject.lists % _WALK_EVERY == 0:
        live = subject.target.live
        size, most = (_LIVE_LIMIT, _LIVE_PAGES) if live else (_WALK_LIMIT, _MOST_PAGES)
        yield from walk_findings(subject.probe, size, most)
    subject.lists += 1


@_check
def filters_are_honoured(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Judge a Nuvio list against the list of everything."""
    if subject.target.api == "nuvio" and _is(exchange, "list_incomes"):
        sent = exchange.sent if isinstance(exchange.sent, dict) else {}
        everything = subject.probe.send("POST", "/v1/list-incomes", {}).at("data")
        yield from filter_findings(sent, exchange.at("data") or [], everything or [])


@_check
def money_adds_up(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Judge the totals of every Nuvio income that is shown."""
    if subject.target.api == "nuvio" and exchange.succeeded:
        data = exchange.at("data")
        for income in data if isinstance(data, list) else [data]:
            if isinstance(income, dict):
                yield from fuzz_nuvio.money_findings(income)


@_check
def written_is_read(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Read back every create and update, and compare; a read must show the last write, too."""
    if _is(exchange, "get_income"):
        shown = subject.record_in(exchange.body) or {}
        if (record := subject.records.get(str(shown.get("id")))) is not None:
            yield from _differences(record, shown, subject)
        return
    if not (_is(exchange, "create_income") or _is(exchange, "update_income")):
        return
    updated = exchange.operation == "update_income"
    record_id = exchange.path_id if updated else _created_id(exchange, subject)
    before = subject.records.get(record_id)
    record = subject.read(record_id)
    if record is None:
        yield f"{record_id} was written and cannot be read"
        return
    subject.records[str(record.get("id"))] = record
    if updated and before is None:
        # The record is one of the seeded: what an update leaves out of it is not known here.
        before = record
    sent = exchange.sent if isinstance(exchange.sent, dict) else {}
    if subject.target.api == "daftra":
        income = sent.get("Income") or {}
        yield from fuzz_daftra.written_findings(
            income, record, before, subject.target, subject.known.date_format
        )
    else:
        yield from fuzz_nuvio.written_findings(sent, record, before, subject.target)
        yield from fuzz_nuvio.same_findings(exchange.at("data") or {}, record)


@_check
def deleted_is_gone(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Try to read a record that was deleted."""
    if _is(exchange, "delete_income"):
        subject.records.pop(exchange.path_id, None)
        reply = subject.probe.send("GET", subject.path_of(exchange.path_id))
        if reply.status != _NOT_FOUND:
            yield f"{exchange.path_id} was deleted and answers {reply.status}"


@_check
def refused_changes_nothing(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Read a record again whose update or delete was refused."""
    record = subject.records.get(exchange.path_id)
    if exchange.refused and exchange.method in ("PUT", "DELETE") and record is not None:
        now = subject.read(exchange.path_id)
        if now is None:
            yield f"{exchange.path_id} is gone after a refused {exchange.method}"
        else:
            yield from _differences(record, now, subject)


@_check
def companies_are_isolated(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Look for foreign records in answers, and for ours with the other company's key."""
    if subject.other is None or not exchange.succeeded:
        return
    shown = set(_shown_ids(exchange, subject))
    if shown & subject.foreign:
        yield f"records of the other company are shown: {sorted(shown & subject.foreign)[:3]}"
    if _is(exchange, "create_income"):
        path = subject.path_of(_created_id(exchange, subject))
        for method, body in (("GET", None), ("PUT", {"Income": {}}), ("DELETE", None)):
            if (method, subject.target.api) == ("DELETE", "nuvio"):
                continue  # Nuvio deletes nothing.
            reply = subject.other.send(method, path, body)
            if reply.status != _NOT_FOUND:
                yield f"{method} {path} with the other company's key answers {reply.status}"


@_check
def no_secret_is_echoed(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Search the bytes of every answer for the keys of both companies."""
    headers = "\n".join(value for values in exchange.headers.values() for value in values)
    for secret in subject.target.secrets:
        if secret.encode() in exchange.content or secret in headers:
            yield "the answer holds a secret of one of the companies"


def _is(exchange: Exchange, operation: str) -> bool:
    return exchange.operation == operation and exchange.succeeded


def _created_id(exchange: Exchange, subject: Subject) -> str:
    if subject.target.api == "daftra":
        return str(exchange.at("id"))
    return str(exchange.at("data", "id"))


def _differences(before: object, now: object, subject: Subject) -> Iterator[Finding]:
    if not isinstance(before, dict) or not isinstance(now, dict):
        yield "the record is no object any more"
    elif subject.target.api == "daftra":
        yield from fuzz_daftra.changed_findings(before, now, subject.known.date_format)
    else:
        yield from fuzz_nuvio.same_findings(before, now)


def _shown_ids(exchange: Exchange, subject: Subject) -> Iterator[str]:
    data = exchange.at("data")
    for row in data if isinstance(data, list) else [data]:
        if isinstance(row, dict):
            income = row.get("Income") if subject.target.api == "daftra" else row
            if isinstance(income, dict):
                yield str(income.get("id"))
