"""Appointments about clients, invoices, estimates and work orders: one table, told apart by kind.

Those of clients are written under another key than they are read (published).
"""

import sqlite3

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Column,
    Start,
    Stored,
    code,
    flag,
    moment,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.operating import subjects
from ledgerspan.sandbox.daftra.operating.subjects import Subject
from ledgerspan.sandbox.daftra.table import Draft, Rules, Table
from ledgerspan.sandbox.exactjson import read_json

REMINDER = "FollowUpReminder"
_SCHEDULED, _DONE, _DISMISSED = 0, 1, 2
_CLIENT = 1


class AppointmentRules(Rules):
    """What an appointment at `path`, about `subject`, is completed with and refused for."""

    def __init__(self, path: str, subject: Subject) -> None:
        self._path = path
        self._subject = subject

    def settle(self, draft: Draft, books: Books) -> None:
        """Require what it names to exist, and note when its state was entered."""
        values, before = draft.values, draft.before
        item = values["item_id"]
        if item is not None and self._subject.find(books, item) is None:
            draft.complain("item_id", f"names no {self._subject.words} of this account")
        # 0 is the owner of the account.
        if any(number and books.find("staff", number) is None for number in _staff(values)):
            draft.complain("staff_id", "names somebody who is no employee")
        if values["status"] is None:
            values["status"] = _SCHEDULED
        entered = before is not None and values["status"] != before["status"]
        if values["status_date"] is None or (entered and not draft.sent.get("status_date")):
            values["status_date"] = books.now

    def follow(self, before: sqlite3.Row | None, after: sqlite3.Row | None, books: Books) -> None:
        """Let one that repeats begin a series; what the key of a series is nobody has said."""
        del before
        if after is not None and after["recurring"] and after["recurring_appointment_id"] is None:
            series = {"recurring_appointment_id": after["id"]}
            books.records(self._path).change(after["id"], series)

    def keeps(self, row: sqlite3.Row, books: Books) -> str | None:
        """Refuse to delete the delivery of a work order."""
        if books.records("work_orders").matching(delivery_appointment_id=row["id"]):
            return "it still has transactions (WorkOrder)"
        return None


def _staff(values: dict[str, Stored]) -> list[int]:
    """Give the employees that are named: one is the author, several are assigned (published)."""
    stored = values["staff_id"]
    found = [] if stored is None else read_json(str(stored).encode())
    return found if isinstance(found, list) else [found]


def _appointments(subject: Subject, key: str, written_key: str = "") -> Table:
    path = f"{subject.name}_appointments"
    return Table(
        path,
        key,
        (
            code("item_type", *subjects.CODES, access="read"),
            # Loose: the kinds share a table, so that `AppointmentRules` looks it up.
            reference("item_id", subject.paths[0], loose=True),
            Column("staff_id", "ids", empty="0"),
            moment("date"),
            moment("end_date", empty=None),
            text("body"),
            reference("action_id", "follow_up_actions"),
            code("status", _SCHEDULED, _DONE, _DISMISSED, start=_SCHEDULED),
            moment("status_date", start=Start.NOW),
            reference("post_id", "notes"),
            flag("recurring", access="write"),
            reference("recurring_appointment_id", access="read"),
            *stamps(),
            code("partner_type", _CLIENT),
            reference("partner_id", "clients"),
            flag("share_with_partner"),
        ),
        store="daftra_appointments",
        fixed={"item_type": subject.code},
        rules=AppointmentRules(path, subject),
        written_key=written_key,
    )


CLIENT_APPOINTMENTS = _appointments(subjects.CLIENT, "ClientAppointment", REMINDER)
INVOICE_APPOINTMENTS = _appointments(subjects.INVOICE, "InvoiceAppointment")
ESTIMATE_APPOINTMENTS = _appointments(subjects.ESTIMATE, "EstimateAppointment")
WORK_ORDER_APPOINTMENTS = _appointments(subjects.WORK_ORDER, "WorkOrderAppointment")
APPOINTMENTS = (
    CLIENT_APPOINTMENTS,
    INVOICE_APPOINTMENTS,
    ESTIMATE_APPOINTMENTS,
    WORK_ORDER_APPOINTMENTS,
)


def appointments_of(item_type: Stored) -> Table | None:
    """Give the table of the appointments about a kind of record, of those that have one."""
    return next((each for each in APPOINTMENTS if each.fixed["item_type"] == item_type), None)
