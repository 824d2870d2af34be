"""Failures that a fact excuses, one reason each: what no schema can say, or the docs leave open.

Nothing else may be added to get a run green.
"""

from typing import Any

from schemathesis import Case, Response
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.openapi.checks import RejectedPositiveData

from tooling.fuzz_exchange import Exchange, exchange_of
from tooling.fuzz_known import unknown_references
from tooling.fuzz_probe import NOT_JSON
from tooling.fuzz_subject import Subject

_WRITES = ("create_income", "update_income", "list_incomes")
_UNPROCESSABLE = {"daftra": 400, "nuvio": 422}


def excuse_for(
    failure: Failure, case: Case[Any], response: Response, subject: Subject
) -> str | None:
    """Give the reason why a failure is none; None when it is one."""
    exchange = exchange_of(case, response)
    if isinstance(failure, RejectedPositiveData):
        return _refused_for_good_reason(exchange, subject)
    if isinstance(failure, AcceptedNegativeData):
        return _accepted_for_good_reason(exchange, subject)
    return None


def _refused_for_good_reason(exchange: Exchange, subject: Subject) -> str | None:
    target = subject.target
    if exchange.status != _UNPROCESSABLE[target.api] or exchange.operation not in _WRITES:
        return None
    # Which records exist is no matter of a schema; both APIs refuse a reference to none.
    if unknown_references(target, exchange.sent, subject.known):
        return "refers to a record that does not exist"
    # An invoice number is unique in its company (published); the schema knows only its letters.
    if target.api == "nuvio" and _number_is_taken(exchange, subject):
        return "uses an invoice number that is taken"
    return None


def _accepted_for_good_reason(exchange: Exchange, subject: Subject) -> str | None:
    # The docs render the body of both Nuvio writes as optional, and no member is required. The
    # spec asks for one all the same, because a call without it is of no use to anybody.
    no_body = exchange.sent is NOT_JSON and exchange.operation in ("create_income", "update_income")
    if subject.target.api == "nuvio" and no_body:
        return "has no body, which the docs allow"
    return None


def _number_is_taken(exchange: Exchange, subject: Subject) -> bool:
    number = exchange.sent.get("invoiceNumber") if isinstance(exchange.sent, dict) else None
    if not isinstance(number, str):
        return False
    holder = subject.read(number)
    return holder is not None and holder.get("id") != exchange.path_id
