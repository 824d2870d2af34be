"""Time entries: what an employee's hours were spent on, and what they cost."""

import re
import sqlite3
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Start,
    Stored,
    View,
    amount,
    currency,
    day,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.documents.pricing import decimal_of
from ledgerspan.sandbox.daftra.table import Draft, Rules, Table
from ledgerspan.sandbox.exactjson import plain_digits
from ledgerspan.sandbox.money import EXACT, round_money

_TIME = re.compile(r"([0-9]+):([0-9]{2})")
_HOUR = Decimal(60)


class TimeRules(Rules):
    """The server works out the cost; reads show the time in parts, in lists too (published)."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Cost the time by the hourly rate that the employee has today."""
        values = draft.values
        minutes = _minutes(values["time"])
        if values["time"] is not None and minutes is None:
            draft.complain("time", "must be hours and two digits of minutes, such as 1:30")
        staff = books.find("staff", values["staff_id"])
        values["cost"] = values["currency"] = None
        if staff is None or staff["hourly_rate"] is None or minutes is None:
            return
        unit = staff["hourly_rate_currency_code"] or books.company.currency
        spent = EXACT.multiply(decimal_of(staff["hourly_rate"]), minutes)
        values["cost"] = plain_digits(round_money(EXACT.divide(spent, _HOUR), unit))
        values["currency"] = unit

    def embedded(self, row: sqlite3.Row, view: View, books: Books) -> Mapping[str, Any]:
        """Give the time in parts; none is a PHP list, or not there as published."""
        del view
        minutes = _minutes(row["time"])
        if minutes is None:
            return {} if books.dialect == "documented" else {"time_formatted": []}
        hours, rest = EXACT.divmod(minutes, _HOUR)
        # How the text looks is published nowhere.
        parts = {"hours": hours, "minutes": rest, "seconds": 0, "string": f"{hours}:{rest:0>2}"}
        return {"time_formatted": parts}


def _minutes(time: Stored) -> Decimal | None:
    """Read a time; minutes beyond 59 are carried over."""
    told = _TIME.fullmatch(str(time))
    return None if told is None else EXACT.fma(Decimal(told[1]), _HOUR, Decimal(told[2]))


TIME_ACTIVITIES = Table("time_activities", "TimeActivity", (text("name"),), routes=(), order="id")
TIME_TRACKING = Table(
    "time_tracking",
    "TimeTracking",
    (
        reference("user_id"),
        reference("staff_id", "staff"),
        # The docs send to the listing of products for it, probably by mistake: any id is kept.
        reference("project_id"),
        reference("activity_id", "time_activities"),
        day("date", takes_null=False, start=Start.TODAY),
        text("time", 255),
        text("notes"),
        *stamps(),
        amount("cost", access="read", native_in=("detail",)),
        currency("currency", access="read"),
        reference("work_order_id", "work_orders", empty=None),
    ),
    rules=TimeRules(),
)
