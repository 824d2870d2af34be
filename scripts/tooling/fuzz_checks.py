"""The checks beyond the stock ones, but for those of writes (`fuzz_write_checks`).

    envelope_agrees_with_status   the body's verdict is the status
    pages_add_up                  Daftra: one page, and all pages together
    filters_are_honoured          a list is what its filters let through
    money_adds_up                 lines, taxes, totals, rest
    sort_is_honoured              Daftra: a list is in the order that it is asked for
    companies_are_isolated        neither company sees or changes the other's records
    scopes_are_enforced           Nuvio: a token does what its scope allows, and no more
    no_secret_is_echoed           no answer holds a key, a token or a password

Each asks one law of an exchange, and fails with its findings. They look for their subject by the
schema of the case, so they say nothing of other schemas.
"""

from collections.abc import Iterator

from tooling.fuzz_asked import asked_findings
from tooling.fuzz_envelope import envelope_findings
from tooling.fuzz_exchange import Exchange, Finding
from tooling.fuzz_filters import nuvio_findings, v1_findings, v2_findings
from tooling.fuzz_known import rows_of
from tooling.fuzz_laws import done, is_no_entity, law, record_id_of, shown_in
from tooling.fuzz_money import money_findings
from tooling.fuzz_paging import (
    newest_first_findings,
    number_findings,
    page_findings,
    walk_findings,
)
from tooling.fuzz_probe import NOT_JSON
from tooling.fuzz_shadow import unchanged_findings
from tooling.fuzz_sorting import SORTED, sort_findings
from tooling.fuzz_subject import Subject
from tooling.fuzz_traces import listed_findings, paid_documents

_FORBIDDEN = 403
_WALK_EVERY = 25
_WALK_LIMIT, _MOST_PAGES = 7, 200
_LIVE_LIMIT, _LIVE_PAGES = 50, 5
_UNPAGED = ("follow_up_status", "employee_asset")
_NEWEST_FIRST = ("incomes", "expenses")
_FILTERED = ("income", "expense")


@law
def envelope_agrees_with_status(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Judge every answer, those to unknown methods included."""
    yield from envelope_findings(exchange, subject.target)


@law
def pages_add_up(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Judge each page of a Daftra list, and now and then the whole walk."""
    aim = done(exchange, "list")
    if aim is None or aim.place.style == "nuvio" or is_no_entity(exchange.body):
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


@law
def sort_is_honoured(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Ask for a Daftra list by id, up and down, now and then."""
    aim = done(exchange, "list")
    if aim is None or aim.place.style != "v1" or aim.place.name not in SORTED:
        return
    if subject.sorted[aim.place] % _WALK_EVERY == 0:
        yield from sort_findings(subject.probe, aim.place, _LIVE_LIMIT)
    subject.sorted[aim.place] += 1


@law
def filters_are_honoured(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Judge a filtered list against the list of everything."""
    aim = done(exchange, "list")
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
    if not subject.target.live and not is_no_entity(exchange.body):
        if subject.asked[aim.place] % _WALK_EVERY == 0:
            yield from asked_findings(subject.probe, aim.place)
        subject.asked[aim.place] += 1


@law
def money_adds_up(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Judge the amounts of every document that is shown, or that a payment is for."""
    for place, document in paid_documents(exchange, subject):
        paid = subject.read(place, document)
        if paid is not None:
            yield from money_findings(place, paid)
    aim = done(exchange, "list", "get", "create", "update")
    if aim is None:
        return
    for record in shown_in(exchange, aim.place):
        yield from money_findings(aim.place, record)
    if subject.target.api == "daftra" and aim.verb in ("create", "update"):
        record_id = record_id_of(exchange, aim)
        written = None if record_id is None else subject.read(aim.place, record_id)
        if written is not None:
            yield from money_findings(aim.place, written)


@law
def companies_are_isolated(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Look for foreign records in answers, and for ours with the other company's key."""
    aim = done(exchange, "list", "get", "create", "update")
    if subject.other is None or aim is None:
        return
    foreign = subject.foreign.get(aim.place, frozenset())
    leaked = {str(record.get("id")) for record in shown_in(exchange, aim.place)} & foreign
    if leaked:
        yield f"records of the other company are shown: {sorted(leaked)[:3]}"
    record_id = record_id_of(exchange, aim) if aim.verb == "create" else None
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
        if reply.succeeded and not is_no_entity(reply.body):
            yield f"{method} {path} with the other company's key answers {reply.status}"
    now = subject.read(aim.place, record_id)
    if now is None:
        yield f"{record_id} is gone after the other company asked for it"
    else:
        yield from unchanged_findings(aim.place, own, now, subject.known.date_format)


@law
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


@law
def no_secret_is_echoed(exchange: Exchange, subject: Subject) -> Iterator[Finding]:
    """Search the bytes of every answer for the keys of both companies."""
    headers = "\n".join(value for values in exchange.headers.values() for value in values)
    for secret in subject.target.secrets:
        if secret.encode() in exchange.content or secret in headers:
            yield "the answer holds a secret of one of the companies"
