"""Every resource of both providers has golden bodies in both dialects, as has each joined part.

The table is held against the catalogues: a resource that is added without a pair fails here.
"""

import json
from pathlib import Path

import httpx
import msgspec
import pytest
from ledgerspan import Daftra, Nuvio, Record
from ledgerspan.daftra import catalogue as daftra
from ledgerspan.models import (
    Account,
    Bill,
    BillRefund,
    Contact,
    CreditNote,
    Estimate,
    Expense,
    Income,
    Invoice,
    JournalEntry,
    LedgerAccount,
    Payment,
    Product,
    Project,
    RefundReceipt,
    Tag,
    Tax,
    Transaction,
)
from ledgerspan.nuvio import catalogue as nuvio

_HERE = Path(__file__).parent
_EMPTY = {
    "daftra": b'{"result":"successful","code":200,"data":[],"pagination":[]}',
    "nuvio": b'{"success":true,"errors":null,"data":[]}',
}
_DIALECTS = ("observed", "documented")


class Pair(msgspec.Struct, frozen=True):
    """Name a case, what its records are and a part of the path that answers with it.

    `dialects` are the two ways in which it is written; `options` go with a single read.
    """

    case: str
    shape: type[Record]
    path: str
    dialects: tuple[str, str] = _DIALECTS
    options: tuple[tuple[str, str], ...] = ()


# Nuvio writes a record otherwise in the answer to a read than in that to a write.
_READ = ("read", "written")
# By provider, and by accessor or accessor.part.
PAIRS = {
    "daftra": {
        "incomes": Pair("list", Income, "/incomes"),
        "expenses": Pair("expense", Expense, "/expenses"),
        "invoices": Pair("invoices", Invoice, "/invoices"),
        "estimates": Pair("estimate", Estimate, "/estimates"),
        "credit_notes": Pair("credit_note", CreditNote, "/credit_notes"),
        "refund_receipts": Pair("refund_receipt", RefundReceipt, "/refund_receipts"),
        "bills": Pair("bill_list", Bill, "/purchase_invoices"),
        "bill_refunds": Pair("bill_refund", BillRefund, "/purchase_refunds"),
        "contacts.customer": Pair("clients", Contact, "/clients"),
        "contacts.supplier": Pair(
            "supplier", Contact, "/suppliers", options=(("role", "supplier"),)
        ),
        "products": Pair("products", Product, "/products"),
        "payments.invoice_payments": Pair("invoice_payments", Payment, "/invoice_payments"),
        "payments.client_payments": Pair("client_payments", Payment, "/client_payments"),
        "accounts": Pair("treasuries", Account, "/treasuries"),
        "taxes": Pair("tax_list", Tax, "/taxes"),
        "ledger_accounts": Pair("ledger_accounts", LedgerAccount, "/journal_accounts"),
        "journal_entries": Pair("journal_entries", JournalEntry, "/journals"),
    },
    "nuvio": {
        "incomes": Pair("list", Income, "/list-incomes"),
        "expenses": Pair("expense", Expense, "/expense/", _READ),
        "contacts": Pair("entities", Contact, "/business-entities"),
        "products": Pair("goods", Product, "/product-services"),
        "payments.incomes": Pair("income_payments", Payment, "/list-incomes"),
        "payments.expenses": Pair("expense_payments", Payment, "/list-expenses"),
        "accounts": Pair("accounts", Account, "/accounts"),
        "transactions": Pair("transactions", Transaction, "/transactions"),
        "taxes": Pair("tax_list", Tax, "/taxes"),
        "projects": Pair("project_list", Project, "/projects"),
        "tags": Pair("tag", Tag, "/tags"),
    },
}
_EACH = [
    (provider, resource, dialect)
    for provider, pairs in PAIRS.items()
    for resource, pair in pairs.items()
    for dialect in pair.dialects
]


def read(provider: str, resource: str, dialect: str) -> list[Record]:
    pair = PAIRS[provider][resource]
    body = (_HERE / provider / f"{pair.case}.{dialect}.json").read_bytes()

    def answer(request: httpx.Request) -> httpx.Response:
        known = pair.path in request.url.path
        return httpx.Response(200, content=body if known else _EMPTY[provider])

    transport = httpx.MockTransport(answer)
    client: Daftra | Nuvio = (
        Daftra("acme", api_key="invented-key", date_format="DD/MM/YYYY", transport=transport)
        if provider == "daftra"
        else Nuvio(token="invented-token", transport=transport)
    )
    with client:
        accessor = getattr(client, resource.partition(".")[0])
        if isinstance(json.loads(body)["data"], list):
            return list(accessor.list())
        return [accessor.get("9201", **dict(pair.options))]


def test_every_resource_of_daftra_has_a_pair() -> None:
    parts = {f"{accessor}.{part}" for accessor, of in daftra.JOINED.items() for part in of}
    assert set(daftra.KINDS) | parts == set(PAIRS["daftra"])


def test_every_resource_of_nuvio_has_a_pair() -> None:
    # Its payments stand in the documents that they pay, and are in no catalogue.
    parts = {"payments.incomes", "payments.expenses"}
    assert set(nuvio.KINDS) | parts == set(PAIRS["nuvio"])


def test_every_accessor_is_either_paired_or_named_as_missing() -> None:
    missing = {"daftra": set(daftra.MISSING), "nuvio": set(nuvio.MISSING)}
    known = [
        {resource.partition(".")[0] for resource in pairs} | missing[provider]
        for provider, pairs in PAIRS.items()
    ]
    assert known[0] == known[1]


@pytest.mark.parametrize(("provider", "resource", "dialect"), _EACH)
def test_a_pair_is_read_as_the_records_of_its_resource(
    provider: str, resource: str, dialect: str
) -> None:
    pair = PAIRS[provider][resource]
    said = json.loads((_HERE / provider / f"{pair.case}.expected.json").read_bytes())
    expected = [msgspec.convert(fields, pair.shape) for fields in said]
    assert expected
    assert expected == read(provider, resource, dialect)
