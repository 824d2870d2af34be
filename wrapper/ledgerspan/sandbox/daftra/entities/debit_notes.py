"""Debit notes to suppliers: purchase documents that only v2 has, with priced lines.

Nobody has published what a read shows: here the members that a create takes, and for
`summary_total`, which a create sends with nothing but a currency in it, the total of the document.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ledgerspan.sandbox.daftra.accept import RefusedError, stored_value
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Column,
    Start,
    View,
    amount,
    flag,
    reference,
    text,
)
from ledgerspan.sandbox.daftra.documents import sales_columns
from ledgerspan.sandbox.daftra.documents.pricing import decimal_of, price_lines, stored_totals
from ledgerspan.sandbox.daftra.documents.snapshot import copy_party
from ledgerspan.sandbox.daftra.documents.totals import document_totals
from ledgerspan.sandbox.daftra.entities.shape import Relation, Shape
from ledgerspan.sandbox.daftra.table import Child, Draft, Rules, Table
from ledgerspan.sandbox.exactjson import write_json
from ledgerspan.sandbox.money import EXACT

_CUSTOM = "PurchaseOrderCustomField"
_CURRENCY = Column("currency", "currency", takes_null=False)
_LINES = "PurchaseDebitNoteItem"


class DebitNoteRules(Rules):
    """A debit note is completed as a purchase invoice is: supplier, warehouse, lines."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Copy the supplier, take the primary store, price the lines, keep the custom fields."""
        copy_party(draft, books, "suppliers", "supplier_id", _SNAPSHOT)
        if draft.values["store_id"] is None:
            primary = books.records("stores").matching(primary=1)
            draft.values["store_id"] = primary[0]["id"] if primary else None
        price_lines(draft, _LINES, books)
        self._check_total(draft)
        if _CUSTOM in draft.sent:
            self._keep_custom_fields(draft)

    def _check_total(self, draft: Draft) -> None:
        """Judge the one thing that is sent in it, a currency; that of the document counts."""
        sent = draft.sent.get("summary_total", {})
        if not isinstance(sent, dict):
            draft.complain("summary_total", "must be an object")
        elif "currency" in sent:
            try:
                stored_value(_CURRENCY, sent["currency"])
            except RefusedError as refused:
                draft.complain("summary_total", f"currency {refused}")

    def _keep_custom_fields(self, draft: Draft) -> None:
        fields = draft.sent[_CUSTOM]
        if not isinstance(fields, dict) or not all(map(_is_field, fields.values())):
            draft.complain(_CUSTOM, "must be an object of objects with the texts label and value")
            return
        draft.values[_CUSTOM] = write_json(fields).decode()


def _is_field(sent: Any) -> bool:
    return isinstance(sent, dict) and all(
        isinstance(sent.get(name), str | None) for name in ("label", "value")
    )


def _total(row: sqlite3.Row, books: Books, view: View) -> Mapping[str, Any]:
    del view
    lines = books.records("purchase_debit_note_items").matching(purchase_debit_note_id=row["id"])
    totals = document_totals(
        [stored_totals(dict(line)) for line in lines],
        discount=decimal_of(row["discount"]),
        discount_amount=decimal_of(row["discount_amount"]),
        shipping=decimal_of(row["shipping_amount"]),
    )
    return {"summary_total": EXACT.add(totals.total, decimal_of(row["adjustment_value"]))}


_SNAPSHOT = tuple(
    text(f"supplier_{name}")
    for name in (
        "supplier_number",
        "business_name",
        "first_name",
        "last_name",
        "address1",
        "address2",
        "city",
        "state",
        "postal_code",
        "phone1",
        "phone2",
        "country_code",
        "bn1_label",
        "bn2_label",
        "default_currency_code",
    )
)
_ITEMS = Table(
    "purchase_debit_note_items",
    _LINES,
    (
        reference("purchase_debit_note_id", "purchase_debit_notes"),
        *(replace(column, takes_null=True) for column in sales_columns.GOODS),
    ),
    routes=(),
)
_NOTES = Table(
    "purchase_debit_notes",
    "PurchaseDebitNote",
    (
        reference("invoice_layout_id"),
        text("type"),
        reference("supplier_id", "suppliers"),
        Column("currency_code", "currency", takes_null=False, start=Start.CURRENCY),
        reference("language_id", empty=None),
        *_SNAPSHOT,
        Column("date", "date", takes_null=False, start=Start.TODAY),
        reference("work_order_id", "work_orders"),
        reference("store_id", "stores"),
        flag("show_item_stores"),
        reference("shipping_tax_id", "taxes"),
        amount("shipping_amount"),
        amount("discount"),
        amount("discount_amount"),
        text("adjustment_label"),
        amount("adjustment_value"),
        text("html_notes"),
        flag("draft"),
        Column(_CUSTOM, "links", access="read"),
    ),
    children=(Child(_ITEMS, "purchase_debit_note_id"),),
    routes=(),
    rules=DebitNoteRules(),
)

DEBIT_NOTE_TABLES = (_NOTES,)
DEBIT_NOTES = (
    Shape(
        "purchase_debit_note",
        "purchase_debit_notes",
        deleted_at=False,
        extras=_total,
        relations=(
            Relation(
                "purchase_order_item",
                "purchase_debit_note_item",
                "purchase_debit_note_id",
                many=True,
                leaf=True,
            ),
        ),
    ),
)
DEBIT_NOTE_ITEM = Shape(
    "purchase_debit_note_item",
    "purchase_debit_note_items",
    without=(
        "purchase_debit_note_id",
        "store_id",
        "calculated_discount",
        "subtotal",
        "created",
        "modified",
    ),
    deleted_at=False,
)
