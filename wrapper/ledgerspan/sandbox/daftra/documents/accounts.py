"""Bring a sales document in line with its lines, its payments and what was refunded of it."""

from datetime import date, timedelta
from decimal import Decimal

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.documents.lines import added
from ledgerspan.sandbox.daftra.documents.pricing import decimal_of, stored_totals
from ledgerspan.sandbox.daftra.documents.settlement import Payment, settled
from ledgerspan.sandbox.daftra.documents.totals import document_totals
from ledgerspan.sandbox.exactjson import plain_digits

ESTIMATE, CREDIT_NOTE, REFUND_RECEIPT = 3, 5, 6
REFUNDS = ("credit_notes", "refund_receipts")


def settle_document(books: Books, number: Stored) -> None:
    """Work out totals and state of the document, and of the invoice that it refunds."""
    # `invoices` finds sales documents of every kind: their ids are of one series.
    document = books.find("invoices", number)
    if document is None:
        return
    lines = [stored_totals(dict(line)) for line in _children(books, "invoice_items", number)]
    totals = document_totals(
        lines,
        discount=decimal_of(document["discount"]),
        discount_amount=decimal_of(document["discount_amount"]),
        shipping=decimal_of(document["shipping_amount"]),
    )
    payments = [
        Payment(decimal_of(payment["amount"]), int(payment["status"] or 0))
        for payment in _children(books, "invoice_payments", number)
    ]
    settlement = settled(
        totals.total,
        payments,
        currency=str(document["currency_code"]),
        refund=refunded(books, number)
        if document["type"] not in (CREDIT_NOTE, REFUND_RECEIPT)
        else Decimal(0),
        draft=bool(document["draft"]),
    )
    books.records("invoices").change(
        document["id"],
        {
            # An estimate is not owed: its state is null (observed).
            "payment_status": None if document["type"] == ESTIMATE else settlement.status,
            "summary_subtotal": plain_digits(totals.subtotal),
            "summary_discount": plain_digits(totals.discount),
            "summary_total": plain_digits(totals.total),
            "summary_paid": plain_digits(settlement.paid),
            "summary_unpaid": plain_digits(settlement.unpaid),
            "summary_deposit": plain_digits(decimal_of(document["deposit"])),
            "summary_refund": plain_digits(settlement.refund),
            "due_date": due_date(document["date"], document["due_after"]),
        },
    )
    if document["type"] in (CREDIT_NOTE, REFUND_RECEIPT) and document["subscription_id"]:
        settle_document(books, document["subscription_id"])


def refunded(books: Books, number: Stored) -> Decimal:
    """Add up the issued credit notes and refund receipts of an invoice."""
    return added(
        decimal_of(refund["summary_total"])
        for path in REFUNDS
        for refund in books.records(path).matching(subscription_id=number, draft=0)
    )


def due_date(day: str | None, due_after: int | None) -> str | None:
    """Give the day a document falls due: `due_after` days after its own."""
    if day is None:
        return None
    start = date.fromisoformat(day)
    return (start + timedelta(days=min(due_after or 0, (date.max - start).days))).isoformat()


def _children(books: Books, path: str, number: Stored) -> list[dict[str, Stored]]:
    return [dict(row) for row in books.records(path).matching(invoice_id=number)]
