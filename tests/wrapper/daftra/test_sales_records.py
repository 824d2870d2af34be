"""Daftra's sales documents become the common ones, whatever their members hold."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from daftra_client.models import SalesDocument
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.sales import CREDIT_NOTES, INVOICES
from ledgerspan.daftra.sales_record import settle_issue_dates
from ledgerspan.daftra.site import SiteDates
from ledgerspan.models import (
    CreditNote,
    FieldOrigin,
    Invoice,
    PaymentRef,
    PaymentState,
    PaymentStatus,
    Provider,
    Ref,
    TaxAmount,
)

from tests.wrapper.fakes import says


def read(kind: Any, rows: list[Any], told: list[Any] | None = None) -> list[Any]:
    """Normalize rows of a list; `told` collects what leaves the description."""
    misfits: list[Any] = [] if told is None else told
    dates = SiteDates("DD/MM/YYYY", misfits.append)
    return read_page(kind, says({"data": rows}), dates, misfits.append)[0]


def one(**members: object) -> Invoice:
    """Normalize one invoice with these members."""
    (found,) = read(INVOICES, [{"Invoice": {"id": "7", **members}}])
    assert isinstance(found, Invoice)
    return found


def line(**members: object) -> Any:
    """Normalize one line with these members."""
    (found,) = one(InvoiceItem=[{"id": "8", **members}]).lines
    return found


@pytest.mark.parametrize("empty", [None, "", "0", 0, []])
@pytest.mark.parametrize("member", ["client_id", "subscription_id", "work_order_id"])
def test_every_kind_of_no_id_is_none(member: str, empty: object) -> None:
    assert one(**{member: empty}) == one()


@pytest.mark.parametrize("empty", [None, "", "0000-00-00", "0000-00-00 00:00:00", []])
@pytest.mark.parametrize(
    "member", ["date", "due_date", "stored_due_date", "issue_date", "created", "modified"]
)
def test_every_kind_of_no_date_is_none(member: str, empty: object) -> None:
    assert one(**{member: empty}) == one()


@pytest.mark.parametrize("empty", [None, "", [], {}, "NaN", "Infinity", "free"])
@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("summary_total", "total"),
        ("summary_subtotal", "subtotal"),
        ("summary_paid", "paid"),
        ("summary_unpaid", "due"),
        ("summary_refund", "refunded"),
        ("discount", "discount_percent"),
        ("discount_amount", "discount"),
        ("shipping_amount", "shipping"),
    ],
)
def test_what_is_no_amount_was_not_said(theirs: str, ours: str, empty: object) -> None:
    assert getattr(one(**{theirs: empty}), ours) is None


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("no", "number"),
        ("po_number", "reference"),
        ("currency_code", "currency"),
        ("notes", "description"),
    ],
)
def test_an_empty_text_was_not_said(theirs: str, ours: str, empty: object) -> None:
    assert getattr(one(**{theirs: empty}), ours) is None


@pytest.mark.parametrize("nothing", [None, [], {}, ""])
@pytest.mark.parametrize("member", ["Client", "InvoiceItem", "InvoicePayment", "InvoiceTax"])
def test_a_relation_that_is_empty_in_any_form_is_none(member: str, nothing: object) -> None:
    assert one(**{member: nothing}) == one()


def test_arabic_text_and_digits_come_through_untouched() -> None:
    invoice = one(no="فاتورة-١٢٣", notes="شكراً\r\n<b>٤٥</b>", client_business_name="شركة النيل")
    assert (invoice.number, invoice.description) == ("فاتورة-١٢٣", "شكراً\r\n<b>٤٥</b>")
    assert invoice.contact == Ref(name="شركة النيل")


def test_leftovers_of_other_integrations_pass_through() -> None:
    assert (one(notes="None").description, one(po_number="null").reference) == ("None", "null")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (0, (PaymentStatus.UNPAID, "0")),
        ("1", (PaymentStatus.PARTIALLY_PAID, "1")),
        (2, (PaymentStatus.PAID, "2")),
        ("3", (PaymentStatus.REFUNDED, "3")),
        (4, (PaymentStatus.OVERPAID, "4")),
        ("-1", (PaymentStatus.UNKNOWN, "-1")),
        (9, (PaymentStatus.UNKNOWN, "9")),
        (None, (PaymentStatus.UNKNOWN, None)),
        ("", (PaymentStatus.UNKNOWN, None)),
    ],
)
def test_a_payment_status_keeps_its_code(code: object, expected: tuple[Any, Any]) -> None:
    invoice = one(payment_status=code)
    assert (invoice.payment_status, invoice.payment_status_text) == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({}, None),
        ({"draft": "0"}, False),
        ({"draft": "1"}, True),
        ({"draft": True, "payment_status": 0}, True),
        ({"payment_status": "-1"}, True),
        ({"payment_status": "0"}, None),
        ({"draft": "0", "payment_status": "-1"}, False),
    ],
)
def test_a_draft_is_told_by_its_flag_or_by_its_status(
    members: dict[str, object], expected: object
) -> None:
    assert one(**members).is_draft is expected


NAMES = {"client_first_name": "Amal", "client_last_name": "Haddad"}
CLIENT = {"id": "5", "business_name": "Nile", "client_number": "C-5"}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"client_id": "5"}, Ref(id="5")),
        ({"client_id": 5, "client_business_name": "Nile", **NAMES}, Ref(id="5", name="Nile")),
        ({"client_id": "5", **NAMES}, Ref(id="5", name="Amal Haddad")),
        ({"client_id": "5", "client_last_name": "Haddad"}, Ref(id="5", name="Haddad")),
        ({"client_id": "5", "Client": CLIENT}, Ref(id="5", name="Nile", code="C-5")),
        ({"client_id": "5", "Client": {"id": "5", "first_name": "Amal"}}, Ref(id="5", name="Amal")),
        (
            {"client_id": "5", "Client": {"id": "5", "first_name": "Amal", "last_name": "Haddad"}},
            Ref(id="5", name="Amal Haddad"),
        ),
        (
            {"client_id": "5", **NAMES, "Client": CLIENT},
            Ref(id="5", name="Amal Haddad", code="C-5"),
        ),
        ({**NAMES}, Ref(name="Amal Haddad")),
    ],
)
def test_a_contact_has_the_name_of_its_time(members: dict[str, object], expected: Ref) -> None:
    assert one(**members).contact == expected


DAY = {"date": "2026-03-05"}


@pytest.mark.parametrize(
    ("members", "expected", "told_by"),
    [
        ({"due_date": "04/04/2026", "due_after": "7"}, "2026-04-04", "due_date"),
        ({"due_date": "0000-00-00", "stored_due_date": "2026-04-05"}, "2026-04-05",
         "stored_due_date"),
        ({**DAY, "due_after": "30"}, "2026-04-04", "date, due_after"),
        ({**DAY, "due_date": "0000-00-00", "due_after": 0}, "2026-03-05", "date, due_after"),
    ],
)  # fmt: skip
def test_a_due_date_is_sent_or_so_many_days_after_the_date(
    members: dict[str, object], expected: str, told_by: str
) -> None:
    invoice = one(**members)
    told = invoice.explain("due_date")
    assert (invoice.due_date, told.provider_field) == (
        datetime.date.fromisoformat(expected),
        told_by,
    )
    computed = told.origin is FieldOrigin.COMPUTED
    assert computed == ("due_after" in told_by)


@pytest.mark.parametrize("after", [None, "", "-1", "soon", 10**9])
def test_a_due_date_that_cannot_be_counted_was_not_said(after: object) -> None:
    assert one(**DAY, due_after=after).due_date is None


def test_only_an_invoice_falls_due_by_counting() -> None:
    (note,) = read(CREDIT_NOTES, [{"CreditNote": {"id": 1, **DAY, "due_after": "0"}}])
    assert note.due_date is None


@pytest.mark.parametrize(
    ("members", "expected", "origin"),
    [
        ({"summary_tax": "15.00"}, "15", FieldOrigin.SENT),
        ({"summary_tax": None}, "15.50", FieldOrigin.COMPUTED),
        ({"summary_tax": "0"}, "15.50", FieldOrigin.COMPUTED),
        ({"summary_tax": "", "summary_total": "100"}, "0", FieldOrigin.COMPUTED),
        ({"summary_total": None}, None, FieldOrigin.ABSENT),
        ({"summary_total": "90"}, None, FieldOrigin.ABSENT),
        ({"shipping_amount": "5"}, None, FieldOrigin.ABSENT),
        ({"shipping_amount": "0.00"}, "15.50", FieldOrigin.COMPUTED),
    ],
)
def test_the_tax_is_sent_or_what_the_total_has_above_the_subtotal(
    members: dict[str, object], expected: str | None, origin: FieldOrigin
) -> None:
    invoice = one(**{"summary_subtotal": "100.00", "summary_total": "115.50", **members})
    assert invoice.tax_total == (None if expected is None else Decimal(expected))
    assert invoice.explain("tax_total").origin is origin


@pytest.mark.parametrize(
    ("percent", "money", "expected"),
    [
        ("10.00", "0.00", (None, Decimal(10))),
        ("0.00", "25.00", (Decimal(25), None)),
        ("0.00", "0.00", (Decimal(0), Decimal(0))),
        ("10", "25", (Decimal(25), Decimal(10))),
        (None, None, (None, None)),
    ],
)
def test_a_discount_is_money_or_a_percentage(
    percent: object, money: object, expected: tuple[Any, Any]
) -> None:
    invoice = one(discount=percent, discount_amount=money)
    assert (invoice.discount, invoice.discount_percent) == expected


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("1", (None, Decimal(5))),
        (2, (Decimal(5), None)),
        (None, (None, None)),
        ("7", (None, None)),
    ],
)
def test_a_line_discount_is_read_by_its_type_and_not_guessed(
    way: object, expected: tuple[Any, Any]
) -> None:
    found = line(discount="5.00", discount_type=way)
    assert (found.discount, found.discount_percent) == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"tax1": "0", "tax2": None, "tax1_value": 0}, ()),
        (
            {"tax1": "3", "tax1_percent": "15.00", "tax1_value": 1.5},
            (TaxAmount(tax=Ref(id="3"), rate=Decimal(15), amount=Decimal("1.5")),),
        ),
        (
            {"tax1": 3, "tax2": "4", "summary_tax1": "1.50", "tax1_value": 9, "summary_tax2": 2},
            (
                TaxAmount(tax=Ref(id="3"), amount=Decimal("1.5")),
                TaxAmount(tax=Ref(id="4"), amount=Decimal(2)),
            ),
        ),
        ({"tax2": "4"}, (TaxAmount(tax=Ref(id="4")),)),
    ],
)
def test_the_taxes_of_a_line_are_ids_with_what_is_known_of_them(
    members: dict[str, object], expected: tuple[TaxAmount, ...]
) -> None:
    found = line(**members)
    assert found.taxes == expected
    known = [tax.amount for tax in expected if tax.amount is not None]
    assert found.tax_total == (sum(known, Decimal(0)) if known else None)


def test_a_price_is_that_of_the_smallest_unit_and_not_multiplied() -> None:
    found = line(unit_price="2.50", quantity="3", unit_factor="12", subtotal=90)
    assert (found.unit_price, found.quantity, found.total) == (Decimal("2.5"), 3, 90)


def test_a_caption_is_the_item_and_the_text_below_it_the_description() -> None:
    found = line(item="طاولة", description="٢٤٠ سم", product_id="9", Product={"id": 9, "name": "T"})
    assert (found.item, found.description) == ("طاولة", "٢٤٠ سم")
    assert found.product == Ref(id="9", name="T")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("1", (PaymentState.COMPLETED, "1")),
        (2, (PaymentState.PENDING, "2")),
        ("3", (PaymentState.PENDING, "3")),
        (0, (PaymentState.FAILED, "0")),
        ("8", (PaymentState.UNKNOWN, "8")),
        (None, (PaymentState.UNKNOWN, None)),
    ],
)
def test_a_payment_says_how_far_it_is(status: object, expected: tuple[Any, Any]) -> None:
    (payment,) = one(InvoicePayment=[{"id": "5", "amount": "1", "status": status}]).payments
    assert payment == PaymentRef(
        id="5", amount=Decimal(1), status=expected[0], status_text=expected[1]
    )


@pytest.mark.parametrize("key", ["CreditNote", "Invoice"])
def test_a_credit_note_comes_under_either_key_and_names_its_invoice(key: str) -> None:
    assert read(CREDIT_NOTES, [{key: {"id": "4", "subscription_id": "41"}}]) == [
        CreditNote(id="4", provider=Provider.DAFTRA, invoice=Ref(id="41"))
    ]


def test_children_beside_a_document_are_its_own_and_those_inside_win() -> None:
    beside = {
        "Client": CLIENT,
        "InvoiceItem": [{"id": "8", "item": "beside"}],
        "InvoicePayment": [{"id": "9"}],
    }
    (old,) = read(INVOICES, [{"Invoice": {"id": "7", "client_id": "5"}, **beside}])
    assert (old.contact, old.lines[0].item) == (Ref(id="5", name="Nile", code="C-5"), "beside")
    assert old.payments[0].id == "9"
    inside = {"id": "7", "InvoiceItem": [{"id": "1", "item": "inside"}]}
    (new,) = read(INVOICES, [{"Invoice": inside, **beside}])
    assert new.lines[0].item == "inside"


def test_bad_types_are_told_and_cost_no_record_and_no_line() -> None:
    told: list[Any] = []
    lines = [{"id": "8", "item": {}}, 7]
    rows = [
        {"Invoice": {"id": "1", "summary_total": "ten", "InvoiceItem": lines}},
        "no object",
        {"Invoice": {"id": "2", "payment_status": "paid", "notes": ["x"]}},
        {"Estimate": {"id": "3"}},
    ]
    found = read(INVOICES, rows, told)
    assert [each.id for each in found] == ["1", "", "2", ""]
    assert [each.id for each in found[0].lines] == ["8", None]
    assert [misfit.path for misfit in told] == [
        "$.data[0].Invoice.summary_total",
        "$.data[0].Invoice.InvoiceItem[0].item",
        "$.data[0].Invoice.InvoiceItem[1]",
        "$.data[1]",
        "$.data[2].Invoice.payment_status",
        "$.data[2].Invoice.notes",
    ]


@pytest.mark.parametrize("text", ["5 March", "31/02/2026"])
def test_an_issue_date_that_is_none_is_told(text: str) -> None:
    told: list[Any] = []
    read(INVOICES, [{"Invoice": {"id": "1", "issue_date": text}}], told)
    assert len(told) == 1


def test_every_field_of_the_table_is_one_of_the_model_and_can_be_filled() -> None:
    assert set(INVOICES.fields) <= set(Invoice.fields())
    assert set(CREDIT_NOTES.fields) <= set(CreditNote.fields())
    written = {*INVOICES.writable, *CREDIT_NOTES.writable}
    assert written <= {*Invoice.fields(), *CreditNote.fields()}


@pytest.mark.parametrize("empty", [None, "", "0", 0])
def test_a_credit_note_of_no_invoice_names_none(empty: object) -> None:
    (note,) = read(CREDIT_NOTES, [{"CreditNote": {"id": "4", "subscription_id": empty}}])
    assert note.invoice is None


@pytest.mark.parametrize(
    ("sent", "settled"),
    [
        ("05/03/2026", "2026-03-05"),
        ("2026-03-05 08:15:09", "2026-03-05 08:15:09"),
        ("31/02/2026", None),
        (None, None),
    ],
)
def test_an_issue_date_in_the_sites_format_is_sent_back_in_iso(
    sent: str | None, settled: str | None
) -> None:
    record = SalesDocument(id=7, issue_date=sent)
    settle_issue_dates([record], SiteDates("DD/MM/YYYY", [].append).read)
    assert record.issue_date == settled
