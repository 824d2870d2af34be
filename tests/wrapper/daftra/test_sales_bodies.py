"""What is written of a sales document: everything that was, and nothing that the server owns."""

import datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.sales import CREDIT_NOTES, ESTIMATES, INVOICES
from ledgerspan.daftra.site import SiteDates
from ledgerspan.drafts import InvoiceDraft, LineDraft
from ledgerspan.errors import DraftError
from ledgerspan.filters import DocumentFilters
from ledgerspan.models import Invoice, Line, PaymentStatus, Provider

from tests.wrapper.fakes import says

DAY = datetime.date(2026, 3, 5)
LINE = {"id": "8", "item": "Lamp", "quantity": "2.00000", "unit_price": "4.5000"}
USUAL = {"id": "7", "client_id": "5", "date": "05/03/2026", "InvoiceItem": [LINE]}


def read(**members: object) -> tuple[Any, Invoice]:
    """Return an invoice with these members as Daftra's record and as the common one."""
    content = msgspec.json.encode({"data": {"Invoice": {**USUAL, **members}}})
    record = INVOICES.unwrapped(INVOICES.singles.read(content).data)
    dates = SiteDates("DD/MM/YYYY", print)
    body = {"data": [{"Invoice": {**USUAL, **members}}]}
    (known,), _ = read_page(INVOICES, says(body), dates)
    INVOICES.normalize([record], None, dates)  # type: ignore[arg-type]
    return record, known


def written(changes: dict[str, Any], **members: object) -> dict[str, Any]:
    """Return the body of an update."""
    record, known = read(**members)
    body: dict[str, Any] = INVOICES.changed_request(record, known, changes).to_dict()
    return body


def header(changes: dict[str, Any], **members: object) -> dict[str, Any]:
    """Return the header of an update, without what every one has."""
    sent = written(changes, **members)["Invoice"]
    return {name: value for name, value in sent.items() if name not in ("client_id", "date")}


def refused(changes: dict[str, Any], **members: object) -> list[str]:
    """Return where an update is refused."""
    with pytest.raises(DraftError) as caught:
        written(changes, **members)
    return [fault.path for fault in caught.value.field_errors]


def test_children_stand_beside_the_header() -> None:
    assert written({}) == {
        "Invoice": {"client_id": 5, "date": "2026-03-05"},
        "InvoiceItem": [{"item": "Lamp", "quantity": Decimal(2), "unit_price": Decimal("4.5")}],
    }


@pytest.mark.parametrize(
    "members",
    [
        {"type": "0"}, {"payment_status": 1}, {"summary_total": "9"}, {"created": "2026-03-05"},
        {"modified": "2026-03-05"}, {"qr_code_url": "x"}, {"e_invoice_status": ""},
        {"due_date": "2026-04-05"}, {"summary_tax": "1"}, {"Client": {"id": "5"}},
        {"InvoicePayment": [{"id": "9", "amount": "1"}]}, {"InvoiceCustomField": {"a": "b"}},
        {"no_such_member": "x"},
    ],
    ids=str,
)  # fmt: skip
def test_what_the_server_owns_is_never_sent(members: dict[str, object]) -> None:
    assert written({}, **members) == written({})


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"no": "INV-1", "po_number": "PO"}, {"no": "INV-1", "po_number": "PO"}),
        ({"staff_id": "0", "store_id": "3"}, {"staff_id": 0, "store_id": 3}),
        ({"issue_date": "06/03/2026"}, {"issue_date": "2026-03-06"}),
        ({"issue_date": "2026-03-06"}, {"issue_date": "2026-03-06"}),
        ({"issue_date": "0000-00-00"}, {}),
        ({"due_after": "30", "date_format": "1"}, {"due_after": 30, "date_format": "1"}),
        ({"discount": "10.00", "discount_amount": "0.00"}, {"discount": Decimal(10)}),
        ({"discount": "0", "discount_amount": "5"}, {"discount_amount": Decimal(5)}),
        ({"draft": "1", "is_offline": "0"}, {"draft": True, "is_offline": False}),
        ({"deposit_type": "9", "source_type": "77"}, {"deposit_type": 9, "source_type": 77}),
        ({"client_business_name": "النيل"}, {"client_business_name": "النيل"}),
    ],
)
def test_everything_that_was_writable_is_sent_as_it_stands(
    members: dict[str, object], expected: dict[str, object]
) -> None:
    assert header({}, **members) == expected


@pytest.mark.parametrize(
    ("changes", "members", "expected"),
    [
        ({"discount": Decimal(5)}, {}, {"discount_amount": Decimal(5)}),
        (
            {"discount": Decimal(5)},
            {"discount": "10"},
            {"discount_amount": Decimal(5), "discount": Decimal(0)},
        ),
        (
            {"discount_percent": Decimal(3)},
            {"discount_amount": "10"},
            {"discount": Decimal(3), "discount_amount": Decimal(0)},
        ),
        ({"discount_percent": None}, {"discount": "10"}, {"discount": Decimal(0)}),
        (
            {"discount": None},
            {"discount": "10"},
            {"discount": Decimal(10), "discount_amount": Decimal(0)},
        ),
        ({"contact": "05"}, {"client_email": "a@x.example"}, {"client_email": "a@x.example"}),
        ({"due_date": datetime.date(2026, 3, 9)}, {"due_after": "30"}, {"due_after": 4}),
        ({"description": None}, {"notes": "x"}, {"notes": None}),
    ],
)
def test_a_change_is_laid_over_what_stands(
    changes: dict[str, Any], members: dict[str, object], expected: dict[str, object]
) -> None:
    assert header(changes, **members) == expected


