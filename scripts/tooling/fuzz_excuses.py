"""Failures that a fact excuses, one reason each: what no schema can say, or the docs leave open.

The service under test is asked whether the fact holds, wherever it can tell: does the record
exist that a body refers to, is the code taken. Nothing may be added to get a run green.
"""

import re
from collections.abc import Iterator
from typing import Any

from schemathesis import Case, Response
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.openapi.checks import EnsureResourceAvailability, RejectedPositiveData

from tooling.fuzz_complaints import reason_for_all
from tooling.fuzz_entities import entity_excuse
from tooling.fuzz_exchange import Exchange
from tooling.fuzz_known import rows_of
from tooling.fuzz_place import Aim
from tooling.fuzz_probe import NOT_JSON
from tooling.fuzz_rules import broken_rule
from tooling.fuzz_subject import Subject

_UNPROCESSABLE = (400, 422)
_MOST = 1000
UNIQUE = {
    "income": ("invoiceNumber",),
    "business-entities": ("entityCode",),
    "projects": ("projectCode",),
    "product-services": ("productCode", "code"),
    "tags": ("name",),
    "taxes": ("name",),
    "clients": ("client_number",),
    "journal_accounts": ("code",),
    "journal_cats": ("code",),
}
"""Members that no two records of one kind share (published), as they are sent; the last name of
several is how it is read."""

_UNREAD = ("payment", "invoicePayment", "deposit", "document", "documentTitle", "invoiceReminder")
_MISSES = re.compile("violates `required`|Missing required property")
_ROWS = ("managers", "unit_templates_unit_factors", "assigned_users", "attachments", "tags")
"""Members of v2 that are lists: null asks for none."""
_SET_BY_THE_SERVICE = (
    *("invoice_id", "purchase_order_id", "payment_status", "invoice -> type"),
    # Never read back: lots, serial numbers and accounts of lines, and who sold (published).
    # The number of a workflow record is kept as text, whatever it is sent as.
    "number -> code",
    *("income_account_id", "serials", "lot", "expiry_date", "sales_person_id"),
)


def excuse_for(
    failure: Failure, case: Case[Any], response: Response, subject: Subject
) -> str | None:
    """Give the reason why a failure is none; None when it is one."""
    exchange = subject.exchange(case, response)
    if isinstance(failure, RejectedPositiveData):
        return _refused_for_good_reason(exchange, subject)
    if isinstance(failure, AcceptedNegativeData):
        return _accepted_for_good_reason(exchange, subject, failure)
    if isinstance(failure, EnsureResourceAvailability) and exchange.path.endswith("/"):
        return "follows a link to a code that is empty"
    return None


def _refused_for_good_reason(exchange: Exchange, subject: Subject) -> str | None:
    if exchange.status not in _UNPROCESSABLE:
        return None
    if (reason := reason_for_all(exchange, subject)) is not None:
        return reason
    if (reason := entity_excuse(exchange, subject)) is not None:
        return reason
    if (rule := broken_rule(exchange, subject)) is not None:
        return rule
    aim = exchange.aim
    if aim is None and exchange.method == "DELETE":
        return "deletes what others refer to"
    if aim is None:
        return _no_entity(exchange, subject)
    no_such = subject.target.live or "Entity Not exists" in str(exchange.body)
    if no_such and aim.place.style == "v2" and aim.place.name not in subject.entities:
        return "asks for an entity that there is not"
    if aim.verb in ("create", "update") and any(_taken(exchange, aim, subject)):
        return "uses a number or code that is taken"
    if aim.verb == "delete" and _may_be_referred_to(aim, subject):
        return "deletes what others refer to"
    return None


