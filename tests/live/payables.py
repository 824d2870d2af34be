"""Drafts of payments, and what a sandbox company has for them to pay."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from daftra_client.api.invoices import get_invoice, list_invoices
from ledgerspan import (
    AccountDraft,
    Direction,
    ExpenseDraft,
    IncomeDraft,
    PaymentDraft,
    TransactionDraft,
)
from ledgerspan.sandbox import Sandbox

DAY = date(2026, 3, 5)
AMOUNT = Decimal("1.5")


class Payable(msgspec.Struct, frozen=True):
    """Hold ids of one Nuvio company: an income and an expense of 100 EUR, and what can pay."""

    income: str
    expense: str
    account: str
    connected: str


def payable(box: Sandbox) -> Payable:
    """Make documents that nothing was paid of; the request log is left empty."""
    usual: dict[str, Any] = {"date": DAY, "currency": "EUR", "amount": Decimal(100)}
    with box.nuvio() as nuvio:
        accounts = nuvio.accounts.list().to_list()
        found = Payable(
            income=nuvio.incomes.create(IncomeDraft(number="PAY-1", **usual)).id,
            expense=nuvio.expenses.create(ExpenseDraft(**usual)).id,
            account=nuvio.accounts.create(AccountDraft(name="Till", currency="EUR")).id,
            connected=next(each.id for each in accounts if each.integration == "Bank Connection"),
        )
    box.requests.clear()
    return found


def loose_transaction(box: Sandbox, found: Payable, direction: Direction = Direction.IN) -> str:
    """Make a transaction of 10 that pays nothing yet; the request log is left empty."""
    draft = TransactionDraft(
        date=DAY, amount=Decimal(10), direction=direction, account=found.account
    )
    with box.nuvio() as nuvio:
        made = nuvio.transactions.create(draft).id
    box.requests.clear()
    return made


def paying(**given: Any) -> PaymentDraft:
    """Draft a payment of `AMOUNT` on `DAY`."""
    return PaymentDraft(**{"date": DAY, "amount": AMOUNT, **given})


def paying_in(**given: Any) -> PaymentDraft:
    """Draft what Daftra needs besides."""
    return paying(**{"currency": "SAR", "account": "1", "method": "cash", **given})


def paying_out(found: Payable, **given: Any) -> PaymentDraft:
    """Draft a payment of the expense."""
    return paying(
        **{
            "document": found.expense,
            "account": found.account,
            "direction": Direction.OUT,
            **given,
        }
    )


def open_invoice(box: Sandbox) -> str:
    """Return the id of an issued Daftra invoice that is open; the request log is left empty."""
    with box.daftra() as daftra:
        page: Any = list_invoices.sync(client=daftra.api, limit=100)
        rows = [row.invoice for row in page.data]
        found = next(row for row in rows if not row.draft and row.summary_unpaid > 100)
    box.requests.clear()
    return str(found.id)


def unpaid(box: Sandbox, invoice: str) -> Decimal:
    """Return what is open of a Daftra invoice."""
    with box.daftra() as daftra:
        body: Any = get_invoice.sync(client=daftra.api, id=int(invoice))
        left: Decimal = body.data.invoice.summary_unpaid
        return left
