"""What an income shows beside its fields: raw, explain, check, and that it can be sent around."""

import pickle
from decimal import Decimal

import pytest
from ledgerspan import Income
from ledgerspan.models import Explanation, FieldOrigin
from ledgerspan.sandbox import Sandbox

from tests.live.both import make


@pytest.fixture
def incomes(box: Sandbox, provider: str) -> list[Income]:
    """Return the incomes of a company."""
    with make(box, provider, "sync") as client:
        found: list[Income] = client.incomes.list().to_list()
        return found


def test_raw_is_the_record_as_the_server_wrote_it(box: Sandbox) -> None:
    with make(box, "daftra", "sync") as daftra, make(box, "nuvio", "sync") as nuvio:
        daftra_income = daftra.incomes.list().first()
        nuvio_income = nuvio.incomes.list().first()
    assert daftra_income.raw["Income"]["id"] == daftra_income.id
    assert daftra_income.raw["Income"]["is_income"] == "1"
    assert nuvio_income.raw["invoiceNumber"] == nuvio_income.number
    assert nuvio_income.raw["totalAmount"] == nuvio_income.total
    assert isinstance(nuvio_income.raw["totalAmount"], Decimal)


def test_each_record_of_a_page_has_its_own_raw(incomes: list[Income], provider: str) -> None:
    ids = [i.raw["Income"]["id"] if provider == "daftra" else i.raw["id"] for i in incomes]
    assert [income.id for income in incomes] == ids


def test_explain_names_the_providers_field(box: Sandbox) -> None:
    with make(box, "daftra", "sync") as daftra:
        income = daftra.incomes.list().first()
    assert income.explain("currency") == Explanation(
        field="currency", origin=FieldOrigin.SENT, provider_field="currency_code"
    )


def test_explain_tells_computed_from_sent(box: Sandbox) -> None:
    with make(box, "daftra", "sync") as daftra:
        listed = daftra.incomes.list().to_list()
    taxed = next(income for income in listed if income.taxes)
    plain = next(income for income in listed if not income.taxes)
    assert taxed.explain("total").origin == FieldOrigin.COMPUTED
    assert plain.explain("total").origin == FieldOrigin.SENT


def test_explain_tells_what_was_not_said(box: Sandbox) -> None:
    with make(box, "daftra", "sync") as daftra:
        income = daftra.incomes.list().first()
    assert income.explain("due_date") == Explanation(field="due_date", origin=FieldOrigin.ABSENT)


def test_explain_refuses_a_name_that_is_no_field(incomes: list[Income]) -> None:
    with pytest.raises(ValueError, match="'amount' is no field of Income"):
        incomes[0].explain("amount")


def test_check_finds_nothing_but_missing_dates_in_sound_books(incomes: list[Income]) -> None:
    found = {income.id: [finding.rule for finding in income.check()] for income in incomes}
    assert {i.id: [] if i.date else ["has a date"] for i in incomes} == found


def test_a_pickled_income_is_equal_and_keeps_its_raw(incomes: list[Income]) -> None:
    copies = pickle.loads(pickle.dumps(incomes))  # noqa: S301  # our own bytes
    assert incomes == copies
    assert [income.raw for income in incomes] == [copy.raw for copy in copies]
