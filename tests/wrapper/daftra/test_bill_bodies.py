"""What a bill to write comes out as, and what is refused before anything is sent."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from ledgerspan import BillDraft, BillRefundDraft, DraftError, LineDraft
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.purchases import BILL_REFUNDS, BILLS
from ledgerspan.daftra.site import SiteDates
from ledgerspan.models import Bill, Line, Ref, TaxAmount

from tests.wrapper.fakes import says

LINE = LineDraft(quantity=Decimal("2.5"), unit_price=Decimal("0.0125"), product="22", taxes=("3",))


def draft(**given: Any) -> BillDraft:
    usual: dict[str, Any] = {"date": date(2026, 6, 8), "currency": "SAR", "contact": "14"}
    return BillDraft(**{**usual, "lines": (LINE,), **given})


def paths(error: DraftError) -> list[str]:
    return [fault.path for fault in error.field_errors]


def standing(**fields: Any) -> tuple[Any, Bill]:
    """Return a record of Daftra's with these members, and the bill that it means."""
    header = {"id": "7", "no": "P-1", "supplier_id": "14", "currency_code": "SAR"}
    header |= {"date": "2026-06-08", "draft": "0", "PurchaseOrderItem": [{"id": "1"}]} | fields
    body = {"data": [{"PurchaseOrder": header}]}
    record = BILLS.pages.read(says(body).content).data[0].purchase_order
    (known,), _ = read_page(BILLS, says(body), SiteDates(None, [].append))
    return record, known


SHOWN = {"id": "9", "quantity": "4.0", "unit_price": "50.00", "product_id": "22", "tax1": "3"}
READABLE = {"PurchaseOrderItem": [{"id": "1", "quantity": "4", "unit_price": "50.0000"}]}


def test_a_draft_becomes_a_document_with_its_lines_beside_it() -> None:
    line = LineDraft(
        quantity=Decimal(1),
        unit_price=Decimal(9),
        item="ورق ٢",
        description="A4",
        discount=Decimal("0.5"),
    )
    body = BILLS.request_of(draft(number="P-9", lines=(LINE, line), is_draft=True)).to_dict()
    assert body == {
        "PurchaseOrder": {
            "no": "P-9",
            "supplier_id": 14,
            "currency_code": "SAR",
            "date": "2026-06-08",
            "draft": True,
        },
        "PurchaseOrderItem": [
            {
                "product_id": 22,
                "unit_price": Decimal("0.0125"),
                "quantity": Decimal("2.5"),
                "tax1": Decimal(3),
            },
            {
                "description": "A4",
                "unit_price": Decimal(9),
                "quantity": Decimal(1),
                "item": "ورق ٢",
                "discount": Decimal("0.5"),
                "discount_type": 2,
            },
        ],
    }


def test_a_refund_is_wrapped_in_its_own_key() -> None:
    refund = BillRefundDraft(**msgspec.structs.asdict(draft()))
    assert list(BILL_REFUNDS.request_of(refund).to_dict()) == [
        "PurchaseRefund",
        "PurchaseOrderItem",
    ]


def test_all_faults_of_a_draft_are_told_at_once() -> None:
    line = LineDraft(
        quantity=Decimal(0),
        unit_price=Decimal(1),
        product="H-22",
        taxes=("1", "VAT", "0"),
    )
    coded = LineDraft(quantity=Decimal(1), unit_price=Decimal(1), product_code="HM-22")
    with pytest.raises(DraftError) as caught:
        BILLS.request_of(
            draft(
                currency="riyal",
                contact="Sands",
                number="",
                reference="PO-1",
                due_date=date(2026, 7, 8),
                description="tools",
                discount=Decimal(5),
                is_draft="no",
                lines=(line, coded),
            )
        )
    assert paths(caught.value) == [
        "currency",
        "lines[0].quantity",
        "reference",
        "due_date",
        "description",
        "discount",
        "number",
        "contact",
        "is_draft",
        "lines[0].product",
        "lines[0].taxes",
        "lines[0].taxes[1]",
        "lines[0].taxes[2]",
        "lines[1].product_code",
    ]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"number": None}, "number"),
        ({"number": "x" * 256}, "number"),
        ({"date": None}, "date"),
        ({"date": datetime(2026, 1, 1, 1, 1)}, "date"),  # noqa: DTZ001  # it is to be refused
        ({"currency": None}, "currency"),
        ({"contact": None}, "contact"),
        ({"contact": "0"}, "contact"),
        ({"is_draft": None}, "is_draft"),
        ({"lines": ()}, "lines"),
        ({"lines": None}, "lines"),
        ({"lines": ("paper",)}, "lines[0]"),
        ({"lines": (msgspec.structs.replace(LINE, quantity=Decimal(-1)),)}, "lines[0].quantity"),
        ({"due_date": date(2026, 1, 1)}, "due_date"),
        ({"total": Decimal(1)}, "total"),
    ],
)
def test_a_change_that_cannot_work_is_refused_before_anything_is_read(
    change: dict[str, Any], path: str
) -> None:
    with pytest.raises(DraftError) as caught:
        BILLS.changed_request(BILLS.nothing, None, change)
    assert paths(caught.value) == [path]


