"""The checks beyond the stock ones: each asks one law of an exchange, and fails with its findings.

    envelope_agrees_with_status   the body's verdict is the status
    pages_add_up                  Daftra: one page, and all pages together
    filters_are_honoured          a list is what its filters let through
    money_adds_up                 lines, taxes, totals, rest
    written_is_read               what a write sent is what a read shows
    ids_are_given_once            a new record has an id that no other one has, or had
    sort_is_honoured              Daftra: a list is in the order that it is asked for
    deleted_is_gone               a deleted record is read and listed no more, the others are
    refused_changes_nothing       a refused update or delete leaves the record alone
    companies_are_isolated        neither company sees or changes the other's records
    scopes_are_enforced           Nuvio: a token does what its scope allows, and no more
    no_secret_is_echoed           no answer holds a key, a token or a password

They look for their subject by the schema of the case, so they say nothing of other schemas.
"""

from collections.abc import Callable, Iterator
from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, Response

from tooling.fuzz_asked import asked_findings
from tooling.fuzz_envelope import envelope_findings
from tooling.fuzz_exchange import Exchange, Finding
from tooling.fuzz_filters import nuvio_findings, v1_findings, v2_findings
from tooling.fuzz_known import rows_of
from tooling.fuzz_money import money_findings
from tooling.fuzz_paging import (
    newest_first_findings,
    number_findings,
    page_findings,
    walk_findings,
)
from tooling.fuzz_place import Aim, Place, Verb
from tooling.fuzz_probe import NOT_JSON
from tooling.fuzz_references import sent_references
from tooling.fuzz_shadow import unchanged_findings, written_findings
from tooling.fuzz_sorting import SORTED, sort_findings
from tooling.fuzz_subject import Subject, subject_of
from tooling.fuzz_traces import (
    left_out_findings,
    listed_findings,
    names_its_id,
    neighbour_findings,
    paid_documents,
)

Law = Callable[[Exchange, Subject], Iterator[Finding]]

NAMES: list[str] = []
"""The names of these checks."""
_NOT_FOUND, _FORBIDDEN = 404, 403
_WALK_EVERY = 25
_WALK_LIMIT, _MOST_PAGES = 7, 200
_LIVE_LIMIT, _LIVE_PAGES = 50, 5
_UNPAGED = ("follow_up_status", "employee_asset")
_NEWEST_FIRST = ("incomes", "expenses")
_INVOICES = (None, 0, "0")
_PAID_AT_ONCE = ("Payment", "InvoicePayment")
_FILTERED = ("income", "expense")


def _check(law: Law) -> Law:
    """Register a law with the fuzzer under its own name."""

    def check(_context: CheckContext, response: Response, case: Case[Any]) -> None:
        subject = subject_of(case)
        if subject is None:
            return
        findings = list(law(subject.exchange(case, response), subject))
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
    aim = _done(exchange, "list")
    if aim is None or aim.place.style == "nuvio" or _is_no_entity(exchange.body):
        return
    if aim.place.name in _UNPAGED:
        # The published answers are lists in envelopes of their own, and say nothing of pages.
        return
    yield from page_findings(exchange, aim.place)
    if not subject.target.live:
        yield from number_findings(exchange, aim.place)
    if aim.place.name in _NEWEST_FIRST and aim.place.style == "v1":
        yield from newest_first_findings(aim.place.rows_in(exchange.body))
    if subject.lists[aim.place] % _WALK_EVERY == 0:
        live = subject.target.live
        size, most = (_LIVE_LIMIT, _LIVE_PAGES) if live else (_WALK_LIMIT, _MOST_PAGES)
        yield from walk_findings(subject.probe, aim.place, size, most)
    subject.lists[aim.place] += 1


