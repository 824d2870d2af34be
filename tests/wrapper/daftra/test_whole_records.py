"""The rows of golden pairs become the expected records by the normalizer of their kind alone.

tests/golden reads the same pairs through a client; this is the short way, for scripts/mutate.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from ledgerspan.daftra.accounts import ACCOUNTS
from ledgerspan.daftra.contacts import CLIENTS, SUPPLIERS
from ledgerspan.daftra.journal_entries import JOURNAL_ENTRIES
from ledgerspan.daftra.ledger_accounts import LEDGER_ACCOUNTS
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.payments import CLIENT_PAYMENTS, INVOICE_PAYMENTS
from ledgerspan.daftra.products import PRODUCTS
from ledgerspan.daftra.purchases import BILL_REFUNDS, BILLS
from ledgerspan.daftra.sales import CREDIT_NOTES, ESTIMATES, INVOICES, REFUND_RECEIPTS
from ledgerspan.daftra.site import SiteDates
from ledgerspan.daftra.taxes import TAXES
from ledgerspan.models import (
    Account,
    Bill,
    BillRefund,
    Contact,
    CreditNote,
    Estimate,
    Invoice,
    JournalEntry,
    LedgerAccount,
    Payment,
    Product,
    Record,
    RefundReceipt,
    Tax,
)

from tests.wrapper.fakes import FakeAnswer

GOLDEN = Path(__file__).parents[2] / "golden" / "daftra"

PAIRS: list[tuple[str, Any, type[Record]]] = [
    ("invoice", INVOICES, Invoice),
    ("invoice_full", INVOICES, Invoice),
    ("invoices", INVOICES, Invoice),
    ("estimate", ESTIMATES, Estimate),
    ("credit_note", CREDIT_NOTES, CreditNote),
    ("refund_receipt", REFUND_RECEIPTS, RefundReceipt),
    ("bill", BILLS, Bill),
    ("bill_list", BILLS, Bill),
    ("bill_totals", BILLS, Bill),
    ("bill_refund", BILL_REFUNDS, BillRefund),
    ("client", CLIENTS, Contact),
    ("clients", CLIENTS, Contact),
    ("supplier", SUPPLIERS, Contact),
    ("products", PRODUCTS, Product),
    ("invoice_payments", INVOICE_PAYMENTS, Payment),
    ("client_payments", CLIENT_PAYMENTS, Payment),
    ("treasuries", ACCOUNTS, Account),
    ("tax_list", TAXES, Tax),
    ("ledger_accounts", LEDGER_ACCOUNTS, LedgerAccount),
    ("journal_entries", JOURNAL_ENTRIES, JournalEntry),
]


class Body(msgspec.Struct):
    """Hold the records of a body to the byte."""

    data: msgspec.Raw


def rows_of(case: str) -> list[bytes]:
    """Return the records of an observed body; a single read has one."""
    body = msgspec.json.decode((GOLDEN / f"{case}.observed.json").read_bytes(), type=Body)
    data = bytes(body.data)
    if data.startswith(b"{"):
        return [data]
    return [bytes(row) for row in msgspec.json.decode(data, type=list[msgspec.Raw])]


def read(kind: Any, rows: list[bytes]) -> tuple[list[Record], list[Any]]:
    """Normalize rows of a list; return the records and what leaves the description."""
    told: list[Any] = []
    dates = SiteDates("DD/MM/YYYY", told.append)
    answer = FakeAnswer(b'{"data":[' + b",".join(rows) + b"]}")
    return read_page(kind, answer, dates, told.append)[0], told


def expected_of(case: str, shape: type[Record]) -> list[Record]:
    said = json.loads((GOLDEN / f"{case}.expected.json").read_bytes())
    return [msgspec.convert(fields, shape) for fields in said]


@pytest.mark.parametrize(("case", "kind", "shape"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_every_member_has_its_place(case: str, kind: Any, shape: type[Record]) -> None:
    assert (expected_of(case, shape), []) == read(kind, rows_of(case))


@pytest.mark.parametrize(("case", "kind", "shape"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_every_record_shows_its_own_row(case: str, kind: Any, shape: type[Record]) -> None:
    rows = rows_of(case) * 2
    records = read(kind, rows)[0]
    assert [type(record) for record in records] == [shape] * len(rows)
    assert [json.loads(row, parse_float=Decimal) for row in rows] == [each.raw for each in records]