def test_an_update_sends_everything_that_can_be_written_and_nothing_else() -> None:
    record, known = standing(
        staff_id="0",
        supplier_business_name="Sands",
        Supplier_secondary_name="Dock",
        is_received="1",
        received_date="2026-06-09 10:15:00",
        summary_total="264.5",
        payment_status="1",
        Supplier={"id": "14"},
        PurchaseOrderItem=[
            {
                "id": "301",
                "purchase_order_id": "7",
                "product_id": "22",
                "org_name": "Tools",
                "item": "Hammer",
                "quantity": "4",
                "unit_price": "50.0000",
                "tax1": "3",
                "discount": "10",
                "discount_type": "2",
                "store_id": "5",
                "col_3": "Steel",
                "subtotal": 180,
                "Product": [],
            }
        ],
    )
    assert BILLS.changed_request(record, known, {"number": "P-2"}).to_dict() == {
        "PurchaseOrder": {
            "staff_id": 0,
            "no": "P-2",
            "supplier_id": 14,
            "currency_code": "SAR",
            "supplier_business_name": "Sands",
            "date": "2026-06-08",
            "draft": False,
            "Supplier_secondary_name": "Dock",
            "is_received": True,
            "received_date": "2026-06-09 10:15:00",
        },
        "PurchaseOrderItem": [
            {
                "product_id": 22,
                "org_name": "Tools",
                "item": "Hammer",
                "unit_price": Decimal("50.0000"),
                "quantity": Decimal(4),
                "tax1": Decimal(3),
                "discount": Decimal(10),
                "discount_type": 2,
                "store_id": 5,
                "col_3": "Steel",
            }
        ],
    }


@pytest.mark.parametrize("empty", ["0000-00-00 00:00:00", "0000-00-00", "", None])
def test_a_moment_that_is_none_is_not_sent_back(empty: object) -> None:
    record, known = standing(received_date=empty, **READABLE)
    body = BILLS.changed_request(record, known, {}).to_dict()
    assert "received_date" not in body["PurchaseOrder"]


def test_another_supplier_does_not_stand_under_the_name_of_the_old_one() -> None:
    record, known = standing(supplier_business_name="Sands", supplier_city="Riyadh", **READABLE)
    moved = BILLS.changed_request(record, known, {"contact": "15"}).to_dict()["PurchaseOrder"]
    same = BILLS.changed_request(record, known, {"contact": "014"}).to_dict()["PurchaseOrder"]
    assert (moved["supplier_id"], moved["supplier_business_name"]) == (15, None)
    assert (same["supplier_id"], same["supplier_business_name"]) == (14, "Sands")


def test_a_line_that_was_read_can_be_sent_again_beside_a_new_one() -> None:
    record, known = standing(
        PurchaseOrderItem=[
            {"id": "1", "quantity": "4", "unit_price": "50", "col_5": "kept"},
            {"id": "2", "quantity": "1", "unit_price": "9"},
        ]
    )
    items = BILLS.changed_request(record, known, {"lines": (LINE, known.lines[0])}).to_dict()
    assert [item.get("col_5") for item in items["PurchaseOrderItem"]] == [None, "kept"]


CHANGED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"quantity": Decimal(5)}, {"quantity": Decimal(5)}),
    ({"item": None}, {"item": None}),
    ({"description": "ورق"}, {"description": "ورق"}),
    ({"product": Ref(id="23")}, {"product_id": 23}),
    ({"product": None}, {"product_id": None}),
    ({"taxes": (TaxAmount(tax=Ref(id="4")),)}, {"tax1": Decimal(4), "tax2": None}),
    ({"taxes": ()}, {"tax1": None, "tax2": None}),
    ({"discount_percent": Decimal(5)}, {"discount": Decimal(5), "discount_type": 1}),
    ({"discount_percent": None}, {"discount": Decimal(0), "discount_type": 1}),
    (
        {"discount_percent": None, "discount": Decimal(2)},
        {"discount": Decimal(2), "discount_type": 2},
    ),
]


@pytest.mark.parametrize(("change", "expected"), CHANGED, ids=str)
def test_a_line_that_was_read_can_be_changed_and_keeps_the_rest(
    change: dict[str, Any], expected: dict[str, Any]
) -> None:
    said = {"item": "Hammer", "discount": "10", "discount_type": "1", "col_5": "kept"}
    record, known = standing(PurchaseOrderItem=[SHOWN | said])
    changed = msgspec.structs.replace(known.lines[0], **change)
    (before,) = BILLS.unchanged_request(record, known).to_dict()["PurchaseOrderItem"]
    body = BILLS.changed_request(record, known, {"lines": (changed,)}).to_dict()
    assert before | expected == body["PurchaseOrderItem"][0]


