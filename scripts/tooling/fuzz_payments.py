"""Whether a payment of Nuvio fits what it pays and what it is paid from, as the service tells."""

from decimal import Decimal, InvalidOperation
from typing import Any

from tooling.fuzz_exchange import Exchange
from tooling.fuzz_subject import Subject

_ADD, _MATCH = "/v1/add-payment", "/v1/match-payment/"
_DOCUMENTS = {"invoiceId": "income", "incomeId": "income", "expenseId": "expense"}
_DIRECTIONS = {"income": "Money In", "expense": "Money Out"}
_SOMETHING = Decimal(1)
"""An amount that is more than nothing in any currency, whatever it is rounded to."""


def fits_badly(exchange: Exchange, subject: Subject) -> bool:
    """Tell whether money comes from another currency that it cannot come from, or the wrong way.

    A transaction pays no more than is left of it, and only what goes in its direction.
    """
    sent = exchange.sent if isinstance(exchange.sent, dict) else {}
    kind = next((_DOCUMENTS[name] for name in _DOCUMENTS if sent.get(name) is not None), None)
    if kind is None or not exchange.path.startswith((_ADD, _MATCH)):
        return False
    name = next(name for name in _DOCUMENTS if sent.get(name) is not None)
    document = _shown(subject, kind, sent[name])
    if exchange.path.startswith(_ADD):
        source = _shown(subject, "accounts", sent.get("accountId"))
        return _is_lost(sent, document, source)
    source = _shown(subject, "transactions", exchange.path.removeprefix(_MATCH))
    return (
        source.get("transactionType") != _DIRECTIONS[kind]
        or _amount(sent.get("amount")) > _left(source)
        or _is_lost(sent, document, source)
    )


def _is_lost(sent: dict[str, Any], document: dict[str, Any], source: dict[str, Any]) -> bool:
    """Tell whether an amount comes to nothing in the currency that it is paid in."""
    if document.get("currency") == source.get("currency"):
        return False
    rate = _amount(document.get("exchangeRate"))
    return _amount(sent.get("amount")) * rate < _SOMETHING


def _left(transaction: dict[str, Any]) -> Decimal:
    """Work out what nothing has been matched with yet."""
    matches = [
        *(transaction.get("matchedIncomes") or []),
        *(transaction.get("matchedExpenses") or []),
    ]
    taken = sum((_amount(match.get("matchedAmount")) for match in matches), Decimal(0))
    return _amount(transaction.get("amount")) - taken


def _shown(subject: Subject, name: str, record_id: Any) -> dict[str, Any]:
    if not isinstance(record_id, str) or not record_id.replace("-", "").isalnum():
        return {}
    found = subject.probe.send("GET", f"/v1/{name}/{record_id}").at("data")
    return found if isinstance(found, dict) else {}


def _amount(value: Any) -> Decimal:
    try:
        amount = Decimal(str(value or 0))
    except InvalidOperation:
        return Decimal(0)
    return amount if amount.is_finite() else Decimal(0)
