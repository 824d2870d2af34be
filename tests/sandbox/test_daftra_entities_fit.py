"""Every answer of v2 is what the strict view of the bundle describes."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.daftra.entities.catalogue import ENTITIES
from ledgerspan.sandbox.exchange import Dialect

from tests.sandbox.fitting import misfits, operation_at

Connect = Callable[..., httpx.Client]
# Invoices have a path and a closed schema of their own; every sales document is of that shape.
SALES = ("invoice", "estimate", "credit_note", "refund_receipt")
LEVELS = (1, 4)
"""The shallowest and the deepest: the levels between show parts of the latter."""


@pytest.fixture(scope="module", params=["observed", "documented"])
def dialect(request: pytest.FixtureRequest) -> Dialect:
    given: Dialect = request.param
    return given


@pytest.fixture(scope="module")
def seeded(dialect: Dialect) -> Iterator[Sandbox]:
    """Share one sandbox among all tests that change nothing."""
    with Sandbox(seed=7, records=30, dialect=dialect) as box:
        yield box


def reads_of(entity: str) -> tuple[str, str]:
    """Name the operations that describe a list and a record of an entity."""
    if entity in SALES:
        return "list_advance_payments", "get_advance_payment"
    place = f"/v2/api/entity/{entity}"
    return operation_at("get", f"{place}/list/1"), operation_at("get", f"{place}/1/1")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("entity", ENTITIES)
def test_lists_and_their_records_fit(
    seeded: Sandbox, dialect: Dialect, v2: Connect, entity: str, level: int
) -> None:
    listing, single = reads_of(entity)
    for company in (0, 1):
        client = v2(seeded, company=company)
        answer = client.get(f"/entity/{entity}/list/{level}?per_page=1000")
        assert misfits(dialect, listing, answer) == []
        told = answer.json()
        rows = told.get("payload", told)["data"]
        assert rows
        # Its members are those of the row (`test_daftra_entities`); the schema is another one.
        for row in rows[:1]:
            record = client.get(f"/entity/{entity}/{row['id']}/{level}")
            assert misfits(dialect, single, record) == []


def test_a_full_document_with_a_journal_fits(
    dialect: Dialect, v2: Connect, daftra: Connect
) -> None:
    header = {"client_id": 2, "due_after": 30, "issue_date": "2026-06-30", "staff_id": 1}
    line = {"item": "Linen notebook", "unit_price": 12.5, "quantity": 3, "tax1": 1}
    payment = {"amount": "4.00", "payment_method": "cash", "status": 1}
    with Sandbox(seed=7, records=30, dialect=dialect) as box:
        body = {
            "Invoice": header,
            "InvoiceItem": [{**line, "product_id": 1, "discount": 5, "discount_type": 2}],
            "Payment": [payment],
        }
        number = daftra(box).post("/invoices", json=body).json()["id"]
        journal = {"entity_type": "invoice", "entity_id": number}
        lines = [{"journal_account_id": 2, "debit": 5}, {"journal_account_id": 7, "credit": 5}]
        daftra(box).post("/journals", json={"Journal": journal, "JournalTransaction": lines})
        answer = v2(box).get(f"/entity/invoice/{number}/4")
    record = answer.json()
    for relation in ("staff", "clients", "journal", "payment", "invoice_item"):
        assert record[relation]
    assert misfits(dialect, "get_advance_payment", answer) == []


@pytest.mark.parametrize("query", ["page=99", "filter[id]=0", "filter[nobody]=1&sort[id]=desc"])
def test_pages_without_rows_and_ignored_filters_fit(
    seeded: Sandbox, dialect: Dialect, v2: Connect, query: str
) -> None:
    for entity in ("invoice", "supplier"):
        answer = v2(seeded).get(f"/entity/{entity}/list/1?{query}")
        assert answer.status_code == 200
        assert misfits(dialect, reads_of(entity)[0], answer) == []


@pytest.mark.parametrize(
    ("place", "operation"),
    [
        ("customer/list/1", "list_entities"),
        ("customer/1/1", "get_entity"),
        ("supplier/list/9", "list_entities"),
        ("supplier/list/1?page=0", "list_entities"),
        ("supplier/999999/1", "get_entity"),
        ("invoice/999999/1", "get_advance_payment"),
    ],
)
def test_refusals_fit(
    seeded: Sandbox, dialect: Dialect, v2: Connect, place: str, operation: str
) -> None:
    answer = v2(seeded).get(f"/entity/{place}")
    assert misfits(dialect, operation, answer) == []


def test_strangers_and_other_methods_fit(seeded: Sandbox, dialect: Dialect, v2: Connect) -> None:
    stranger = v2(seeded, headers={}).get("/entity/supplier/list/1")
    assert stranger.status_code == 401
    assert misfits(dialect, "list_entities", stranger) == []
    other = v2(seeded).delete("/entity/supplier/1/1")
    assert other.status_code == 405
    assert misfits(dialect, "get_entity", other) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ([{"key": "invoice", "action": "show", "options": 1, "data_level": 4}], 200),
        ([{"key": "tax", "action": "list", "options": {"name": "VAT"}, "alias": "vat"}], 200),
        ([{"key": "tax", "action": "show", "options": 999999}], 200),
        ([{"key": "tax", "action": "erase", "options": 1}], 422),
    ],
)
def test_several_reads_fit(
    seeded: Sandbox, dialect: Dialect, v2: Connect, body: list[Any], status: int
) -> None:
    answer = v2(seeded).post("/multi-entity", json=body)
    assert answer.status_code == status
    assert misfits(dialect, "fetch_multiple_entities", answer) == []
