"""Invent what has been paid on a document, and the transactions that paid it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ledgerspan.sandbox.companies import NuvioCompany
from ledgerspan.sandbox.dice import pick
from ledgerspan.sandbox.exactjson import plain_digits
from ledgerspan.sandbox.money import round_money
from ledgerspan.sandbox.nuvio.batch import Batch, Document
from ledgerspan.sandbox.nuvio.identifiers import derived_uuid
from ledgerspan.sandbox.nuvio.settlement import taken
from ledgerspan.sandbox.nuvio.totals import LineTotals, total_of
from ledgerspan.sandbox.plan import Plan

# Shares of the total that are paid, so that every payment status is met.
_PAID_SHARES: tuple[tuple[str, ...], ...] = (
    (),
    (),
    ("0.25",),
    ("0.3", "0.2"),
    ("1",),
    ("0.5", "0.5"),
    ("1.1",),
)


@dataclass(frozen=True, slots=True)
class Payment:
    """An amount in the currency of the document, and the id of the account."""

    amount: Decimal
    account: str


@dataclass(frozen=True, slots=True)
class Invented:
    """A document, the totals of its lines, and what has been paid on it, a week apart."""

    document: Document
    lines: list[LineTotals]
    payments: Sequence[Payment]


def invented(chance: Random, document: Document, accounts: Sequence[str]) -> Invented:
    """Total the lines of a document, and pay it or not."""
    lines = [line.totals(document.currency) for line in document.lines]
    return Invented(document, lines, _payments(chance, document, lines, accounts))


def _payments(
    chance: Random, document: Document, lines: Sequence[LineTotals], accounts: Sequence[str]
) -> list[Payment]:
    """Pay some of the documents, in parts or too much; no draft."""
    if document.status == "Draft":
        return []
    total = total_of(lines)
    shares = pick(chance, _PAID_SHARES)
    amounts = [round_money(total * Decimal(share), document.currency) for share in shares]
    if sum(map(Decimal, shares)) == 1:
        # Rounding must not leave a cent open on what is meant to be paid.
        amounts[-1] = total - sum(amounts[:-1])
    return [Payment(amount, pick(chance, accounts)) for amount in amounts if amount > 0]


def add_payments(batch: Batch, plan: Plan, company: NuvioCompany, invented: Invented) -> None:
    """Add a transaction and a match a payment."""
    document = invented.document
    for place, payment in enumerate(invented.payments):
        origin = (plan.seed, "nuvio", company.number, "transaction", document.id, place)
        made = derived_uuid(*origin)
        day = date.fromisoformat(document.day) + timedelta(days=7 * (place + 1))
        takes = taken(
            payment.amount,
            document.currency,
            document.exchange_rate,
            company.currency,
            company.currency,
        )
        if takes is None:
            raise AssertionError("a seeded document in another currency has a rate")
        batch.transactions.append(
            (
                made,
                company.number,
                payment.account,
                f"Payment {place + 1} of {document.number or 'a bill'}",
                f"{day.isoformat()}T09:30:00Z",
                plain_digits(takes),
                document.kind.direction,
                document.party_id,
            )
        )
        batch.matches.append(
            (
                derived_uuid(*origin, "match"),
                company.number,
                made,
                document.position,
                plain_digits(payment.amount),
                document.currency,
                plain_digits(takes),
            )
        )
