"""The checks of writes: what was written is read, and what was deleted or refused is not.

written_is_read               what a write sent is what a read shows
ids_are_given_once            a new record has an id that no other one has, or had
deleted_is_gone               a deleted record is read and listed no more, the others are
refused_changes_nothing       a refused update or delete leaves the record alone
"""

from collections.abc import Iterator

from tooling.fuzz_exchange import Exchange, Finding
from tooling.fuzz_known import rows_of
from tooling.fuzz_laws import done, law, record_id_of, shown_in
from tooling.fuzz_place import Aim, Place
from tooling.fuzz_references import sent_references
from tooling.fuzz_shadow import unchanged_findings, written_findings
from tooling.fuzz_subject import Subject
from tooling.fuzz_traces import (
    left_out_findings,
    matched_transaction,
    names_its_id,
    neighbour_findings,
)

_NOT_FOUND = 404
_INVOICES = (None, 0, "0")
_PAID_AT_ONCE = ("Payment", "InvoicePayment")


@law
def written_is_read(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Read back every create and update, and compare; a read must show the last write, too."""
    subject.referenced.update(matched_transaction(exchange))
    aim = done(exchange, "get", "create", "update")
    if aim is None:
        return
    place, date_format = aim.place, subject.known.date_format
    if aim.verb == "get":
        for shown in shown_in(exchange, place):
            key = (place, str(shown.get("id")))
            if key in subject.records and key not in subject.referenced:
                before = subject.records[key]
                yield from unchanged_findings(place, before, shown, date_format)
        return
    record_id = record_id_of(exchange, aim)
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
    for answered in shown_in(exchange, place):
        yield from unchanged_findings(place, answered, record, date_format)


@law
def ids_are_given_once(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Judge the id of every create, those of records that are gone included."""
    aim = done(exchange, "create")
    record_id = None if aim is None else record_id_of(exchange, aim)
    if aim is None or record_id is None or names_its_id(exchange.sent):
        return
    if (aim.place, record_id) in subject.given:
        yield f"{record_id} was given to a record before"
    subject.given.add((aim.place, record_id))


@law
def deleted_is_gone(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Try to read a record that was deleted, look for it in the list, and for its neighbours."""
    aim = done(exchange, "delete")
    if aim is None:
        return
    subject.records.pop((aim.place, aim.record_id), None)
    reply = subject.probe.send("GET", aim.place.one(aim.record_id))
    if reply.status != _NOT_FOUND:
        yield f"{aim.record_id} was deleted and answers {reply.status}"
    if aim.record_id in {str(row.get("id")) for row in rows_of(subject.probe, aim.place)}:
        yield f"{aim.record_id} was deleted and is listed"
    yield from neighbour_findings(aim, subject)


@law
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
