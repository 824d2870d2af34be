"""Create, update and delete: what is stored, what is kept, what is refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import (
    Income,
    IncomeDraft,
    LineDraft,
    NotFoundError,
    Ref,
    UnsupportedOperationError,
    ValidationError,
)
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, asked, settled, stored
from tests.live.drafts import full_draft, plain_draft, references, said_by, says

pytestmark = pytest.mark.anyio

RECORDS = 12

DAFTRA_CHANGES: list[tuple[str, Any]] = [
    ("date", date(2025, 12, 31)),
    ("currency", "EUR"),
    ("amount", Decimal("0.001")),
    ("description", "another text"),
    ("category", "Rent"),
    ("contact", "2"),
    ("vendor", "Two Rivers Café"),
]
NUVIO_CHANGES: list[tuple[str, Any]] = [
    ("date", date(2025, 12, 31)),
    ("due_date", date(2026, 12, 31)),
    ("currency", "EUR"),
    ("number", "TEST-2"),
    ("description", "another text"),
    ("exchange_rate", Decimal("0.25")),
]
CHANGES = [("daftra", *change) for change in DAFTRA_CHANGES] + [
    ("nuvio", *change) for change in NUVIO_CHANGES
]
REMOVED = [
    *[("daftra", name) for name in ("description", "category", "contact", "vendor")],
    *[("nuvio", name) for name in ("description", "due_date", "exchange_rate")],
    *[("nuvio", name) for name in ("contact", "project")],
]


async def test_a_created_income_says_what_its_draft_says(
    box: Sandbox, opened: Opened, provider: str, kind: str, dialect: str
) -> None:
    draft = full_draft(box, provider)
    income = await settled(opened(provider, kind).incomes.create(draft))
    expected = said_by(draft, provider)
    if provider == "nuvio":
        expected["lines"][1] = (*expected["lines"][1][:2], income.lines[1].product.id, ())
        assert income.lines[1].product.code == draft.lines[1].product_code, dialect
    assert expected == says(income, provider), dialect


async def test_a_created_income_is_equal_when_read_again(
    box: Sandbox, opened: Opened, provider: str, kind: str, dialect: str
) -> None:
    incomes = opened(provider, kind).incomes
    created = await settled(incomes.create(full_draft(box, provider)))
    assert created == await settled(incomes.get(created.id)), dialect
    assert created in await settled(incomes.list().to_list())


async def test_a_create_is_sent_once(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    await settled(opened(provider, kind).incomes.create(plain_draft()))
    assert (len(asked(box, "POST")), stored(box)) == (1, 1)


async def test_taxes_on_top_and_inside_come_back_as_they_were_written(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    income = await settled(opened("daftra", kind).incomes.create(full_draft(box, "daftra")))
    assert [(tax.tax.id, tax.inclusive) for tax in income.taxes] == [("3", True), ("1", True)]
    assert income.taxes[1].amount == Decimal("18.0006")


async def test_an_amount_becomes_one_line_on_nuvio(box: Sandbox, opened: Opened, kind: str) -> None:
    vat = references(box, "nuvio").taxes[:1]
    income = await settled(opened("nuvio", kind).incomes.create(plain_draft(taxes=vat)))
    assert says(income, "nuvio")["lines"] == [(Decimal(1), Decimal("12.50"), None, vat)]
    assert income.subtotal == Decimal("12.50")


@pytest.mark.parametrize(("name", "field", "value"), CHANGES)
async def test_an_update_changes_the_field_it_names_and_keeps_the_others(
    *, box: Sandbox, opened: Opened, kind: str, dialect: str, name: str, field: str, value: Any
) -> None:
    incomes = opened(name, kind).incomes
    before = await settled(incomes.create(full_draft(box, name)))
    after = await settled(incomes.update(before.id, **{field: value}))
    assert says(before, name) | {field: value} == says(after, name), dialect
    assert after == await settled(incomes.get(before.id))


@pytest.mark.parametrize(("name", "field"), REMOVED)
async def test_an_update_to_none_removes_the_field_it_names_and_keeps_the_others(
    *, box: Sandbox, opened: Opened, kind: str, dialect: str, name: str, field: str
) -> None:
    incomes = opened(name, kind).incomes
    before = await settled(incomes.create(full_draft(box, name)))
    after = await settled(incomes.update(before.id, **{field: None}))
    assert says(before, name) | {field: None} == says(after, name), dialect


async def test_an_update_replaces_taxes_tags_and_lines_as_a_whole(
    box: Sandbox, opened: Opened, kind: str, dialect: str
) -> None:
    daftra, nuvio = opened("daftra", kind).incomes, opened("nuvio", kind).incomes
    income = await settled(daftra.create(full_draft(box, "daftra")))
    income = await settled(daftra.update(income.id, taxes=("2",), tax_inclusive=False))
    assert [(tax.tax.id, tax.inclusive) for tax in income.taxes] == [("2", False)], dialect
    income = await settled(nuvio.create(full_draft(box, "nuvio")))
    line = LineDraft(quantity=Decimal(3), unit_price=Decimal("0.1"))
    income = await settled(nuvio.update(income.id, tags=(), lines=(line,)))
    assert (income.tags, income.total) == ((), Decimal("0.3"))


async def test_an_update_of_any_seeded_income_keeps_what_it_does_not_name(
    opened: Opened, provider: str, kind: str, dialect: str
) -> None:
    incomes = opened(provider, kind).incomes
    seeded = [income for income in await settled(incomes.list().to_list()) if income.date]
    for before in seeded[::3]:
        after = await settled(incomes.update(before.id, description="seen"))
        assert without_line_ids(before) | {"description": "seen"} == without_line_ids(after), (
            dialect
        )


async def test_nuvio_updates_by_invoice_number_too(box: Sandbox, opened: Opened, kind: str) -> None:
    incomes = opened("nuvio", kind).incomes
    before = await settled(incomes.list().first())
    after = await settled(incomes.update(before.number, description="seen"))
    assert (after.id, after.description) == (before.id, "seen")
    assert [request.path for request in asked(box, "PUT")] == [f"/nuvio/v1/income/{before.id}"]


async def test_a_deleted_income_is_gone(
    box: Sandbox, opened: Opened, kind: str, dialect: str
) -> None:
    incomes = opened("daftra", kind).incomes
    income = await settled(incomes.create(plain_draft()))
    assert await settled(incomes.delete(income.id)) is None, dialect
    with pytest.raises(NotFoundError):
        await settled(incomes.get(income.id))
    assert len(asked(box, "DELETE")) == 1


async def test_deleting_or_updating_what_is_not_there_is_not_found(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    incomes = opened(provider, kind).incomes
    with pytest.raises(NotFoundError):
        await settled(incomes.update("4711", description="seen"))
    if provider == "daftra":
        with pytest.raises(NotFoundError):
            await settled(incomes.delete("4711"))
    assert stored(box) == 0


async def test_nuvio_cannot_delete_and_says_what_it_can(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(UnsupportedOperationError, match="delete"):
        await settled(opened("nuvio", kind).incomes.delete("INV-1"))
    assert asked(box) == []


async def test_an_unknown_reference_is_refused_with_the_providers_words(
    box: Sandbox, opened: Opened, provider: str, kind: str, dialect: str
) -> None:
    stranger = "999999" if provider == "daftra" else "0b5c6b0e-0001-4a11-a111-00000000000a"
    with pytest.raises(ValidationError) as caught:
        await settled(opened(provider, kind).incomes.create(plain_draft(contact=stranger)))
    told = str(caught.value)
    assert ("is not a client of this account" if provider == "daftra" else stranger) in told
    assert (len(asked(box)), stored(box)) == (1, 0), dialect


@pytest.mark.parametrize(
    ("spelling", "path"), [("observed", "Income.client_id"), ("documented", "client_id")]
)
def test_field_errors_name_the_field_in_both_spellings(spelling: Any, path: str) -> None:
    with (
        Sandbox(seed=7, records=0, dialect=spelling) as box,
        box.daftra() as daftra,
        pytest.raises(ValidationError) as caught,
    ):
        daftra.incomes.create(plain_draft(contact="999999"))
    assert caught.value.field_errors == ((path, "is not a client of this account"),)


async def test_a_taken_invoice_number_is_refused(opened: Opened, kind: str) -> None:
    incomes = opened("nuvio", kind).incomes
    await settled(incomes.create(plain_draft(number="TEST-9")))
    with pytest.raises(ValidationError, match="TEST-9 is taken") as caught:
        await settled(incomes.create(plain_draft(number="TEST-9")))
    assert caught.value.status == 422


def without_line_ids(income: Income) -> dict[str, Any]:
    """Return the fields of an income, its lines without their ids, which a rewrite renews."""
    said: dict[str, Any] = {name: getattr(income, name) for name in Income.fields()}
    contents = [(line.quantity, line.unit_price, line.product, line.taxes) for line in income.lines]
    return said | {"lines": contents}


def test_the_contact_of_a_daftra_income_is_its_client_with_the_vendors_name(box: Sandbox) -> None:
    draft: IncomeDraft = full_draft(box, "daftra")
    with box.daftra() as daftra:
        income = daftra.incomes.create(draft)
    assert income.contact == Ref(id=draft.contact, name=draft.vendor)
