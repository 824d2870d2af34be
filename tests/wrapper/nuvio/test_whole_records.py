"""The bodies of golden pairs become the expected records by the normalizer of their kind alone.

tests/golden reads the same pairs through a client; this is the short way, for scripts/mutate.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from ledgerspan.filters import Filters
from ledgerspan.models import (
    Account,
    Contact,
    Payment,
    Product,
    Project,
    Record,
    Tag,
    Tax,
    Transaction,
)
from ledgerspan.nuvio.accounts import ACCOUNTS
from ledgerspan.nuvio.contacts import CONTACTS
from ledgerspan.nuvio.listing import NuvioListing
from ledgerspan.nuvio.money import EXPENSES, INCOMES
from ledgerspan.nuvio.payments_listing import MatchedListing
from ledgerspan.nuvio.products import PRODUCTS
from ledgerspan.nuvio.projects import PROJECTS
from ledgerspan.nuvio.tags import TAGS
from ledgerspan.nuvio.taxes import TAXES
from ledgerspan.nuvio.transactions import TRANSACTIONS
from ledgerspan.resources.payments import PaymentFilters

from tests.wrapper.fakes import FakeAnswer

GOLDEN = Path(__file__).parents[2] / "golden" / "nuvio"

PAIRS: list[tuple[str, Any, type[Record]]] = [
    ("entities", CONTACTS, Contact),
    ("goods", PRODUCTS, Product),
    ("accounts", ACCOUNTS, Account),
    ("transactions", TRANSACTIONS, Transaction),
    ("income_payments", INCOMES, Payment),
    ("expense_payments", EXPENSES, Payment),
    ("tax_list", TAXES, Tax),
    ("tag", TAGS, Tag),
    ("project_list", PROJECTS, Project),
]


def rows_of(case: str) -> list[Any]:
    """Return the records of an observed body; a single read has one."""
    content = (GOLDEN / f"{case}.observed.json").read_bytes()
    data = json.loads(content, parse_float=Decimal)["data"]
    return data if isinstance(data, list) else [data]


def read(kind: Any, shape: type[Record], rows: list[Any]) -> tuple[list[Record], list[Any]]:
    """Normalize rows of a list; return the records and what leaves the description."""
    told: list[Any] = []
    if shape is Payment:
        listing: Any = MatchedListing(kind, PaymentFilters(), told.append)
    else:
        listing = NuvioListing(kind, Filters(), told.append)
    # Numbers, not texts, as they were sent.
    content = msgspec.json.Encoder(decimal_format="number").encode({"data": rows})
    return listing.read(FakeAnswer(content), 1)[0], told


@pytest.mark.parametrize(("case", "kind", "shape"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_every_member_has_its_place(case: str, kind: Any, shape: type[Record]) -> None:
    said = json.loads((GOLDEN / f"{case}.expected.json").read_bytes())
    expected = [msgspec.convert(fields, shape) for fields in said]
    assert (expected, []) == read(kind, shape, rows_of(case))


@pytest.mark.parametrize(("case", "kind", "shape"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_every_record_shows_its_own_row(case: str, kind: Any, shape: type[Record]) -> None:
    rows = rows_of(case) * 2
    records = read(kind, shape, rows)[0]
    assert {type(record) for record in records} == {shape}
    if shape is Payment:
        rows = [payment for row in rows for payment in row["matchedPayments"]]
    assert rows == [record.raw for record in records]
