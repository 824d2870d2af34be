"""Daftra's incomes become the common Income, whichever way their scalars are written."""

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.money import EXPENSES, INCOMES
from ledgerspan.daftra.site import SiteDates
from ledgerspan.errors import UnexpectedResponseError
from ledgerspan.listing import KnowledgeNeeded
from ledgerspan.models import Attachment, FieldOrigin, Income, Provider, Ref, TaxAmount
from ledgerspan.paging import Claims

from tests.wrapper.fakes import FakeAnswer, says


def page(body: object, *, date_format: str | None = "DD/MM/YYYY") -> tuple[list[Income], Claims]:
    told: list[Any] = []
    return read_page(INCOMES, says(body), SiteDates(date_format, told.append), told.append)


def one(**fields: object) -> Income:
    """Normalize one row with these members."""
    (found,), _ = page({"result": "successful", "data": [{"Income": {"id": "7", **fields}}]})
    return found


@pytest.mark.parametrize(
    "fields",
    [
        {"client_id": "12", "amount": "1.10", "currency_code": "SAR", "date": "2026-03-14"},
        {"client_id": 12, "amount": 1.10, "currency_code": "SAR", "date": "14/03/2026"},
        {
            "client_id": "12",
            "amount": "1.10",
            "currency_code": "SAR",
            "date": "2026-03-14 09:00:00",
        },
    ],
)
def test_text_and_native_values_give_the_same_income(fields: dict[str, object]) -> None:
    found = one(**fields)
    assert (found.contact, found.currency) == (Ref(id="12"), "SAR")
    assert (str(found.total), found.date) in {
        ("1.10", datetime.date(2026, 3, 14)),
        ("1.1", datetime.date(2026, 3, 14)),
    }


@pytest.mark.parametrize("identity", ["7", 7])
def test_an_id_is_text_without_its_spelling(identity: object) -> None:
    assert one(id=identity).id == "7"


@pytest.mark.parametrize("empty", [None, "", "0", 0, []])
def test_every_kind_of_no_client_is_no_contact(empty: object) -> None:
    assert one(client_id=empty).contact is None


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("currency_code", "currency"), ("category", "category"), ("note", "description")],
)
def test_an_empty_text_was_not_said(theirs: str, ours: str, empty: object) -> None:
    assert getattr(one(**{theirs: empty}), ours) is None


@pytest.mark.parametrize("empty", [None, "", "0000-00-00", "0000-00-00 00:00:00", "2026-02-31"])
def test_an_empty_or_impossible_date_is_no_date(empty: object) -> None:
    assert one(date=empty).date is None


@pytest.mark.parametrize("empty", [None, "", "NaN", "Infinity", "-Infinity", "free", [], {}])
def test_what_is_no_amount_is_no_total(empty: object) -> None:
    assert one(amount=empty).total is None


def test_an_amount_of_zero_is_an_amount() -> None:
    assert one(amount="0.00").total == Decimal(0)


def test_leftovers_of_other_integrations_pass_through() -> None:
    assert (one(note="None").description, one(category="null").category) == ("None", "null")


def test_a_vendor_without_a_record_is_a_contact_with_a_name() -> None:
    assert one(vendor="شركة النيل", client_id="0").contact == Ref(name="شركة النيل")


TAX = {"tax1_id": "9", "tax1_name": "VAT", "tax1_value": "15", "tax1_amount": "15.00"}
SECOND = {"tax2_id": "8", "tax2_value": "5", "tax2_amount": "5.00"}


def figures(found: Income) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return found.subtotal, found.tax_total, found.total


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("115.00", None, "115.00")),
        ({**TAX, "tax1_included": "1"}, ("100.00", "15.00", "115.00")),
        ({**TAX, "tax1_included": "0"}, ("115.00", "15.00", "130.00")),
        (
            {**TAX, **SECOND, "tax1_included": True, "tax2_included": False},
            ("100.00", "20.00", "120.00"),
        ),
        (
            {**TAX, **SECOND, "tax1_included": "0", "tax2_included": "0"},
            ("115.00", "20.00", "135.00"),
        ),
        (
            {**TAX, **SECOND, "tax1_included": 1, "tax2_included": 1},
            ("95.00", "20.00", "115.00"),
        ),
        ({**TAX}, (None, "15.00", None)),
        ({**TAX, "tax1_amount": None, "tax1_included": "1"}, (None, None, None)),
        ({**SECOND, "tax2_included": "0"}, ("115.00", "5.00", "120.00")),
    ],
)
def test_a_tax_lies_inside_or_on_top_or_leaves_the_total_open(
    fields: dict[str, object], expected: tuple[str | None, ...]
) -> None:
    assert figures(one(amount="115.00", **fields)) == tuple(
        None if figure is None else Decimal(figure) for figure in expected
    )


def test_a_tax_is_told_with_its_id_name_rate_and_amount() -> None:
    assert one(amount="115.00", **TAX, tax1_included="1").taxes == (
        TaxAmount(
            tax=Ref(id="9", name="VAT"),
            rate=Decimal(15),
            amount=Decimal("15.00"),
            inclusive=True,
        ),
    )


def test_a_tax_on_an_amount_that_is_not_known_leaves_all_but_itself_open() -> None:
    for included in ("0", "1", None):
        found = one(amount=None, **TAX, tax1_included=included)
        assert figures(found) == (None, Decimal("15.00"), None)


@pytest.mark.parametrize("included", ["1", None])
def test_a_tax_without_an_id_is_told_by_what_there_is(included: str | None) -> None:
    (found,) = one(amount="115.00", tax1_amount="15.00", tax1_included=included).taxes
    assert (found.tax, found.amount) == (Ref(), Decimal("15.00"))
    (named,) = one(**{**TAX, "tax1_id": "0"}, amount="115.00", tax1_included=included).taxes
    assert named.tax == Ref(name="VAT")


