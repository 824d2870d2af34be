"""Sales documents as Daftra sends them, beside what they mean: golden pairs like those of incomes.

`invoice.beside` has lines and payments beside the document, as older payloads do.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from ledgerspan import CreditNote, Estimate, Event, EventKind, Invoice, RefundReceipt
from ledgerspan.models import Document

from tests.golden.test_golden import client_of

_HERE = Path(__file__).parent / "daftra"
_SHAPES: dict[str, tuple[str, type[Document]]] = {
    "invoice": ("invoices", Invoice),
    "invoice_full": ("invoices", Invoice),
    "invoices": ("invoices", Invoice),
    "estimate": ("estimates", Estimate),
    "credit_note": ("credit_notes", CreditNote),
    "refund_receipt": ("refund_receipts", RefundReceipt),
}
_PAIRS = ["invoice", "invoices", "estimate", "credit_note", "refund_receipt"]
_BODIES = [
    *[(case, variant) for case in _PAIRS for variant in ("observed", "documented")],
    ("invoice", "beside"),
    ("invoice_full", "observed"),
]
# The one variant whose dates are in the site's format, as single reads have them.
_SITE = {"beside": "observed"}


def body_of(case: str, variant: str) -> bytes:
    return (_HERE / f"{case}.{variant}.json").read_bytes()


def read(case: str, variant: str, **options: Any) -> list[Any]:
    """Read a golden body: a list as one, a single record as a list of one."""
    accessor, _ = _SHAPES[case]
    body = body_of(case, variant)
    with client_of("daftra", body, _SITE.get(variant, variant), **options) as client:
        resource = getattr(client, accessor)
        if isinstance(json.loads(body)["data"], list):
            return list(resource.list())
        return [resource.get("9201")]


def rows_of(case: str, variant: str) -> list[Any]:
    data = json.loads(body_of(case, variant), parse_float=Decimal)["data"]
    return data if isinstance(data, list) else [data]


def silent(value: object) -> bool:
    return value in (None, (), "unknown")


@pytest.mark.parametrize(("case", "variant"), _BODIES)
def test_a_body_means_exactly_the_expected_documents(case: str, variant: str) -> None:
    said = json.loads(body_of(case, "expected"))
    assert [msgspec.convert(fields, _SHAPES[case][1]) for fields in said] == read(case, variant)


@pytest.mark.parametrize("case", _PAIRS)
def test_both_dialects_of_a_document_are_equal(case: str) -> None:
    assert read(case, "documented") == read(case, "observed")


def test_children_mean_the_same_inside_a_document_and_beside_it() -> None:
    assert read("invoice", "beside") == read("invoice", "observed")


@pytest.mark.parametrize(("case", "variant"), _BODIES)
def test_a_golden_document_shows_what_came_untouched(case: str, variant: str) -> None:
    assert rows_of(case, variant) == [document.raw for document in read(case, variant)]


@pytest.mark.parametrize(("case", "variant"), _BODIES)
def test_every_field_that_is_said_explains_itself(case: str, variant: str) -> None:
    for document in read(case, variant):
        said = {name for name in document.fields() if not silent(getattr(document, name))}
        explained = {
            name for name in document.fields() if document.explain(name).origin != "absent"
        }
        assert said == explained


@pytest.mark.parametrize(("case", "variant"), _BODIES)
def test_a_golden_document_adds_up(case: str, variant: str) -> None:
    assert [document.check() for document in read(case, variant)] == [()] * len(
        rows_of(case, variant)
    )


@pytest.mark.parametrize(("case", "variant"), _BODIES)
def test_shapes_that_are_known_are_no_news(case: str, variant: str) -> None:
    events: list[Event] = []
    read(case, variant, on_event=events.append)
    assert [event.path for event in events if event.kind is EventKind.MISMATCH] == []


def test_a_row_of_a_list_and_its_single_read_tell_the_same_but_for_the_lines() -> None:
    row, whole = read("invoices", "observed")[0], read("invoice", "observed")[0]
    told = {name: getattr(whole, name) for name in Invoice.fields()}
    told |= {"lines": (), "payments": ()}
    assert told == {name: getattr(row, name) for name in Invoice.fields()}
