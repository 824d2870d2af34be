"""Which stored Daftra record may be the one that an ambiguous create has made."""

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.daftra.money_lookup import is_near, is_same
from ledgerspan.drafts import IncomeDraft
from ledgerspan.models import Income, Origin, Provider, Ref
from ledgerspan.models.origin import whole

DAY = datetime.date(2026, 3, 14)


def draft(**given: Any) -> IncomeDraft:
    usual = {"date": DAY, "currency": "SAR", "amount": Decimal("1.10")}
    return IncomeDraft(**{**usual, **given})


def stored(raw: object = None, **given: Any) -> Income:
    """Return a record whose body has this amount; the common fields are as given."""
    body = {"Income": {"amount": "1.1"}} if raw is None else raw
    origin = Origin(json.dumps(body).encode(), whole, {})
    usual = {"id": "7", "provider": Provider.DAFTRA, "date": DAY, "currency": "SAR"}
    return Income(**{**usual, **given}, _origin=origin)


def test_a_record_is_near_by_its_day_currency_and_amount() -> None:
    assert is_near(stored(), draft(description="Rent")) is True


@pytest.mark.parametrize(
    "other", [{"date": DAY.replace(day=15)}, {"currency": "KWD"}, {"date": None}]
)
def test_another_day_or_currency_is_not_near(other: dict[str, Any]) -> None:
    assert is_near(stored(**other), draft()) is False


@pytest.mark.parametrize(
    "raw",
    [
        {"Income": {"amount": "1.11"}},
        {"Income": {"amount": "free"}},
        {"Income": {}},
        {"Income": None},
        {},
    ],
)
def test_another_amount_or_none_is_not_near(raw: object) -> None:
    assert is_near(stored(raw), draft()) is False


def test_the_amount_is_compared_as_it_was_written_and_not_as_it_was_computed() -> None:
    taxed = stored({"Expense": {"amount": 1.10}}, total=None, subtotal=None)
    assert is_near(taxed, draft()) is True


SAID = {"description": "Rent", "category": "Hall", "contact": "07"}
SHOWN = {"description": "Rent", "category": "Hall", "contact": Ref(id="7", name="Nile")}


def test_a_record_is_the_same_by_everything_that_was_sent() -> None:
    assert is_same(stored(**SHOWN), draft(**SAID)) is True


@pytest.mark.parametrize("empty", [None, ""])
def test_what_was_sent_empty_is_not_there(empty: str | None) -> None:
    assert is_same(stored(), draft(description=empty, category=empty)) is True


@pytest.mark.parametrize(
    "other",
    [
        {"date": DAY.replace(day=15)},
        {"description": "rent"},
        {"description": None},
        {"category": None},
        {"contact": None},
        {"contact": Ref(id="8")},
        {"contact": Ref(name="Nile")},
    ],
)
def test_one_other_value_makes_another_record(other: dict[str, Any]) -> None:
    assert is_same(stored(**{**SHOWN, **other}), draft(**SAID)) is False


def test_a_contact_that_was_not_sent_is_not_there() -> None:
    assert is_same(stored(contact=Ref(id="8")), draft()) is False
    assert is_same(stored(contact=Ref(name="Nile")), draft()) is True
