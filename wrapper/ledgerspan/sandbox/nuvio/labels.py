"""Projects, tags and taxes: things that are little more than a name.

Their pages are not stored anywhere; paths and members are deduced from the summaries that
incomes embed.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any

from ledgerspan.sandbox.nuvio.dialects import present
from ledgerspan.sandbox.nuvio.things import Columns, Things, Writing


class Projects(Things):
    """Projects: found by code too, which is a guess."""

    path, table, word, code = "projects", "nuvio_projects", "Project", "projectCode"

    def read(self, writing: Writing) -> Columns:
        """Read name and code."""
        return {
            "name": writing.members.label("name", needed=True),
            "code": writing.members.text("projectCode", null=True),
        }

    def shown(self, rows: Sequence[sqlite3.Row]) -> list[dict[str, Any]]:
        """Write projects as incomes embed them."""
        dialect = self.plan.dialect
        return [
            present({"id": row["id"], "name": row["name"], "projectCode": row["code"]}, dialect)
            for row in rows
        ]


class Tags(Things):
    """Tags. Two may share a name: nobody knows better."""

    path, table, word = "tags", "nuvio_tags", "Tag"

    def read(self, writing: Writing) -> Columns:
        """Read the name."""
        return {"name": writing.members.label("name", needed=True)}

    def shown(self, rows: Sequence[sqlite3.Row]) -> list[dict[str, Any]]:
        """Write tags as incomes embed them."""
        return [{"id": row["id"], "name": row["name"]} for row in rows]


class Taxes(Tags):
    """Taxes. What a rate is called is not known, so none is shown and none can be given.

    A tax made here has a rate of zero; only those of the seed tax anything.
    """

    path, table, word = "taxes", "nuvio_taxes", "Tax"

    def read(self, writing: Writing) -> Columns:
        """Read the name; keep the rate."""
        return {**super().read(writing), "rate": writing.kept("rate", None) or "0"}
