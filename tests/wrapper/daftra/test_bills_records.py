"""Daftra's purchase documents become the common Bill, whichever way their values are written."""

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.purchases import BILL_REFUNDS, BILLS
from ledgerspan.daftra.site import SiteDates
from ledgerspan.models import (
    Bill,
    BillRefund,
    Line,
    PaymentState,
    PaymentStatus,
    Ref,
    TaxAmount,
)

from tests.wrapper.fakes import FakeAnswer, says


def read(content: bytes, kind: Any = BILLS) -> list[Any]:
    told: list[Any] = []
    dates = SiteDates("DD/MM/YYYY", told.append)
    return read_page(kind, FakeAnswer(content), dates, told.append)[0]


def one(**fields: object) -> Bill:
    """Normalize one row with these members."""
    body = {"result": "successful", "data": [{"PurchaseOrder": {"id": "7", **fields}}]}
    (found,) = read(says(body).content)
    assert isinstance(found, Bill)
    return found


def line(taxes: object = (), **fields: object) -> Line:
    """Normalize one line with these members, in a bill that names these taxes."""
    bill = one(PurchaseOrderItem=[{"id": "1", **fields}], PurchaseOrderTax=taxes)
    return bill.lines[0]


@pytest.mark.parametrize("empty", [None, "", "0", 0, []])
def test_every_kind_of_no_supplier_is_no_contact(empty: object) -> None:
    assert one(supplier_id=empty).contact is None


@pytest.mark.parametrize("empty", [None, "", "0000-00-00", "0000-00-00 00:00:00", "2026-02-31"])
def test_an_empty_or_impossible_date_is_no_date(empty: object) -> None:
    assert one(date=empty).date is None


@pytest.mark.parametrize("date", ["2026-03-14", "14/03/2026", "2026-03-14 00:00:00"])
def test_a_date_is_read_in_iso_and_in_the_sites_format(date: str) -> None:
    assert one(date=date).date == datetime.date(2026, 3, 14)


@pytest.mark.parametrize("empty", [None, "", "NaN", "Infinity", "free", [], {}])
def test_what_is_no_amount_is_none(empty: object) -> None:
    bill = one(summary_total=empty, summary_subtotal="1", summary_unpaid=empty)
    assert (bill.total, bill.tax_total, bill.due) == (None, None, None)


def test_the_tax_is_what_lies_between_subtotal_and_total() -> None:
    bill = one(summary_total="115.0001", summary_subtotal="100", summary_tax1="0")
    assert bill.tax_total == Decimal("15.0001")


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_every_kind_of_no_lines_is_no_lines(empty: object) -> None:
    assert one(PurchaseOrderItem=empty, PurchaseOrderPayment=empty).lines == ()


@pytest.mark.parametrize(
    ("code", "state", "text"),
    [
        ("0", PaymentStatus.UNPAID, "0"),
        (1, PaymentStatus.PARTIALLY_PAID, "1"),
        ("2", PaymentStatus.PAID, "2"),
        (3, PaymentStatus.REFUNDED, "3"),
        (4, PaymentStatus.OVERPAID, "4"),
        ("-1", PaymentStatus.UNKNOWN, "-1"),
        (17, PaymentStatus.UNKNOWN, "17"),
        (None, PaymentStatus.UNKNOWN, None),
        ("", PaymentStatus.UNKNOWN, None),
    ],
)
def test_a_payment_state_is_a_code_and_an_unknown_one_survives(
    code: object, state: PaymentStatus, text: str | None
) -> None:
    bill = one(payment_status=code)
    assert (bill.payment_status, bill.payment_status_text) == (state, text)


@pytest.mark.parametrize(
    ("sent", "expected"), [("1", True), (0, False), (True, True), (None, None), ("", None)]
)
def test_a_draft_is_told_or_not_said(*, sent: object, expected: bool | None) -> None:
    assert one(draft=sent).is_draft is expected


def test_a_company_goes_before_a_person_and_a_person_has_two_names() -> None:
    person = {"supplier_first_name": "سالم", "supplier_last_name": "حداد"}
    assert one(**person).contact == Ref(name="سالم حداد")
    assert one(**person, supplier_business_name="الرمال ٢").contact == Ref(name="الرمال ٢")
    assert one(supplier_last_name="Haddad").contact == Ref(name="Haddad")


def test_a_contact_is_the_same_with_and_without_the_supplier_of_today() -> None:
    told = {"supplier_id": "14", "supplier_business_name": "Sands"}
    today = {"id": "14", "business_name": "Sands & Sons", "supplier_number": "S-1"}
    assert one(**told).contact == one(**told, Supplier=today).contact


@pytest.mark.parametrize("tax", ["15", 15, "15.00", 15.0])
def test_fifteen_on_a_line_is_the_tax_with_that_id_and_not_a_rate(tax: object) -> None:
    assert line(tax1=tax).taxes == (TaxAmount(tax=Ref(id="15")),)


