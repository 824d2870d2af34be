"""Expenses from the wire to the common model and back, on both providers, sync and async."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import (
    ConfigurationError,
    DraftError,
    Expense,
    ExpenseDraft,
    LineDraft,
    NotFoundError,
    UnsupportedOperationError,
)
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, asked, gathered, settled, stored

pytestmark = pytest.mark.anyio

RECORDS = 12


def plain(**given: Any) -> ExpenseDraft:
    """Draft an expense that both providers take."""
    usual = {"date": date(2026, 3, 5), "currency": "SAR", "amount": Decimal("12.50")}
    return ExpenseDraft(**{**usual, **given})


def full(provider: str) -> ExpenseDraft:
    """Draft an expense that says everything that needs no other record."""
    text = "قرطاسية\r\n<b>paper</b> 🧾"
    if provider == "daftra":
        return plain(description=text, category="Office", vendor="مكتبة الورق")
    line = LineDraft(quantity=Decimal("2.5"), unit_price=Decimal("12.155"), description="ورق A3")
    return plain(
        amount=None,
        lines=(line,),
        number="R/2026 44",
        due_date=date(2026, 4, 5),
        description=text,
        exchange_rate=Decimal("3.2575"),
    )


def says(expense: Expense) -> dict[str, Any]:
    """Return what a record says of the fields that the drafts above write."""
    return {
        "date": expense.date,
        "currency": expense.currency,
        "number": expense.number,
        "due_date": expense.due_date,
        "description": expense.description,
        "category": expense.category,
        "vendor": expense.contact and expense.contact.name,
        "exchange_rate": expense.exchange_rate,
        "lines": [(line.description, line.quantity, line.unit_price) for line in expense.lines],
    }


async def test_every_expense_is_listed_and_none_of_the_incomes(
    opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind)
    expenses = await gathered(client.expenses.list())
    incomes = await gathered(client.incomes.list())
    assert expenses != []
    assert {type(expense) for expense in expenses} == {Expense}
    assert {each.id for each in expenses} & {each.id for each in incomes} == set()


async def test_what_is_listed_is_what_is_read_one_by_one(
    opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind)
    listed = (await gathered(client.expenses.list()))[:3]
    assert [await settled(client.expenses.get(each.id)) for each in listed] == listed


@pytest.mark.usefixtures("dialect")
async def test_a_created_expense_says_what_its_draft_says(
    opened: Opened, provider: str, kind: str
) -> None:
    draft = full(provider)
    expense = await settled(opened(provider, kind).expenses.create(draft))
    assert says(expense) == {
        "date": draft.date,
        "currency": draft.currency,
        "number": draft.number,
        "due_date": draft.due_date,
        "description": draft.description,
        "category": draft.category,
        "vendor": draft.vendor,
        "exchange_rate": draft.exchange_rate,
        "lines": [(each.description, each.quantity, each.unit_price) for each in draft.lines],
    }


async def test_an_update_changes_one_field_and_keeps_the_others(
    opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind)
    before = await settled(client.expenses.create(full(provider)))
    after = await settled(client.expenses.update(before.id, description="another"))
    assert says(after) == says(before) | {"description": "another"}


async def test_a_deleted_expense_of_daftra_is_gone(opened: Opened, kind: str) -> None:
    client = opened("daftra", kind)
    expense = await settled(client.expenses.create(plain()))
    await settled(client.expenses.delete(expense.id))
    with pytest.raises(NotFoundError):
        await settled(client.expenses.get(expense.id))


async def test_nuvio_cannot_delete_an_expense_and_says_what_to_do(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(UnsupportedOperationError, match=r"change it with expenses\.update"):
        await settled(opened("nuvio", kind).expenses.delete("x"))
    assert asked(box) == []


async def test_the_payee_of_a_daftra_expense_is_a_text(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind)
    with pytest.raises(DraftError, match="give vendor"):
        await settled(client.expenses.create(plain(contact="7")))
    with pytest.raises(DraftError, match="contact: cannot be changed here"):
        await settled(client.expenses.update("7", contact="7"))
    with pytest.raises(ConfigurationError, match="nobody by id"):
        client.expenses.list(contact="7")
    assert stored(box) == 0


async def test_a_line_of_an_expense_is_described(opened: Opened, kind: str) -> None:
    line = LineDraft(quantity=Decimal(1), unit_price=Decimal(1), description="Paper")
    client = opened("nuvio", kind)
    draft = plain(amount=None, lines=(line,))
    assert (await settled(client.expenses.create(draft))).lines[0].description == "Paper"