@pytest.mark.parametrize("second", [{"tax2_id": "8"}, {"tax2_amount": "5.00"}])
@pytest.mark.parametrize("included", ["0", None])
def test_a_second_tax_is_there_by_its_id_or_its_amount(
    second: dict[str, str], included: str | None
) -> None:
    found = one(amount="115.00", **TAX, tax1_included=included, **second).taxes
    assert [tax.tax.id for tax in found] == ["9", second.get("tax2_id")]


@pytest.mark.parametrize("second", [{"tax2_id": "8"}, {"tax2_amount": "5.00"}])
def test_a_second_tax_is_there_without_a_first(second: dict[str, str]) -> None:
    (tax,) = one(amount="115.00", **second).taxes
    assert (tax.tax.id, tax.rate) == (second.get("tax2_id"), None)


def test_each_of_two_taxes_has_its_own_figures() -> None:
    taxes = one(amount="115.00", **TAX, **SECOND, tax1_included="1", tax2_included="0").taxes
    assert taxes == (
        TaxAmount(
            tax=Ref(id="9", name="VAT"),
            rate=Decimal(15),
            amount=Decimal("15.00"),
            inclusive=True,
        ),
        TaxAmount(tax=Ref(id="8"), rate=Decimal(5), amount=Decimal("5.00"), inclusive=False),
    )


def test_figures_of_more_digits_than_can_be_added_exactly_are_left_open() -> None:
    taxed = {**TAX, **SECOND, "tax1_included": "1", "tax2_included": "1"}
    assert figures(one(amount="1E+150", **taxed)) == (None, Decimal("20.00"), None)


@pytest.mark.parametrize(
    "sent",
    [
        ["https://files.example/a", "https://files.example/b"],
        "['https://files.example/a', 'https://files.example/b']",
        '["https://files.example/a", "https://files.example/b"]',
    ],
)
def test_attachments_are_a_list_or_a_text_that_imitates_one(sent: object) -> None:
    assert one(attachments=sent).attachments == (
        Attachment(location="https://files.example/a"),
        Attachment(location="https://files.example/b"),
    )


@pytest.mark.parametrize("name", ["attachments", "file"])
def test_a_single_name_is_the_only_attachment(name: str) -> None:
    assert one(**{name: "a.pdf"}).attachments == (Attachment(location="a.pdf"),)


def test_a_file_stands_behind_the_attachments() -> None:
    found = one(attachments=["a.pdf", "", "a.pdf"], file="b.pdf").attachments
    assert found == (Attachment(location="a.pdf"), Attachment(location="b.pdf"))


def test_a_file_is_an_attachment_once() -> None:
    assert one(attachments=["a.pdf"], file="a.pdf").attachments == (Attachment(location="a.pdf"),)


def test_without_taxes_a_total_was_sent_and_with_them_it_was_computed() -> None:
    assert one(amount="1").explain("total").origin is FieldOrigin.SENT
    taxed = one(amount="115.00", **TAX, tax1_included="0")
    assert taxed.explain("total").origin is FieldOrigin.COMPUTED


def test_the_customer_of_an_expense_is_not_who_was_paid() -> None:
    told: list[Any] = []
    body = {"data": [{"Expense": {"id": "7", "client_id": "12"}}]}
    (expense,), _ = read_page(EXPENSES, says(body), SiteDates(None, told.append), told.append)
    assert expense.contact is None


def test_each_record_of_a_list_shows_its_own_bytes() -> None:
    rows = [{"Income": {"id": "7"}}, {"Income": {"id": "8"}}]
    found, _ = page({"data": rows})
    assert [income.raw for income in found] == rows
    assert [income.provider for income in found] == [Provider.DAFTRA, Provider.DAFTRA]


def test_raw_keeps_what_the_model_has_no_place_for() -> None:
    assert one(branch_id="3").raw == {"Income": {"id": "7", "branch_id": "3"}}


def test_a_site_format_that_is_not_known_is_asked_for_first() -> None:
    with pytest.raises(KnowledgeNeeded):
        page({"data": [{"Income": {"id": 1, "date": "14/03/2026"}}]}, date_format=None)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (None, Claims()),
        ([], Claims()),
        ({}, Claims()),
        (
            {"page": 2, "page_count": 3, "total_results": 55, "next": "/api2/x?page=3"},
            Claims(page=2, page_count=3, total=55, has_next=True),
        ),
        (
            {"page": "2", "page_count": "2", "total_results": "40", "next": None},
            Claims(page=2, page_count=2, total=40, has_next=False),
        ),
        ({"page": 1, "page_count": "many", "total_results": ""}, Claims(page=1)),
    ],
)
def test_the_pagination_block_is_read_in_every_form(block: object, expected: Claims) -> None:
    assert page({"data": [], "pagination": block})[1] == expected


@pytest.mark.parametrize("data", [None, {}, "x", 7])
def test_a_list_that_is_no_list_is_unexpected_and_not_empty(data: object) -> None:
    with pytest.raises(UnexpectedResponseError, match="there is no list in `data`"):
        page({"result": "successful", "data": data})


def test_rows_without_the_wrapper_still_count() -> None:
    content = json.dumps({"data": [{"Other": {}}, None, 7, []]}).encode()
    told: list[Any] = []
    dates = SiteDates(None, told.append)
    incomes, _ = read_page(INCOMES, FakeAnswer(content), dates, told.append)
    assert [income.id for income in incomes] == ["", "", "", ""]
    assert [mismatch.path for mismatch in told] == ["$.data[2]"]
