"""The employees of a company. v1 reads them and writes none (published)."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Column,
    Start,
    View,
    amount,
    currency,
    flag,
    moment,
    reference,
    text,
)
from ledgerspan.sandbox.daftra.custom import custom_data
from ledgerspan.sandbox.daftra.table import READING, Rules, Table


class StaffRules(Rules):
    """An employee may have members that the account defined itself."""

    def embedded(self, row: sqlite3.Row, view: View, books: Books) -> Mapping[str, Any]:
        """Give those members to a list that asks for them."""
        return custom_data(books, view, desk=f"Desk {row['id']}")


STAFF = Table(
    "staff",
    "Staff",
    (
        reference("added_by", "staff"),
        reference("role_id"),
        text("name", 255),
        text("home_phone", 50),
        # The capital is the API's own (behaviours 13.19).
        text("business_Phone", 50),
        text("mobile", 50),
        text("fax", 50),
        text("country_code", 3),
        text("address1", 255),
        text("address2", 255),
        text("city", 100),
        text("state", 100),
        text("postal_code", 20),
        text("notes"),
        text("email_address", 255),
        moment("last_login"),
        flag("active", start=1),
        flag("deleted"),
        moment("created", start=Start.NOW),
        Column("follow_up_status", "id", refers="follow_up_statuses", loose=True),
        amount("hourly_rate"),
        currency("hourly_rate_currency_code"),
        reference("default_store_id", "stores"),
        reference("default_treasury_id", "treasuries"),
        text("language_code"),
        amount("maximum_general_discount"),
    ),
    routes=READING,
    order="id",
    rules=StaffRules(),
)
