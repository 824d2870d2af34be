"""Look up what a write refers to: only things of its own company exist."""

import sqlite3
from decimal import Decimal

from ledgerspan.sandbox.nuvio.members import Named


class Catalogue:
    """The entities, projects, products, tags and taxes of one company."""

    def __init__(self, connection: sqlite3.Connection, company: int) -> None:
        self._connection = connection
        self._company = company

    def entity(self, thing: str, named: Named, complaints: list[str]) -> str | None:
        """Give the id of a customer or supplier; the complaint calls it `thing`.

        Whether a supplier may be the customer of an income is not published; we let it.
        """
        return self._named("nuvio_entities", thing, named, complaints)

    def project(self, named: Named, complaints: list[str]) -> str | None:
        """Give the id of a project."""
        return self._named("nuvio_projects", "project", named, complaints)

    def product(self, named: Named, complaints: list[str]) -> str | None:
        """Give the id of a product."""
        return self._named("nuvio_products", "product", named, complaints)

    def tag(self, tag_id: str, complaints: list[str]) -> None:
        """Make sure that the tag exists."""
        if self._find("nuvio_tags", "id", tag_id) is None:
            complaints.append(f"tag {tag_id} does not exist")

    def tax(self, tax_id: str, complaints: list[str]) -> None:
        """Make sure that the tax exists."""
        self.rate(tax_id, complaints)

    def account(self, account_id: str, complaints: list[str]) -> sqlite3.Row | None:
        """Give the account."""
        row = self._find("nuvio_accounts", "id", account_id)
        if row is None:
            complaints.append(f"account {account_id} does not exist")
        return row

    def rate(self, tax_id: str, complaints: list[str]) -> Decimal:
        """Give the rate of a tax in percent."""
        row = self._find("nuvio_taxes", "id", tax_id)
        if row is None:
            complaints.append(f"tax {tax_id} does not exist")
            return Decimal(0)
        return Decimal(row["rate"])

    def _named(self, table: str, thing: str, named: Named, complaints: list[str]) -> str | None:
        column, value = ("id", named.id) if named.id is not None else ("code", named.code)
        if value is None:
            return None
        row = self._find(table, column, value)
        if row is None:
            complaints.append(f"{thing} with {column} {value!r} does not exist")
            return None
        return str(row["id"])

    def _find(self, table: str, column: str, value: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(
            f"SELECT * FROM {table} WHERE company = ? AND {column} = ?",  # noqa: S608 - our names
            (self._company, value),
        ).fetchone()
        return row