@_check
def sort_is_honoured(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Ask for a Daftra list by id, up and down, now and then."""
    aim = _done(exchange, "list")
    if aim is None or aim.place.style != "v1" or aim.place.name not in SORTED:
        return
    if subject.sorted[aim.place] % _WALK_EVERY == 0:
        yield from sort_findings(subject.probe, aim.place, _LIVE_LIMIT)
    subject.sorted[aim.place] += 1


@_check
def filters_are_honoured(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Judge a filtered list against the list of everything."""
    aim = _done(exchange, "list")
    if aim is None:
        return
    if aim.place.style == "v1":
        yield from v1_findings(exchange, aim.place, subject.probe)
    elif aim.place.style == "v2":
        yield from v2_findings(exchange, aim.place)
    elif aim.place.name in _FILTERED:
        sent = exchange.sent if isinstance(exchange.sent, dict) else {}
        everything = rows_of(subject.probe, aim.place)
        yield from nuvio_findings(sent, exchange.at("data") or [], everything)
    if not subject.target.live and not _is_no_entity(exchange.body):
        if subject.asked[aim.place] % _WALK_EVERY == 0:
            yield from asked_findings(subject.probe, aim.place)
        subject.asked[aim.place] += 1


@_check
def money_adds_up(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Judge the amounts of every document that is shown, or that a payment is for."""
    for place, document in paid_documents(exchange, subject):
        paid = subject.read(place, document)
        if paid is not None:
            yield from money_findings(place, paid)
    aim = _done(exchange, "list", "get", "create", "update")
    if aim is None:
        return
    for record in _shown(exchange, aim.place):
        yield from money_findings(aim.place, record)
    if subject.target.api == "daftra" and aim.verb in ("create", "update"):
        record_id = _record_id(exchange, aim)
        written = None if record_id is None else subject.read(aim.place, record_id)
        if written is not None:
            yield from money_findings(aim.place, written)


@_check
def written_is_read(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Read back every create and update, and compare; a read must show the last write, too."""
    aim = _done(exchange, "get", "create", "update")
    if aim is None:
        return
    place, date_format = aim.place, subject.known.date_format
    if aim.verb == "get":
        for shown in _shown(exchange, place):
            key = (place, str(shown.get("id")))
            if key in subject.records and key not in subject.referenced:
                before = subject.records[key]
                yield from unchanged_findings(place, before, shown, date_format)
        return
    record_id = _record_id(exchange, aim)
    if record_id is None:
        return
    record = subject.read(place, record_id)
    if record is None:
        if not _is_kept_elsewhere(exchange, place):
            yield f"{record_id} was written and cannot be read"
        return
    key = (place, str(record.get("id")))
    before = subject.records.get(key)
    subject.records[key] = record
    _remember(exchange, aim, key, subject)
    if aim.verb == "update" and before is None:
        # The record is one of the seeded: what an update leaves out of it is not known here.
        before = record
    sent = place.sent_in(exchange.sent)
    yield from left_out_findings(
        subject, key, sent, record, before if aim.verb == "update" else None
    )
    yield from written_findings(
        place,
        sent=sent,
        read=record,
        before=before,
        target=subject.target,
        date_format=date_format,
    )
    for answered in _shown(exchange, place):
        yield from unchanged_findings(place, answered, record, date_format)


@_check
def ids_are_given_once(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Judge the id of every create, those of records that are gone included."""
    aim = _done(exchange, "create")
    record_id = None if aim is None else _record_id(exchange, aim)
    if aim is None or record_id is None or names_its_id(exchange.sent):
        return
    if (aim.place, record_id) in subject.given:
        yield f"{record_id} was given to a record before"
    subject.given.add((aim.place, record_id))


@_check
def deleted_is_gone(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Try to read a record that was deleted, look for it in the list, and for its neighbours."""
    aim = _done(exchange, "delete")
    if aim is None:
        return
    subject.records.pop((aim.place, aim.record_id), None)
    reply = subject.probe.send("GET", aim.place.one(aim.record_id))
    if reply.status != _NOT_FOUND:
        yield f"{aim.record_id} was deleted and answers {reply.status}"
    if aim.record_id in {str(row.get("id")) for row in rows_of(subject.probe, aim.place)}:
        yield f"{aim.record_id} was deleted and is listed"
    yield from neighbour_findings(aim, subject)


@_check
def refused_changes_nothing(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Read a record again whose update or delete was refused."""
    aim = exchange.aim
    if aim is None or not exchange.refused or aim.verb not in ("update", "delete"):
        return
    record = subject.records.get((aim.place, aim.record_id))
    if record is None or (aim.place, aim.record_id) in subject.referenced:
        return
    now = subject.read(aim.place, aim.record_id)
    if now is None:
        yield f"{aim.record_id} is gone after a refused {exchange.method}"
    else:
        yield from unchanged_findings(aim.place, record, now, subject.known.date_format)


@_check
def companies_are_isolated(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Look for foreign records in answers, and for ours with the other company's key."""
    aim = _done(exchange, "list", "get", "create", "update")
    if subject.other is None or aim is None:
        return
    foreign = subject.foreign.get(aim.place, frozenset())
    leaked = {str(record.get("id")) for record in _shown(exchange, aim.place)} & foreign
    if leaked:
        yield f"records of the other company are shown: {sorted(leaked)[:3]}"
    record_id = _record_id(exchange, aim) if aim.verb == "create" else None
    if record_id is None:
        return
    own = subject.read(aim.place, record_id)
    if own is None:
        return
    yield from listed_findings(aim.place, record_id, subject.other, foreign)
    attempts = [("GET", aim.place.one(record_id), None)]
    attempts.append(("PUT", aim.place.written(record_id), exchange.sent))
    attempts.extend([("DELETE", aim.place.written(record_id), None)] if aim.place.deletes else [])
    for method, path, body in attempts:
        reply = subject.other.send(method, path, None if body is NOT_JSON else body)
        if reply.succeeded and not _is_no_entity(reply.body):
            yield f"{method} {path} with the other company's key answers {reply.status}"
    now = subject.read(aim.place, record_id)
    if now is None:
        yield f"{record_id} is gone after the other company asked for it"
    else:
        yield from unchanged_findings(aim.place, own, now, subject.known.date_format)


@_check
def scopes_are_enforced(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Send a Nuvio read or write again with tokens that may do something else."""
    if not exchange.succeeded or not exchange.scope:
        return
    for scope, probe in subject.scoped.items():
        if scope == exchange.scope:
            continue
        body = None if exchange.sent is NOT_JSON else exchange.sent
        reply = probe.send(exchange.method, exchange.path, body)
        if reply.status != _FORBIDDEN:
            yield f"{exchange.method} with a token for {scope} alone answers {reply.status}"


@_check
def no_secret_is_echoed(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Search the bytes of every answer for the keys of both companies."""
    headers = "\n".join(value for values in exchange.headers.values() for value in values)
    for secret in subject.target.secrets:
        if secret.encode() in exchange.content or secret in headers:
            yield "the answer holds a secret of one of the companies"


def _done(exchange: Exchange, *verbs: Verb) -> Aim | None:
    """Give the aim of a request that succeeded, if it did one of these."""
    aim = exchange.aim
    return aim if aim is not None and exchange.succeeded and aim.verb in verbs else None


def _is_no_entity(body: Any) -> bool:
    """Tell whether v2 says under status 200 that there is no such thing (observation 15)."""
    return isinstance(body, dict) and "error" in body and "id" not in body


def _record_id(exchange: Exchange, aim: Aim) -> str | None:
    return aim.place.id_in(exchange.body) if aim.verb == "create" else aim.record_id


def _shown(exchange: Exchange, place: Place) -> list[dict[str, Any]]:
    """Give the records in an answer; a write of Daftra shows none."""
    if isinstance(exchange.body, dict) and isinstance(exchange.body.get("data"), list):
        return place.rows_in(exchange.body)
    if place.style == "v2" and exchange.method != "GET":
        return []
    record = place.record_in(exchange.body)
    return [] if record is None else [record]


def _remember(exchange: Exchange, aim: Aim, key: tuple[Place, str], subject: Subject) -> None:
    if aim.verb == "create":
        subject.created.add(key)
    for (place, _), value in sent_references(subject.target.api, aim.place, exchange.sent):
        subject.referenced.add((place, value))
    if isinstance(exchange.sent, dict) and any(exchange.sent.get(name) for name in _PAID_AT_ONCE):
        subject.referenced.add(key)


def _is_kept_elsewhere(exchange: Exchange, place: Place) -> bool:
    """Tell whether an invoice of another `type` was written: v2 shows those (published)."""
    return place.name == "invoices" and place.sent_in(exchange.sent).get("type") not in _INVOICES