@pytest.mark.parametrize("tax", ["7.5", -3, 10**30])
def test_what_can_be_no_id_of_a_tax_is_a_tax_without_one(tax: object) -> None:
    assert line(tax1=tax, tax1_percent="5.00").taxes == (
        TaxAmount(tax=Ref(), rate=Decimal("5.00")),
    )


@pytest.mark.parametrize("empty", [None, "", "0", 0])
def test_every_kind_of_no_tax_is_no_tax(empty: object) -> None:
    assert line(tax1=empty, tax2=empty).taxes == ()


def test_a_line_learns_of_its_taxes_from_the_document() -> None:
    known = [
        {"id": "91", "tax_id": "3", "name": "VAT", "value": "15.00", "included": "0"},
        {"id": "4", "name": "Levy", "value": "5.00", "included": "1"},
    ]
    assert line(known, tax1="3", tax2="4", summary_tax2="0.5").taxes == (
        TaxAmount(tax=Ref(id="3", name="VAT"), rate=Decimal("15.00"), inclusive=False),
        TaxAmount(
            tax=Ref(id="4", name="Levy"),
            rate=Decimal("5.00"),
            amount=Decimal("0.5"),
            inclusive=True,
        ),
    )


def test_the_rate_of_a_line_goes_before_that_of_the_document() -> None:
    known = [{"id": "3", "value": "5.00"}]
    (tax,) = line(known, tax1="3", tax1_percent="15.00").taxes
    assert (tax.rate, tax.inclusive) == (Decimal("15.00"), None)


@pytest.mark.parametrize("money", [{"tax1_value": 27}, {"summary_tax1": "27"}])
def test_the_money_of_a_tax_comes_under_two_names(money: dict[str, object]) -> None:
    (tax,) = line(tax1="3", **money).taxes
    assert tax.amount == Decimal(27)


def test_a_line_has_a_caption_and_a_text_below_it() -> None:
    found = line(item="Hammer", description="مقاس ٢٤")
    assert (found.item, found.description, found.product) == ("Hammer", "مقاس ٢٤", None)


@pytest.mark.parametrize("empty", [None, "", "0", 0])
def test_every_kind_of_no_product_is_none(empty: object) -> None:
    assert line(product_id=empty, item="Hammer").product is None


def test_a_product_has_the_name_and_code_that_it_has_today() -> None:
    product = {"id": "22", "name": "Claw hammer", "product_code": "HM-22"}
    found = line(product_id="22", item="Hammer", Product=product).product
    assert found == Ref(id="22", name="Claw hammer", code="HM-22")


@pytest.mark.parametrize(
    ("way", "money", "percent"),
    [("2", Decimal(5), None), (1, None, Decimal(5)), (None, None, None), (9, None, None)],
)
def test_a_discount_is_money_or_percent_and_never_guessed(
    way: object, money: Decimal | None, percent: Decimal | None
) -> None:
    found = line(discount="5.0000", discount_type=way)
    assert (found.discount, found.discount_percent) == (money, percent)


def test_the_tax_of_a_line_is_open_where_one_of_two_has_no_amount() -> None:
    assert line(tax1="1", tax1_value="15", tax2="2").tax_total is None
    assert line(tax1="1", tax1_value="15", tax2="2", summary_tax2="5").tax_total == Decimal(20)


@pytest.mark.parametrize(
    ("code", "state", "text"),
    [
        ("0", PaymentState.FAILED, "0"),
        (1, PaymentState.COMPLETED, "1"),
        ("2", PaymentState.PENDING, "2"),
        (3, PaymentState.PENDING, "3"),
        ("9", PaymentState.UNKNOWN, "9"),
        (None, PaymentState.UNKNOWN, None),
    ],
)
def test_a_payment_tells_how_far_it_is(code: object, state: PaymentState, text: str | None) -> None:
    (payment,) = one(PurchaseOrderPayment=[{"id": "1", "status": code}]).payments
    assert (payment.status, payment.status_text) == (state, text)


@pytest.mark.parametrize("key", ["PurchaseRefund", "PurchaseOrder"])
def test_a_refund_is_read_under_either_key(key: str) -> None:
    content = says({"data": [{key: {"id": 7, "no": "R-1"}}]}).content
    (found,) = read(content, BILL_REFUNDS)
    assert (type(found), found.id, found.number) == (BillRefund, "7", "R-1")


@pytest.mark.parametrize("kind", [BILLS, BILL_REFUNDS], ids=["bills", "refunds"])
def test_rows_without_the_wrapper_still_count(kind: Any) -> None:
    content = json.dumps({"data": [{"Other": {}}, None, 7, []]}).encode()
    assert [found.id for found in read(content, kind)] == ["", "", "", ""]
