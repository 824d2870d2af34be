"""Bookings: services that a client is to get from an employee, on a day and at a time.

The docs call them documents of type 8 and send them as `Invoice` with `InvoiceItem`. They are
written through v1 and read through v2. Here they have a table of their own: nobody has shown one
in a list of invoices.
"""

import re

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import code, flag, reference, text
from ledgerspan.sandbox.daftra.columns import day as day_of
from ledgerspan.sandbox.daftra.entities.shape import Relation, Shape, Writes
from ledgerspan.sandbox.daftra.table import Child, Draft, Rules, Table

CONFIRMED, CANCELLED, DONE = 1, 3, 4
STATES = (CONFIRMED, CANCELLED, DONE)
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class BookingRules(Rules):
    """Times are `HH:MM` (published)."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Refuse what is no time of a day."""
        del books
        for name in ("start_time", "end_time"):
            value = draft.values[name]
            if value is not None and not _TIME.fullmatch(str(value)):
                draft.complain(name, "must be a time of day, written HH:MM")


BOOKING_ITEMS = Table(
    "booking_items",
    "InvoiceItem",
    (reference("booking_id", "bookings"), reference("product_id", "products")),
    routes=(),
)
BOOKINGS = Table(
    "bookings",
    "Invoice",
    (
        reference("staff_id", "staff"),
        reference("client_id", "clients"),
        day_of("date"),
        text("start_time"),
        text("end_time"),
        text("description"),
        reference("branch_id", start=1),
        flag("converted"),
        # The state that a new one is in nobody has published.
        code("status", *STATES, access="read"),
    ),
    children=(Child(BOOKING_ITEMS, "booking_id"),),
    # Not uniform: `bookings_operations.py`.
    routes=(),
    rules=BookingRules(),
)
BOOKING = Shape(
    "booking",
    "bookings",
    deleted_at=False,
    writes=Writes(account_days=("date",)),
    relations=(
        Relation(
            "invoice_item",
            "booking_item",
            "booking_id",
            many=True,
            only=("product_id",),
            leaf=True,
        ),
    ),
)
BOOKING_ITEM = Shape("booking_item", "booking_items", deleted_at=False)