def test_a_line_that_is_not_there_any_more_is_refused_and_not_made_anew() -> None:
    record, known = standing(**READABLE)
    gone = msgspec.structs.replace(known.lines[0], id="99")
    with pytest.raises(DraftError, match=r"lines\[0\]: there is no line 99"):
        BILLS.changed_request(record, known, {"lines": (gone,)})


@pytest.mark.parametrize("field", ["quantity", "unit_price"])
def test_a_line_that_was_read_needs_its_figures(field: str) -> None:
    record, known = standing(**READABLE)
    bare = msgspec.structs.replace(known.lines[0], **{field: None})
    with pytest.raises(DraftError) as caught:
        BILLS.changed_request(record, known, {"lines": (bare,)})
    assert paths(caught.value) == [f"lines[0].{field}"]


def test_a_line_below_zero_that_the_provider_took_can_be_sent_again() -> None:
    record, known = standing(
        PurchaseOrderItem=[{"id": "1", "quantity": "-2.00000", "unit_price": "4"}]
    )
    body = BILLS.changed_request(record, known, {"lines": known.lines}).to_dict()
    assert body["PurchaseOrderItem"][0]["quantity"] == Decimal(-2)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"date": "0000-00-00", **READABLE}, "date"),
        ({"PurchaseOrderItem": [{"id": "1", "quantity": "4"}]}, "lines[0].unit_price"),
        ({"PurchaseOrderItem": [{"id": "1", "unit_price": "4"}]}, "lines[0].quantity"),
        ({"PurchaseOrderItem": [SHOWN | {"tax2": "NaN"}]}, "lines[0].tax2"),
        ({"PurchaseOrderItem": None}, "lines"),
    ],
)
def test_an_update_that_would_lose_what_is_not_readable_is_refused(
    fields: dict[str, Any], path: str
) -> None:
    record, known = standing(**fields)
    with pytest.raises(DraftError) as caught:
        BILLS.changed_request(record, known, {"number": "P-2"})
    assert paths(caught.value) == [path]


def test_a_bill_without_a_line_stays_one() -> None:
    record, known = standing(PurchaseOrderItem=[])
    assert BILLS.changed_request(record, known, {}).to_dict()["PurchaseOrderItem"] == []


ASKED = LineDraft(
    quantity=Decimal(4), unit_price=Decimal(50), product="022", taxes=("03",), description="new"
)


@pytest.mark.parametrize(
    ("fields", "changes", "expected"),
    [
        ({}, {}, True),
        ({"no": "P-2"}, {"number": "P-2"}, True),
        ({"no": "P-1"}, {"number": "P-2"}, False),
        ({"draft": None}, {"is_draft": True}, None),
        ({}, {"contact": "014", "currency": "SAR", "date": date(2026, 6, 8)}, True),
        ({}, {"contact": "15"}, False),
        ({"PurchaseOrderItem": [{**SHOWN, "description": "new"}]}, {"lines": (ASKED,)}, True),
        ({"PurchaseOrderItem": [{**SHOWN, "description": "old"}]}, {"lines": (ASKED,)}, None),
        ({"PurchaseOrderItem": [{**SHOWN, "quantity": "5"}]}, {"lines": (ASKED,)}, False),
        ({"PurchaseOrderItem": [{**SHOWN, "tax2": "4"}]}, {"lines": (ASKED,)}, False),
        ({"PurchaseOrderItem": [SHOWN, SHOWN]}, {"lines": (ASKED,)}, False),
        ({"PurchaseOrderItem": None}, {"lines": (ASKED,)}, None),
        ({"PurchaseOrderItem": None}, {"lines": (ASKED,), "number": "P-2"}, False),
        (
            {"PurchaseOrderItem": [SHOWN]},
            {"lines": (standing(PurchaseOrderItem=[{**SHOWN, "id": "8"}])[1].lines[0],)},
            True,
        ),
        (
            {"PurchaseOrderItem": [{**SHOWN, "description": "new", "item": "x"}]},
            {"lines": (msgspec.structs.replace(ASKED, item="y"),)},
            None,
        ),
        (
            {"PurchaseOrderItem": [{**SHOWN, "discount": "1", "discount_type": 2}]},
            {"lines": (ASKED,)},
            False,
        ),
        (
            {"PurchaseOrderItem": [SHOWN]},
            {"lines": (Line(quantity=Decimal(4), unit_price=Decimal(51)),)},
            False,
        ),
    ],
)
def test_a_record_tells_whether_an_update_happened_or_does_not_show_it(
    *, fields: dict[str, Any], changes: dict[str, Any], expected: bool | None
) -> None:
    record, known = standing(**fields)
    assert BILLS.has_changes(record, known, changes) is expected
