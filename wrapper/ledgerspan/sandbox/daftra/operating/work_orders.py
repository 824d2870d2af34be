"""Work orders: jobs for clients, with a number of their own."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    View,
    amount,
    code,
    currency,
    day,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.documents.embedded import related
from ledgerspan.sandbox.daftra.documents.numbers import next_number
from ledgerspan.sandbox.daftra.table import Draft, Rules, Table

_OPEN, _CLOSED, _CANCELLED, _DRAFT = 1, 2, 3, 4
_DELIVERIES = ("client_appointments", "work_order_appointments")


class WorkOrderRules(Rules):
    """A work order is numbered, and delivered by an appointment that exists."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Give the next number to one without, drafts too (nobody knows)."""
        values = draft.values
        delivery = values["delivery_appointment_id"]
        if delivery is not None and not any(books.find(path, delivery) for path in _DELIVERIES):
            draft.complain("delivery_appointment_id", "names no appointment of this account")
        if not draft.reasons and not values["number"]:
            values["number"] = next_number(books, "work_orders", "number")

    def embedded(self, row: sqlite3.Row, view: View, books: Books) -> Mapping[str, Any]:
        """Give the client under a key of its own (observation 7); the docs do not have it."""
        del view
        if books.dialect == "documented":
            return {}
        return related(books, "clients", row["client_id"], "client_data")


WORK_ORDERS = Table(
    "work_orders",
    "WorkOrder",
    (
        reference("client_id", "clients"),
        text("number"),
        text("title"),
        day("start_date", takes_null=False),
        text("description"),
        day("delivery_date", takes_null=False),
        # A client's appointment or a work order's: `WorkOrderRules` looks it up.
        reference("delivery_appointment_id"),
        reference("follow_up_status_id", "follow_up_statuses", empty=None),
        amount("budget"),
        currency("budget_currency"),
        code("status", _OPEN, _CLOSED, _CANCELLED, _DRAFT, start=_OPEN),
        *stamps(),
        reference("staff_id", "staff"),
    ),
    rules=WorkOrderRules(),
)
