"""Business entities: customers and suppliers, one record for who is both (published)."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from ledgerspan.sandbox.nuvio.dialects import present
from ledgerspan.sandbox.nuvio.things import Columns, Things, Writing

TEXTS = {
    "legalName": "legal_name",
    "vatNumber": "vat_number",
    "taxOffice": "tax_office",
    "address": "address",
    "city": "city",
    # Probably ISO 3166-1 alpha-2; the list of countries is not known, so any text will do.
    "country": "country",
    "district": "district",
    "state": "state",
    "postalCode": "postal_code",
    "email": "email",
    "phone": "phone",
    "iban": "iban",
}
"""Members that are any text, and their columns."""
_FLAGS = {"isCustomer": "is_customer", "isSupplier": "is_supplier"}


class Entities(Things):
    """Customers and suppliers."""

    path, table, word = "business-entities", "nuvio_entities", "Business entity"
    code = "entityCode"

    def read(self, writing: Writing) -> Columns:
        """Read everything; only the name is needed (user guide), a flag left out is false."""
        members = writing.members
        columns: Columns = {
            "name": members.label("name", needed=True),
            "code": members.text("entityCode", null=True),
        }
        for member, column in _FLAGS.items():
            columns[column] = int(members.flag(member) or False)
        for member, column in TEXTS.items():
            columns[column] = members.text(member, null=True)
        return columns

    def tests(self, parameters: Mapping[str, str], complaints: list[str]) -> list[str]:
        """Let `isCustomer=true` list customers, `isSupplier=true` suppliers (published).

        What both do is not published; we take those who are both, and false for no filter.
        """
        found: list[str] = []
        for member, column in _FLAGS.items():
            sent = parameters.get(member, "false")
            if sent not in ("true", "false"):
                complaints.append(f"{member} must be true or false")
            elif sent == "true":
                found.append(f"t.{column} = 1")
        return found

    def shown(self, rows: Sequence[sqlite3.Row]) -> list[dict[str, Any]]:
        """Write entities."""
        return [
            present(
                {
                    "id": row["id"],
                    "entityCode": row["code"],
                    "name": row["name"],
                    **{member: row[column] for member, column in TEXTS.items()},
                    **{member: bool(row[column]) for member, column in _FLAGS.items()},
                },
                self.plan.dialect,
            )
            for row in rows
        ]
