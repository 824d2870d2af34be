"""The kinds of records that appointments, notes and follow-ups are about.

The docs name the kinds three ways: by a code, by a word in a path, and by the path of their own
resource. Which words a path takes is published nowhere; those that occur in the docs are taken,
and the codes.
"""

import sqlite3
from dataclasses import dataclass

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.documents import sales

_INVOICES = (sales.INVOICE, sales.DEBIT_NOTE, sales.ADVANCE_PAYMENT)


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind: its `item_type`, its word, and the paths whose records are of it."""

    code: int
    name: str
    paths: tuple[str, ...] = ()

    def find(self, books: Books, number: Stored) -> sqlite3.Row | None:
        """Give the record of this kind with this id."""
        for path in self.paths:
            row = books.find(path, number)
            # The path of invoices finds sales documents of every kind.
            if row is not None and (path != "invoices" or row["type"] in _INVOICES):
                return row
        return None

    @property
    def words(self) -> str:
        """The word as it is read by people."""
        return self.name.replace("_", " ")


CLIENT = Subject(1, "client", ("clients",))
INVOICE = Subject(2, "invoice", ("invoices",))
ESTIMATE = Subject(3, "estimate", ("estimates",))
WORK_ORDER = Subject(8, "work_order", ("work_orders",))
_APPOINTMENTS = (
    "client_appointments",
    "invoice_appointments",
    "estimate_appointments",
    "work_order_appointments",
)

SUBJECTS = (
    CLIENT,
    INVOICE,
    ESTIMATE,
    Subject(4, "purchase_order", ("purchase_invoices",)),
    Subject(5, "staff", ("staff",)),
    Subject(6, "supplier", ("suppliers",)),
    Subject(7, "product", ("products",)),
    WORK_ORDER,
    Subject(9, "appointment", _APPOINTMENTS),
    # No v1 resource keeps these.
    Subject(10, "shift"),
    Subject(11, "booking"),
)
CODES = tuple(subject.code for subject in SUBJECTS)


def subject_of(code: Stored) -> Subject | None:
    """Give the kind with this code."""
    return next((each for each in SUBJECTS if each.code == code), None)


def subject_named(text: str) -> Subject | None:
    """Give the kind that a path means by a word or by the digits of a code."""
    return next((each for each in SUBJECTS if text in (each.name, str(each.code))), None)
