"""Rules of Nuvio between members, or about what exists: what an account and a payment may be.

They are asked beside those of `fuzz_rules`, of what was sent and of the service.
"""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from tooling.fuzz_exchange import Exchange
from tooling.fuzz_payments import fits_badly
from tooling.fuzz_subject import Subject

Rule = Callable[[Exchange, Subject], bool]

_BOUND = ("amount", "transactionType")


def _account_of_a_bank(exchange: Exchange, subject: Subject) -> bool:
    """Tell whether a payment goes through an account that a bank keeps (published: refused)."""
    if exchange.path.startswith("/v1/transactions"):
        return False
    sent = exchange.sent if isinstance(exchange.sent, dict) else {}
    account = sent.get("accountId")
    if not isinstance(account, str) or not account.replace("-", "").isalnum():
        return False
    shown = subject.probe.send("GET", f"/v1/accounts/{account}").at("data", "integrationType")
    return shown not in (None, "Manual")


def _currency_of_an_account(exchange: Exchange, subject: Subject) -> bool:
    """Tell whether an account changes its currency: its amounts would become other money."""
    aim = exchange.aim
    if aim is None or aim.place.name != "accounts" or aim.verb != "update":
        return False
    record = subject.read(aim.place, aim.record_id) or {}
    sent = exchange.sent if isinstance(exchange.sent, dict) else {}
    return sent.get("currency") not in (None, record.get("currency"))


def _matched_transaction(exchange: Exchange, subject: Subject) -> bool:
    """Tell whether a transaction is matched, so that its amount and type are bound."""
    aim = exchange.aim
    if aim is None or aim.place.name != "transactions" or aim.verb != "update":
        return False
    record = subject.read(aim.place, aim.record_id)
    told = str(exchange.body)
    # A sandbox names what it complains of: another name is another reason.
    bound = subject.target.live or any(name in told and "match" in told for name in _BOUND)
    matches = ("matchedIncomes", "matchedExpenses")
    return bool(bound and record and any(record.get(name) for name in matches))


def _pays_too_much(exchange: Exchange, subject: Subject) -> bool:
    """Tell whether more is paid than is open, of the document or of the transaction."""
    if not exchange.path.startswith(("/v1/add-payment", "/v1/match-payment")):
        return False
    sent = exchange.sent if isinstance(exchange.sent, dict) else {}
    for member, name in (("invoiceId", "income"), ("incomeId", "income"), ("expenseId", "expense")):
        document = sent.get(member)
        if isinstance(document, str) and document.replace("-", "").isalnum():
            shown = subject.probe.send("GET", f"/v1/{name}/{document}").at("data") or {}
            if amount_of(sent.get("amount")) > amount_of(shown.get("remainingAmount")):
                return True
    return amount_of(sent.get("amount")) > _left_of_transaction(exchange, subject)


def _left_of_transaction(exchange: Exchange, subject: Subject) -> Decimal:
    """Give what no match has taken of the transaction that a path names."""
    name = exchange.path.partition("/v1/match-payment/")[2]
    if not name.replace("-", "").isalnum():
        return Decimal("Infinity")
    shown = subject.probe.send("GET", f"/v1/transactions/{name}").at("data") or {}
    matches = [*(shown.get("matchedIncomes") or ()), *(shown.get("matchedExpenses") or ())]
    taken = sum((abs(amount_of(each.get("matchedAmount"))) for each in matches), Decimal(0))
    return abs(amount_of(shown.get("amount"))) - taken


def _one_document(exchange: Exchange, _subject: Subject) -> bool:
    """Tell whether a payment names no document, or two (published: one)."""
    if not exchange.path.startswith(("/v1/add-payment", "/v1/match-payment")):
        return False
    sent = exchange.sent if isinstance(exchange.sent, dict) else {}
    named = [name for name in ("invoiceId", "incomeId", "expenseId") if sent.get(name) is not None]
    return len(named) != 1


def amount_of(value: Any) -> Decimal:
    """Read an amount; what is none counts as nothing."""
    try:
        amount = Decimal(str(value or 0))
    except InvalidOperation:
        return Decimal(0)
    return amount if amount.is_finite() else Decimal(0)


NUVIO_RULES: dict[str, Rule] = {
    "pays through an account that a bank keeps": _account_of_a_bank,
    "changes the currency of an account": _currency_of_an_account,
    "changes what a match binds": _matched_transaction,
    "pays more than is open": _pays_too_much,
    "pays no document, or two": _one_document,
    "pays from what does not fit": fits_badly,
}
"""The rules by what breaks them."""
