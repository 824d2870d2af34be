"""What a write leaves behind beside its own record, and what it must leave alone."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from tooling.fuzz_exchange import Exchange, Finding
from tooling.fuzz_known import rows_of
from tooling.fuzz_place import Aim, Place
from tooling.fuzz_probe import Probe
from tooling.fuzz_references import sent_references
from tooling.fuzz_shadow import kept_findings, lost_findings
from tooling.fuzz_subject import Subject

_NEIGHBOURS, _EVERY_ROW = 3, 1000
_PAYING = frozenset({"add-payment", "match-payment", "invoice_payments"})
_PAID_FOR = frozenset({("income", "id"), ("expense", "id"), ("invoices", "id")})


def left_out_findings(
    subject: Subject,
    key: tuple[Place, str],
    sent: dict[str, Any],
    record: dict[str, Any],
    before: dict[str, Any] | None,
) -> Iterator[Finding]:
    """Judge what an update left out, and what was sent and left no trace."""
    place, told = key[0], subject.sent.setdefault(key, {})
    if before is not None and subject.target.dialect == "documented":
        left_out = {name: before[name] for name in before if name in told and name not in sent}
        yield from kept_findings(place, left_out, record, subject.known.date_format)
    told.update(sent)
    yield from lost_findings(place, sent, record, subject.members[place])


def neighbour_findings(aim: Aim, subject: Subject) -> Iterator[Finding]:
    """Read the last records of the kind that something was deleted of: they are still there."""
    neighbours = [record_id for place, record_id in subject.records if place == aim.place]
    for record_id in neighbours[-_NEIGHBOURS:]:
        if subject.read(aim.place, record_id) is None:
            yield f"{record_id} is gone with {aim.record_id}"
            del subject.records[aim.place, record_id]


def listed_findings(
    place: Place, record_id: str, other: Probe, foreign: AbstractSet[str]
) -> Iterator[Finding]:
    """Look for a new record in the list of the other company."""
    listed = {str(row.get("id")) for row in rows_of(other, place, _EVERY_ROW)}
    if record_id in listed - foreign:
        yield f"{record_id} is listed for the other company"


def paid_documents(exchange: Exchange, subject: Subject) -> Iterator[tuple[Place, str]]:
    """Give the documents that a payment is for: they must say so at once."""
    words = exchange.path.split("/")
    if exchange.succeeded and exchange.method != "GET" and not _PAYING.isdisjoint(words):
        for (place, member), value in sent_references(subject.target.api, None, exchange.sent):
            if (place.name, member) in _PAID_FOR:
                yield place, value


def matched_transaction(exchange: Exchange) -> Iterator[tuple[Place, str]]:
    """Give the transaction that a payment is matched with: its matches change with it."""
    before, _, transaction = exchange.path.partition("/match-payment/")
    if exchange.succeeded and before == "/v1" and transaction:
        yield Place("nuvio", "transactions"), transaction


def names_its_id(sent: Any) -> bool:
    """Tell whether v2 is told which record to save: that may be one that is there (published)."""
    return isinstance(sent, dict) and bool(sent.get("id"))
