"""Nuvio's incomes become the common Income; a price is the same as text and as number."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.errors import UnexpectedResponseError
from ledgerspan.filters import Filters
from ledgerspan.models import (
    FieldOrigin,
    Income,
    Line,
    PaymentRef,
    PaymentStatus,
    Provider,
    Ref,
    TaxAmount,
)
from ledgerspan.nuvio.listing import NuvioListing, read_page
from ledgerspan.nuvio.money import EXPENSES, INCOMES
from ledgerspan.paging import Claims

from tests.wrapper.fakes import says


def one(**fields: Any) -> Income:
    """Normalize one record with these members."""
    body = {"success": True, "errors": None, "data": [{"id": "3f1e", **fields}]}
    (found,) = read_page(INCOMES, says(body))
    return found


@pytest.mark.parametrize("price", ["2.50", 2.50, "2.5"])
def test_a_unit_price_is_the_same_as_text_and_as_number(price: object) -> None:
    assert one(items=[{"id": "l", "unitPrice": price}]).lines[0].unit_price == Decimal("2.5")


def test_a_record_is_read_whole() -> None:
    found = one(
        invoiceNumber="INV-1",
        invoiceDate="2026-03-14",
        dueDate="2026-04-14",
        currency="KWD",
        exchangeRate=12.25,
        customer={"id": "c", "name": "Nile", "entityCode": "C-1"},
        project={"id": "p", "name": "Site", "projectCode": "P-1"},
        description="Rent",
        subTotal=10.125,
        totalTax=1.5,
        totalAmount=11.625,
        remainingAmount=1.625,
        paymentStatus="PARTIALLY_PAID",
        tags=[{"id": "t", "name": "North"}],
    )
    assert found == Income(
        id="3f1e",
        provider=found.provider,
        number="INV-1",
        date=datetime.date(2026, 3, 14),
        due_date=datetime.date(2026, 4, 14),
        currency="KWD",
        exchange_rate=Decimal("12.25"),
        contact=Ref(id="c", name="Nile", code="C-1"),
        project=Ref(id="p", name="Site", code="P-1"),
        description="Rent",
        subtotal=Decimal("10.125"),
        tax_total=Decimal("1.5"),
        total=Decimal("11.625"),
        paid=Decimal("10.000"),
        due=Decimal("1.625"),
        payment_status=PaymentStatus.PARTIALLY_PAID,
        payment_status_text="PARTIALLY_PAID",
        tags=(Ref(id="t", name="North"),),
    )


def test_a_line_is_read_with_its_product_and_taxes() -> None:
    item = {
        "id": "l",
        "productId": "p",
        "productCode": "P-1",
        "productName": "Desk",
        "quantity": 2,
        "unitPrice": "9.50",
        "totalTaxes": 2.85,
        "totalAmount": 21.85,
        "itemTaxes": [{"taxId": "v", "taxName": "VAT", "taxAmount": 2.85}],
    }
    tax = TaxAmount(tax=Ref(id="v", name="VAT"), amount=Decimal("2.85"), inclusive=False)
    assert one(items=[item]).lines == (
        Line(
            id="l",
            description="Desk",
            product=Ref(id="p", name="Desk", code="P-1"),
            quantity=Decimal(2),
            unit_price=Decimal("9.50"),
            taxes=(tax,),
            tax_total=Decimal("2.85"),
            total=Decimal("21.85"),
        ),
    )


def test_a_matched_payment_is_read_with_its_account_and_day() -> None:
    payment = {
        "bankAccountId": "b",
        "bankAccountName": "Main",
        "transactionId": "x",
        "amount": 10,
        "currency": "SAR",
        "description": "First part",
        "transactionDate": "2026-03-20T10:00:00+03:00",
    }
    assert one(matchedPayments=[payment]).payments == (
        PaymentRef(
            id="x",
            account=Ref(id="b", name="Main"),
            amount=Decimal(10),
            currency="SAR",
            description="First part",
            date=datetime.date(2026, 3, 20),
        ),
    )


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("PAID", PaymentStatus.PAID),
        ("paid", PaymentStatus.PAID),
        ("Fully Paid", PaymentStatus.PAID),
        ("UNPAID", PaymentStatus.UNPAID),
        ("Not paid", PaymentStatus.UNPAID),
        ("PARTIALLY_PAID", PaymentStatus.PARTIALLY_PAID),
        ("Partially Paid", PaymentStatus.PARTIALLY_PAID),
        ("partlyPaid", PaymentStatus.PARTIALLY_PAID),
        ("Refunded", PaymentStatus.REFUNDED),
        ("OVER-PAID", PaymentStatus.OVERPAID),
        ("escrowed", PaymentStatus.UNKNOWN),
        ("مدفوع", PaymentStatus.UNKNOWN),
    ],
)
def test_a_state_is_known_whatever_its_case_and_separators(
    word: str, status: PaymentStatus
) -> None:
    found = one(paymentStatus=word)
    assert (found.payment_status, found.payment_status_text) == (status, word)


def test_a_state_that_was_not_said_has_no_text() -> None:
    found = one(paymentStatus=None)
    assert (found.payment_status, found.payment_status_text) == (PaymentStatus.UNKNOWN, None)


@pytest.mark.parametrize(("word", "draft"), [("Draft", True), ("ISSUED", None), (None, None)])
def test_only_the_word_draft_says_draft(
    word: object,
    draft: bool | None,  # noqa: FBT001
) -> None:
    assert one(invoiceStatus=word).is_draft is draft


@pytest.mark.parametrize(
    "figures", [{"totalAmount": 10}, {"remainingAmount": 10}, {"totalAmount": None}, {}]
)
def test_what_was_paid_is_open_while_one_figure_is(figures: dict[str, object]) -> None:
    assert one(**figures).paid is None


def test_paid_is_computed_and_due_is_sent() -> None:
    found = one(totalAmount=10, remainingAmount=4)
    assert found.explain("paid").origin is FieldOrigin.COMPUTED
    assert found.explain("due").origin is FieldOrigin.SENT


@pytest.mark.parametrize("empty", [None, [], ""])
@pytest.mark.parametrize("name", ["items", "tags", "matchedPayments"])
def test_an_empty_list_in_any_form_is_empty(name: str, empty: object) -> None:
    found = one(**{name: empty})
    assert (found.lines, found.tags, found.payments) == ((), (), ())


@pytest.mark.parametrize("empty", [None, [], "", {}])
@pytest.mark.parametrize(("theirs", "ours"), [("customer", "contact"), ("project", "project")])
def test_an_empty_reference_in_any_form_says_nothing(theirs: str, ours: str, empty: object) -> None:
    assert getattr(one(**{theirs: empty}), ours) in (None, Ref())


def test_each_income_of_a_list_shows_its_own_bytes() -> None:
    rows = [{"id": "a", "invoiceNumber": "A-1"}, {"invoiceNumber": "B-2"}]
    found = read_page(INCOMES, says({"success": True, "data": rows}))
    assert [income.raw for income in found] == rows
    assert [income.id for income in found] == ["a", ""]
    assert [income.provider for income in found] == [Provider.NUVIO, Provider.NUVIO]


@pytest.mark.parametrize(
    ("item", "product"),
    [
        ({"productId": "p"}, Ref(id="p")),
        ({"productCode": "P-1"}, Ref(code="P-1")),
        ({"productName": "Desk"}, Ref(name="Desk")),
        ({"quantity": 1}, None),
    ],
)
def test_a_product_is_told_by_whatever_names_it(
    item: dict[str, object], product: Ref | None
) -> None:
    assert one(items=[{"id": "l", **item}]).lines[0].product == product


def test_a_line_of_an_expense_is_described_by_its_detail_before_its_product() -> None:
    lines = [{"itemDetail": "Paper", "productName": "Desk"}, {"productName": "Desk"}]
    (expense,) = read_page(EXPENSES, says({"data": [{"id": "a", "items": lines}]}))
    assert [line.description for line in expense.lines] == ["Paper", "Desk"]


@pytest.mark.parametrize("day", [None, "", "soon"])
def test_a_matched_payment_without_a_day_has_none(day: str | None) -> None:
    (payment,) = one(matchedPayments=[{"transactionId": "x", "transactionDate": day}]).payments
    assert payment.date is None


def test_each_expense_of_a_list_shows_its_own_bytes() -> None:
    rows = [{"id": "a", "referenceNumber": "A/1"}, {"id": "b", "referenceNumber": "B/2"}]
    found = read_page(EXPENSES, says({"success": True, "data": rows}))
    assert [expense.raw for expense in found] == rows
    assert [expense.number for expense in found] == ["A/1", "B/2"]


def test_a_list_is_whole_and_makes_no_claims() -> None:
    listing: NuvioListing[Income] = NuvioListing(INCOMES, Filters(), print)
    _, claims = listing.read(says({"success": True, "data": []}), 1)
    assert claims == Claims(page=1, paged=False)


@pytest.mark.parametrize("data", [None, {}, "x", 7])
def test_a_list_that_is_no_list_is_unexpected_and_not_empty(data: object) -> None:
    with pytest.raises(UnexpectedResponseError, match="there is no list in `data`"):
        read_page(INCOMES, says({"success": True, "data": data}))
