"""Keep the incomes of the Nuvio companies: every statement names its company."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from ledgerspan.sandbox.nuvio.batch import Batch, Income
from ledgerspan.sandbox.nuvio.identifiers import read_uuid
from ledgerspan.sandbox.nuvio.sent import Filters

_HEADER = """
SELECT i.*, p.name AS project_name, p.code AS project_code,
       c.name AS customer_name, c.code AS customer_code
"""
_SOURCE = """
FROM nuvio_incomes i
LEFT JOIN nuvio_projects p ON p.id = i.project_id
LEFT JOIN nuvio_entities c ON c.id = i.customer_id
WHERE i.company = ?
"""
_NEWEST_FIRST = " ORDER BY i.invoice_date DESC, i.position DESC"
_TAGS = """
SELECT t.income, g.id, g.name FROM nuvio_income_tags t
JOIN nuvio_tags g ON g.id = t.tag_id"""
_ITEMS = """
SELECT t.*, r.name AS product_name, r.code AS product_code FROM nuvio_income_items t
LEFT JOIN nuvio_products r ON r.id = t.product_id"""
_TAXES = """
SELECT t.*, x.name FROM nuvio_item_taxes t
JOIN nuvio_taxes x ON x.id = t.tax_id"""
_PAYMENTS = "SELECT t.* FROM nuvio_matched_payments t"
_TAGGED = """EXISTS (
    SELECT 1 FROM nuvio_income_tags t JOIN nuvio_tags g ON g.id = t.tag_id
    WHERE t.income = i.position AND g.name = ?)"""

Rows = list[sqlite3.Row]


@dataclass(frozen=True, slots=True)
class Record:
    """An income with everything that hangs on it; `taxes` by the place of their line."""

    header: sqlite3.Row
    tags: Rows = field(default_factory=list)
    items: Rows = field(default_factory=list)
    taxes: dict[int, Rows] = field(default_factory=lambda: defaultdict(list))
    payments: Rows = field(default_factory=list)


class Incomes:
    """The incomes of one company."""

    def __init__(self, connection: sqlite3.Connection, company: int) -> None:
        self._connection = connection
        self._company = company

    def matching(self, filters: Filters) -> list[Record]:
        """Give all that pass every filter, newest first by (date, position)."""
        wanted = {
            "i.invoice_date >= ?": filters.start_date,
            "i.invoice_date <= ?": filters.end_date,
            "i.customer_id = ?": filters.customer.id,
            "c.code = ?": filters.customer.code if filters.customer.id is None else None,
            _TAGGED: filters.tag_name,
            "p.name = ?": filters.project_name,
            "p.code = ?": filters.project_code,
            "i.payment_status = ?": filters.payment_status,
        }
        chosen = {test: value for test, value in wanted.items() if value is not None}
        return self._read(list(chosen), list(chosen.values()))

    def by_uuid(self, text: str) -> Record | None:
        """Give the one with this UUID."""
        found = read_uuid(text)
        return None if found is None else self._one("i.id = ?", found)

    def by_number(self, number: str) -> Record | None:
        """Give the one with this invoice number."""
        return self._one("i.invoice_number = ?", number)

    def next_position(self) -> int:
        """Give the position of the next income; the order among those of one day."""
        query = "SELECT coalesce(max(position), 0) + 1 FROM nuvio_incomes"
        return int(self._connection.execute(query).fetchone()[0])

    def free_number(self) -> str:
        """Give the next automatic invoice number that nobody has taken."""
        query = "SELECT count(*) + 1 FROM nuvio_incomes WHERE company = ?"
        number = int(self._connection.execute(query, (self._company,)).fetchone()[0])
        while self.holder_of(f"INV-{number}") is not None:
            number += 1
        return f"INV-{number}"

    def holder_of(self, number: str) -> str | None:
        """Give the id of the income with this invoice number."""
        row = self._connection.execute(
            "SELECT id FROM nuvio_incomes WHERE company = ? AND invoice_number = ?",
            (self._company, number),
        ).fetchone()
        return None if row is None else str(row["id"])

    def save(self, income: Income, paid: list[Decimal]) -> None:
        """Store `income`, in place of the one at its position if there is one."""
        for table in ("nuvio_item_taxes", "nuvio_income_items", "nuvio_income_tags"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE income = ?",  # noqa: S608 - our own names
                (income.position,),
            )
        batch = Batch()
        batch.add(income, [line.totals(income.currency) for line in income.lines], paid)
        batch.insert(self._connection)

    def _one(self, test: str, value: str) -> Record | None:
        return next(iter(self._read([test], [value])), None)

    def _read(self, tests: list[str], values: list[str]) -> list[Record]:
        source = " AND ".join((_SOURCE, *tests))
        parameters = (self._company, *values)
        records = {
            row["position"]: Record(row)
            for row in self._connection.execute(_HEADER + source + _NEWEST_FIRST, parameters)
        }
        among = f" WHERE t.income IN (SELECT i.position {source})"
        for row in self._connection.execute(_TAGS + among + " ORDER BY t.place", parameters):
            records[row["income"]].tags.append(row)
        for row in self._connection.execute(_ITEMS + among + " ORDER BY t.place", parameters):
            records[row["income"]].items.append(row)
        for row in self._connection.execute(_TAXES + among + " ORDER BY t.place", parameters):
            records[row["income"]].taxes[row["item_place"]].append(row)
        for row in self._connection.execute(_PAYMENTS + among + " ORDER BY t.place", parameters):
            records[row["income"]].payments.append(row)
        return list(records.values())
