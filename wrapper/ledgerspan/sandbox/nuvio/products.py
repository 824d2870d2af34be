"""Products and services: a code, a name and the taxes that usually go with them."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from ledgerspan.sandbox.nuvio.dialects import present
from ledgerspan.sandbox.nuvio.things import Columns, Things, Writing

_TAXES = """
SELECT p.product_id, x.id, x.name FROM nuvio_product_taxes p
JOIN nuvio_taxes x ON x.id = p.tax_id
WHERE p.company = ? ORDER BY p.place
"""


class Products(Things):
    """Products and services.

    The code is `productCode` in requests and `code` in answers (published). Whether the taxes
    are put on lines that name none is not published; we do not.
    """

    path, table, word = "product-services", "nuvio_products", "Product"
    code = "productCode"

    def read(self, writing: Writing) -> Columns:
        """Read name and code, and make sure that the taxes exist."""
        members = writing.members
        for tax in members.uuids("taxes"):
            writing.catalogue.tax(tax, writing.complaints)
        return {
            "name": members.label("name", needed=True),
            "code": members.text("productCode", null=True),
        }

    def attach(self, writing: Writing, thing: str) -> None:
        """Replace the taxes."""
        self.connection.execute("DELETE FROM nuvio_product_taxes WHERE product_id = ?", (thing,))
        self.connection.executemany(
            "INSERT INTO nuvio_product_taxes VALUES (?,?,?,?)",
            [
                (thing, writing.company.number, place, tax)
                for place, tax in enumerate(writing.members.uuids("taxes"))
            ],
        )

    def shown(self, rows: Sequence[sqlite3.Row]) -> list[dict[str, Any]]:
        """Write products with their taxes."""
        taxes: dict[str, list[dict[str, str]]] = defaultdict(list)
        for tax in self.connection.execute(_TAXES, (rows[0]["company"],)):
            taxes[tax["product_id"]].append({"taxId": tax["id"], "taxName": tax["name"]})
        return [
            present(
                {
                    "id": row["id"],
                    "code": row["code"],
                    "name": row["name"],
                    "taxes": taxes[row["id"]],
                },
                self.plan.dialect,
            )
            for row in rows
        ]
