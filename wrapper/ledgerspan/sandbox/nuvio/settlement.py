"""Decide whether a payment fits what it pays and what it is paid from."""

from decimal import Decimal

from ledgerspan.sandbox.money import EXACT, round_money


def taken(
    amount: Decimal, currency: str, rate: Decimal | None, account: str, functional: str
) -> Decimal | None:
    """Give what `amount` of a document takes from an account with the currency `account`.

    The account has the currency of the document or that of the company (published for
    add_payment). In the second case the rate of the document converts; the direction of a rate
    is not published, we multiply. None where the currencies do not allow it.
    """
    if account == currency:
        return amount
    if account != functional or rate is None:
        return None
    return round_money(EXACT.multiply(amount, rate), account)


def currency_complaint(currency: str, rate: Decimal | None, account: str, functional: str) -> str:
    """Say why `taken` is None."""
    if account == functional and rate is None:
        return f"the document in {currency} has no exchangeRate into {account}"
    return f"an account in {account} cannot pay a document in {currency}"


def excess_complaint(amount: Decimal, remaining: Decimal, of: str) -> str | None:
    """Say that `amount` is more than what is left of something; None if it is not."""
    if amount <= remaining:
        return None
    return f"amount must be at most what remains of the {of}, {max(remaining, Decimal(0)):f}"
