"""Expenses as providers send them, beside what they mean: golden pairs like those of incomes."""

import json
from pathlib import Path

import msgspec
import pytest
from ledgerspan import Expense

from tests.golden.test_golden import client_of

_HERE = Path(__file__).parent
_BODIES = [
    ("daftra", "observed"),
    ("daftra", "documented"),
    ("nuvio", "read"),
    ("nuvio", "written"),
]


def read(provider: str, variant: str) -> Expense:
    body = (_HERE / provider / f"expense.{variant}.json").read_bytes()
    with client_of(provider, body, variant) as client:
        expense: Expense = client.expenses.get("9101")
        return expense


@pytest.mark.parametrize(("provider", "variant"), _BODIES)
def test_a_body_means_exactly_the_expected_expense(provider: str, variant: str) -> None:
    said = json.loads((_HERE / provider / "expense.expected.json").read_bytes())
    assert [msgspec.convert(fields, Expense) for fields in said] == [read(provider, variant)]


@pytest.mark.parametrize(("provider", "variant"), _BODIES)
def test_every_field_that_is_said_explains_itself(provider: str, variant: str) -> None:
    expense = read(provider, variant)
    said = {
        name for name in Expense.fields() if getattr(expense, name) not in (None, (), "unknown")
    }
    explained = {name for name in Expense.fields() if expense.explain(name).origin != "absent"}
    assert said == explained


def test_the_payee_of_a_daftra_expense_is_its_vendor_and_not_the_customer_it_is_for() -> None:
    expense = read("daftra", "observed")
    assert expense.contact is not None
    assert (expense.contact.id, expense.explain("contact").provider_field) == (None, "vendor")
    assert expense.raw["Expense"]["client_id"] == "12"


def test_an_expense_is_no_income() -> None:
    assert type(read("nuvio", "read")) is Expense