def _accepted_for_good_reason(exchange: Exchange, subject: Subject, failure: Failure) -> str | None:
    # The docs render the bodies of Nuvio's writes as optional, and most require no member. The
    # spec asks for one all the same, because a call without it is of no use to anybody.
    if subject.target.api == "nuvio" and exchange.sent is NOT_JSON and exchange.method != "GET":
        return "has no body, which the docs allow"
    # v2 refuses what it does not have under status 200 (observation 15).
    if isinstance(exchange.body, dict) and "error" in exchange.body and len(exchange.body) == 1:
        return "is refused under status 200"
    # Values of a query that mean nothing are ignored by Daftra, not refused (observations 4, 5).
    if subject.target.api == "daftra" and exchange.method == "GET" and exchange.query:
        return "asks by a value that means nothing, which is ignored"
    # The body of an update has the schema of a create, and keeps what it leaves out.
    updates = exchange.aim is not None and exchange.aim.verb == "update"
    if updates and exchange.path.startswith("/v2/") and _MISSES.search(str(failure)):
        return "leaves out what an update keeps"
    if exchange.path.endswith("/add_bulk.json") and _some_verdict_failed(exchange):
        return "is refused in the verdict of its element"
    # Blocks that no read shows, and what the service sets in a line itself, are not looked at.
    own = "" if exchange.aim is None else exchange.aim.place.wrapper.lower()
    unread = "|".join(name for name in _UNREAD if name.lower() != own)
    inside = rf"(in body - |component: |items: |/properties/)({unread})\b"
    if re.search(inside, str(failure), re.IGNORECASE) or any(
        re.search(rf"\b{name}('|:| -> )", str(failure), re.IGNORECASE)
        for name in _SET_BY_THE_SERVICE
    ):
        return "sends what is not stored"
    if "_custom_data'" in str(failure) or _leaves_rows_null(exchange, failure):
        return "sends what is not stored"
    if "propertyNames" in str(failure) and _sends_a_sum(exchange):
        return "sends a sum that the service works out, which is ignored"
    return None


def _leaves_rows_null(exchange: Exchange, failure: Failure) -> bool:
    """Tell whether v2 is sent null for its rows, which asks for none."""
    sent = exchange.sent if isinstance(exchange.sent, dict) else {}
    return exchange.path.startswith("/v2/") and any(
        name in sent and sent[name] is None and f"in body - {name}: Incorrect type" in str(failure)
        for name in _ROWS
    )


def _sends_a_sum(exchange: Exchange) -> bool:
    sent = {} if exchange.aim is None else exchange.aim.place.sent_in(exchange.sent)
    return any(name.startswith(("summary_", "payment_status", "type")) for name in sent)


def _some_verdict_failed(exchange: Exchange) -> bool:
    return isinstance(exchange.body, list) and any(
        isinstance(verdict, dict) and verdict.get("result") == "failed" for verdict in exchange.body
    )


def _no_entity(exchange: Exchange, subject: Subject) -> str | None:
    """Say whether v2 is asked for an entity that it does not have."""
    if exchange.path == "/v2/api/multi-entity" and isinstance(exchange.sent, list):
        asked = {str(each.get("key")) for each in exchange.sent if isinstance(each, dict)}
        return None if asked <= subject.entities else "asks for an entity that there is not"
    return None


def _taken(exchange: Exchange, aim: Aim, subject: Subject) -> Iterator[bool]:
    sent = aim.place.sent_in(exchange.sent)
    members = UNIQUE.get(aim.place.name, ())
    value = sent.get(members[0]) if members else None
    if not subject.target.live and members and members[0] not in str(exchange.body):
        # The sandbox says what it complains of, and this is something else.
        return
    if isinstance(value, str | int) and value != "":
        yield from (
            str(row.get(members[-1])) == str(value) and str(row.get("id")) != aim.record_id
            for row in rows_of(subject.probe, aim.place, _MOST)
        )


def _may_be_referred_to(aim: Aim, subject: Subject) -> bool:
    """Tell whether something may refer to a record: a new one that nothing named is free."""
    key = (aim.place, aim.record_id)
    return key not in subject.created or key in subject.referenced
