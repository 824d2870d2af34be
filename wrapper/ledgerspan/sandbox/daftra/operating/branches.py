"""The branches of a company: listed, and nothing else. Every scalar is text (published)."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import View, digits, stamps, text
from ledgerspan.sandbox.daftra.table import Rules, Table

MAIN = 1
"""The branch that a call works in unless it says another (observed, below the quirks)."""


class BranchRules(Rules):
    """The key of a branch is text, too."""

    def embedded(self, row: sqlite3.Row, view: View, books: Books) -> Mapping[str, Any]:
        """Write the key."""
        del view, books
        return {"id": str(row["id"])}


BRANCHES = Table(
    "branches",
    "Branch",
    (
        text("code"),
        text("name"),
        text("phone1"),
        text("phone2"),
        text("working_hours"),
        text("description"),
        text("address1"),
        text("address2"),
        text("city"),
        text("state"),
        text("country_code"),
        digits("admin_staff_id", refers="staff", empty="0"),
        digits("staff_id", refers="staff", empty="0"),
        digits("smtp_account_id", empty="0"),
        # What its codes mean is published nowhere.
        digits("status", start=1),
        text("map_location", empty=None),
        *stamps(),
    ),
    routes=("list",),
    order="id",
    rules=BranchRules(),
)
