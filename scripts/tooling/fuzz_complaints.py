"""What a service complains of, member by member: all of it must have a reason, or none counts.

A refusal that names two members is excused when each of them is: one that refers to nothing beside
one that is good is a fault.
"""

import re
from collections.abc import Iterator
from typing import Any

from tooling.fuzz_exchange import Exchange
from tooling.fuzz_known import missing_references
from tooling.fuzz_rules import names_no_day
from tooling.fuzz_subject import Subject

_OF_A_REFERENCE = re.compile(
    "does not exist|is not (in|an? .+ of) this account|tax not found|is no employee|must be an id"
)
_OF_A_DAY = "must be a day that exists"
_OF_NOTHING = "is required"
_OF_A_CURRENCY = "currency must be a currency code"
_ASKED_BY_SCHEMA = {("brand", "name"), ("follow_up_status", "name")}
"""What a body must hold by the spec already: of the others the docs alone say so."""
_NOTHING: tuple[Any, ...] = (None, "", 0, "0", [])


def reason_for_all(exchange: Exchange, subject: Subject) -> str | None:
    """Give the reason of a refusal whose every complaint has one."""
    told = list(_complaints(exchange))
    if subject.target.live:
        # A live service words it in its own way.
        return _refers_to_nothing(exchange, subject)
    reasons = [_reason(member, complaint, exchange, subject) for member, complaint in told]
    return None if not all(reasons) or not reasons else reasons[0]


def _reason(member: str, complaint: str, exchange: Exchange, subject: Subject) -> str | None:
    if _OF_A_REFERENCE.search(complaint):
        return _refers_to_nothing(exchange, subject)
    if complaint.startswith(_OF_A_DAY) and names_no_day(exchange, subject):
        return "names a day that does not exist"
    if complaint.startswith(_OF_A_CURRENCY) and _has_no_currency(member, exchange):
        return "names a currency that is none"
    if complaint.startswith(_OF_NOTHING) and _leaves_out(member, exchange):
        return "leaves out what an entity needs"
    return None


def _refers_to_nothing(exchange: Exchange, subject: Subject) -> str | None:
    place = None if exchange.aim is None else exchange.aim.place
    missing = missing_references(subject.target.api, place, exchange.sent, subject.probe)
    return "refers to a record that does not exist" if missing else None


def _has_no_currency(member: str, exchange: Exchange) -> bool:
    """Tell whether an amount with its currency has a text there that no currency is written as."""
    amount = exchange.sent.get(member) if isinstance(exchange.sent, dict) else None
    currency = amount.get("currency") if isinstance(amount, dict) else None
    return isinstance(currency, str) and not re.fullmatch("[A-Z]{3}", currency)


def _leaves_out(member: str, exchange: Exchange) -> bool:
    """Tell whether v2 misses a member that was left out, though its schema lets it, or empty."""
    aim = exchange.aim
    sent = exchange.sent
    if aim is None or aim.place.style != "v2" or not isinstance(sent, dict):
        return False
    if member not in sent:
        return (aim.place.name, member) not in _ASKED_BY_SCHEMA
    return sent[member] in _NOTHING


def _complaints(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Yield what is said of members, or else of the whole, with the name of the member."""
    of_members = [exchange.at("errors"), exchange.at("validation_errors")]
    found = list(_texts("", of_members))
    yield from found or _texts("", [exchange.at("message"), exchange.at("error_description")])


def _texts(member: str, node: Any) -> Iterator[tuple[str, str]]:
    """Yield every text of an answer, however deep it lies, under the nearest name above it."""
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from _texts(str(name), inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _texts(member, inner)
    elif node is not None:
        yield member, str(node)
