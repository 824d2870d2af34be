"""Amounts are exact from the bytes of the provider to the common model."""

import decimal
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.daftra import listing as daftra
from ledgerspan.daftra.money import INCOMES as DAFTRA_INCOMES
from ledgerspan.daftra.site import SiteDates
from ledgerspan.models import Income
from ledgerspan.nuvio import listing as nuvio
from ledgerspan.nuvio.money import INCOMES as NUVIO_INCOMES

from .fakes import FakeAnswer


def from_daftra(members: str) -> Income:
    content = f'{{"data":[{{"Income":{{"id":"7",{members}}}}}]}}'.encode()
    (found,), _ = daftra.read_page(DAFTRA_INCOMES, FakeAnswer(content), SiteDates(None, print))
    return found


def from_nuvio(members: str) -> Income:
    content = f'{{"data":[{{"id":"a",{members}}}]}}'.encode()
    (found,) = nuvio.read_page(NUVIO_INCOMES, FakeAnswer(content))
    return found


EXACT = [
    "0.1",
    "0.30",
    "1.125",
    "32149.9957",
    "999999999999999.99",
    "1234567890123456.789",
    "0.00001",
    "-2.00000",
    "9007199254740993",
    "0.1000000000000000055511151231257827021181583404541015625",
]


@pytest.mark.parametrize("figure", EXACT)
@pytest.mark.parametrize("written", ["{}", '"{}"'])
def test_an_amount_is_the_same_to_the_last_digit_as_text_and_as_number(
    figure: str, written: str
) -> None:
    value = written.format(figure)
    assert str(from_daftra(f'"amount":{value}').total) == figure
    assert str(from_nuvio(f'"totalAmount":{value}').total) == figure
    line = from_nuvio(f'"items":[{{"id":"l","unitPrice":{value}}}]').lines[0]
    assert str(line.unit_price) == figure


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    found = from_daftra('"amount":0.1,"tax1_id":1,"tax1_amount":0.2,"tax1_included":false')
    assert found.total == Decimal("0.3")


def test_three_decimals_of_a_dinar_are_kept() -> None:
    found = from_nuvio('"currency":"KWD","totalAmount":1.500,"remainingAmount":0.250')
    assert (str(found.total), str(found.due), str(found.paid)) == ("1.500", "0.250", "1.250")


amounts = st.decimals(-(10**18), 10**18, places=5, allow_nan=False)


@given(amounts)
def test_text_and_number_give_the_same_amount(amount: Decimal) -> None:
    number, text = from_daftra(f'"amount":{amount:f}'), from_daftra(f'"amount":"{amount:f}"')
    assert number.total == text.total == amount


@given(amounts, amounts)
def test_what_is_computed_is_exact(amount: Decimal, tax: Decimal) -> None:
    on_top = from_daftra(
        f'"amount":"{amount:f}","tax1_id":1,"tax1_amount":"{tax:f}","tax1_included":"0"'
    )
    assert (on_top.subtotal, on_top.total) == (amount, amount + tax)
    inside = from_daftra(
        f'"amount":"{amount:f}","tax1_id":1,"tax1_amount":"{tax:f}","tax1_included":"1"'
    )
    assert (inside.subtotal, inside.total) == (amount - tax, amount)


@given(amounts, amounts)
def test_what_is_paid_is_exact(total: Decimal, due: Decimal) -> None:
    found = from_nuvio(f'"totalAmount":{total:f},"remainingAmount":{due:f}')
    assert found.paid == total - due


def long_figures() -> tuple[Income, Income]:
    return (
        from_daftra(
            '"amount":"123456789012.34","tax1_id":1,"tax1_value":15,'
            '"tax1_amount":"0.00001","tax1_included":"0"'
        ),
        from_nuvio('"totalAmount":123456789012.34,"remainingAmount":0.00001'),
    )


def test_the_precision_that_a_program_has_set_does_not_round_what_is_computed() -> None:
    with decimal.localcontext() as context:
        context.prec = 6
        taxed, part_paid = long_figures()
        findings = part_paid.check()
    assert str(taxed.total) == "123456789012.34001"
    assert str(part_paid.paid) == "123456789012.33999"
    assert [finding.rule for finding in findings] == ["has a date"]


def test_the_traps_that_a_program_has_set_stop_nothing() -> None:
    with decimal.localcontext() as context:
        context.prec = 6
        context.traps[decimal.Inexact] = True
        context.traps[decimal.FloatOperation] = True
        taxed, _ = long_figures()
    assert str(taxed.total) == "123456789012.34001"


def test_sums_of_more_digits_than_the_usual_precision_are_not_rounded() -> None:
    found = from_daftra(
        '"amount":"12345678901234567890123456789","tax1_id":1,'
        '"tax1_amount":"0.12345","tax1_included":"0"'
    )
    assert str(found.total) == "12345678901234567890123456789.12345"


def test_raw_keeps_the_figure_as_it_was_written() -> None:
    raw: Any = from_daftra('"amount":1.10').raw
    assert str(raw["Income"]["amount"]) == "1.10"
    assert json.dumps(str(raw["Income"]["amount"])) == '"1.10"'