def test_another_contact_does_not_take_over_the_name_of_the_one_before() -> None:
    sent = written({"contact": "6"}, client_business_name="Nile", client_city="Cairo")["Invoice"]
    assert (sent["client_id"], sent["client_business_name"], sent["client_city"]) == (6, None, None)


@pytest.mark.parametrize("lines", [None, [], {}])
def test_lines_that_were_not_read_are_not_taken_away(lines: object) -> None:
    assert "InvoiceItem" not in written({"description": "x"}, InvoiceItem=lines)


def test_a_line_that_could_not_be_read_is_not_lost() -> None:
    odd = [LINE, "no line"]
    assert refused({"description": "x"}, InvoiceItem=odd) == ["lines"]
    line = LineDraft(quantity=Decimal(1), unit_price=Decimal(1))
    assert len(written({"lines": (line,)}, InvoiceItem=odd)["InvoiceItem"]) == 1


@pytest.mark.parametrize(
    ("members", "changes", "expected"),
    [
        ({"date": ""}, {"description": "x"}, ["date"]),
        ({"client_id": "0"}, {"description": "x"}, ["contact"]),
        ({"date": "", "client_id": ""}, {"date": DAY}, ["contact"]),
    ],
)
def test_what_daftra_would_make_up_is_asked_for(
    members: dict[str, object], changes: dict[str, Any], expected: list[str]
) -> None:
    assert refused(changes, **members) == expected


@pytest.mark.parametrize(
    ("stored", "changed", "expected"),
    [
        ({"store_id": "3", "col_4": "b"}, {}, {"store_id": 3, "col_4": "b"}),
        ({"store_id": "0", "tax1": "0", "product_id": "0"}, {}, {}),
        ({"tax1": "1", "tax2": "2"}, {"taxes": ()}, {"tax1": None, "tax2": None}),
        ({"product_id": "4"}, {"product": None}, {"product_id": None}),
        ({"description": "x"}, {"description": None}, {"description": None}),
        (
            {"discount": "5", "discount_type": "2"},
            {"discount": None},
            {"discount": Decimal(0), "discount_type": 2},
        ),
        (
            {"discount": "5", "discount_type": "2"},
            {"discount": None, "discount_percent": Decimal(7)},
            {"discount": Decimal(7), "discount_type": 1},
        ),
        # How this one is read is not known: it stays as it is.
        ({"discount": "5", "discount_type": "7"}, {}, {"discount": Decimal(5), "discount_type": 7}),
    ],
)
def test_a_line_that_is_given_back_keeps_the_rest(
    stored: dict[str, object], changed: dict[str, Any], expected: dict[str, object]
) -> None:
    members = {"InvoiceItem": [{**LINE, **stored}]}
    _, known = read(**members)
    line = msgspec.structs.replace(known.lines[0], **changed)
    (sent,) = written({"lines": (line,)}, **members)["InvoiceItem"]
    assert {name: value for name, value in sent.items() if name not in LINE} == expected


def test_a_line_made_by_hand_is_a_new_one() -> None:
    line = Line(item="Bulb", quantity=Decimal(1), unit_price=Decimal(2))
    (sent,) = written({"lines": (line,)})["InvoiceItem"]
    assert sent == {"item": "Bulb", "quantity": Decimal(1), "unit_price": Decimal(2)}


@pytest.mark.parametrize(
    "line",
    [
        Line(product=None, quantity=Decimal(-1)),
        Line(unit_price=Decimal("NaN")),
        Line(discount=Decimal(1), discount_percent=Decimal(1)),
        LineDraft(quantity=Decimal(0), unit_price=Decimal(0)),
        LineDraft(quantity=Decimal(1), unit_price=Decimal(0), item="x" * 100_001),
        LineDraft(quantity=Decimal(1), unit_price=Decimal(0), taxes=("VAT",)),
    ],
    ids=str,
)
def test_a_line_that_cannot_work_is_refused(line: Line | LineDraft) -> None:
    (path,) = refused({"lines": (line,)})
    assert path.startswith("lines[0].")


def test_a_create_sends_what_the_draft_says_and_no_more() -> None:
    line = LineDraft(quantity=Decimal(1), unit_price=Decimal("0.5"))
    draft = InvoiceDraft(
        date=DAY, currency="SAR", contact="5", lines=(line,), due_date=datetime.date(2026, 3, 6)
    )
    assert INVOICES.request_of(draft).to_dict() == {
        "Invoice": {
            "client_id": 5,
            "date": "2026-03-05",
            "currency_code": "SAR",
            "draft": False,
            "due_after": 1,
        },
        "InvoiceItem": [{"quantity": Decimal(1), "unit_price": Decimal("0.5")}],
    }


@pytest.mark.parametrize("kind", [ESTIMATES, CREDIT_NOTES])
def test_only_the_list_of_invoices_is_asked_to_filter(kind: Any) -> None:
    filters = DocumentFilters(since=DAY, contact="5", payment_status=PaymentStatus.PAID)
    assert kind.narrowed(filters) == ({}, ())
    assert INVOICES.narrowed(filters) == (
        {"date_from": "2026-03-05", "client_id": "5", "payment_status": 2},
        ("since", "contact", "payment_status"),
    )


def test_a_document_made_by_hand_is_read_alone() -> None:
    assert INVOICES.is_read_alone(Invoice(id="7", provider=Provider.DAFTRA))
