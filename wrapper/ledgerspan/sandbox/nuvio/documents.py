"""Keep the incomes or the expenses of a company: every statement names company and kind."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from ledgerspan.sandbox.exactjson import plain_digits
from ledgerspan.sandbox.money import EXACT
from ledgerspan.sandbox.nuvio.batch import Batch, Document
from ledgerspan.sandbox.nuvio.identifiers import read_uuid
from ledgerspan.sandbox.nuvio.kinds import Kind
from ledgerspan.sandbox.nuvio.sent import Filters
from ledgerspan.sandbox.nuvio.totals import payment_status

_HEADER = """
SELECT d.*, p.name AS project_name, p.code AS project_code,
       e.name AS party_name, e.code AS party_code
"""
_SOURCE = """
FROM nuvio_documents d
LEFT JOIN nuvio_projects p ON p.id = d.project_id
LEFT JOIN nuvio_entities e ON e.id = d.party_id
WHERE d.company = ? AND d.kind = ?
"""
_NEWEST_FIRST = " ORDER BY d.day DESC, d.position DESC"
_TAGS = """
SELECT t.document, g.id, g.name FROM nuvio_document_tags t
JOIN nuvio_tags g ON g.id = t.tag_id"""
_ITEMS = """
SELECT t.*, r.name AS product_name, r.code AS product_code FROM nuvio_items t
LEFT JOIN nuvio_products r ON r.id = t.product_id"""
_TAXES = """
SELECT t.*, x.name FROM nuvio_item_taxes t
JOIN nuvio_taxes x ON x.id = t.tax_id"""
_MATCHES = """
SELECT t.*, m.description, m.happened, m.account_id, a.name AS account_name
FROM nuvio_matches t
JOIN nuvio_transactions m ON m.id = t.transaction_id
JOIN nuvio_accounts a ON a.id = m.account_id"""
_TAGGED = """EXISTS (
    SELECT 1 FROM nuvio_document_tags t JOIN nuvio_tags g ON g.id = t.tag_id
    WHERE t.document = d.position AND g.name = ?)"""

Rows = list[sqlite3.Row]


@dataclass(frozen=True, slots=True)
class Record:
    """A document with everything that hangs on it; `taxes` by the place of their line."""

    header: sqlite3.Row
    tags: Rows = field(default_factory=list)
    items: Rows = field(default_factory=list)
    taxes: dict[int, Rows] = field(default_factory=lambda: defaultdict(list))
    matches: Rows = field(default_factory=list)

    @property
    def paid(self) -> list[Decimal]:
        """The amounts of its payments."""
        return [Decimal(match["amount"]) for match in self.matches]


class Documents:
    """The documents of one kind and company."""

    kind: ClassVar[Kind]

    def __init__(self, connection: sqlite3.Connection, company: int) -> None:
        self._connection = connection
        self._company = company

    def matching(self, filters: Filters) -> list[Record]:
        """Give all that pass every filter, newest first by (day, position)."""
        wanted = {
            "d.day >= ?": filters.start_date,
            "d.day <= ?": filters.end_date,
            "d.party_id = ?": filters.party.id,
            "e.code = ?": filters.party.code if filters.party.id is None else None,
            _TAGGED: filters.tag_name,
            "p.name = ?": filters.project_name,
            "p.code = ?": filters.project_code,
            "d.payment_status = ?": filters.payment_status,
        }
        chosen = {test: value for test, value in wanted.items() if value is not None}
        return self._read(list(chosen), list(chosen.values()))

    def by_uuid(self, text: str) -> Record | None:
        """Give the one with this UUID."""
        found = read_uuid(text)
        return None if found is None else self._one("d.id = ?", found)

    def by_key(self, key: str) -> Record | None:
        """Give the one that a get means by `key`."""
        return self.by_uuid(key)

    def next_position(self) -> int:
        """Give the position of the next document; the order among those of one day."""
        query = "SELECT coalesce(max(position), 0) + 1 FROM nuvio_documents"
        return int(self._connection.execute(query).fetchone()[0])

    def automatic_number(self) -> str | None:
        """Give the number of a create that names none."""
        return None

    def holder_of(self, number: str) -> str | None:
        """Give the id of the document that keeps others from having this number."""
        del number
        return None

    def save(self, document: Document, paid: list[Decimal]) -> None:
        """Store `document`, in place of the one at its position if there is one."""
        for table in ("nuvio_item_taxes", "nuvio_items", "nuvio_document_tags"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE document = ?",  # noqa: S608 - our own names
                (document.position,),
            )
        batch = Batch()
        batch.add(document, [line.totals(document.currency) for line in document.lines], paid)
        batch.insert(self._connection)

    def pay(self, record: Record, amount: Decimal) -> None:
        """Note that `amount` more has been paid: what remains, and the status of payment."""
        paid = amount
        for earlier in record.paid:
            paid = EXACT.add(paid, earlier)
        total = Decimal(record.header["total_amount"])
        self._connection.execute(
            "UPDATE nuvio_documents SET remaining_amount = ?, payment_status = ?"
            " WHERE position = ?",
            (
                plain_digits(EXACT.subtract(total, paid)),
                payment_status(total, paid),
                record.header["position"],
            ),
        )

    def _one(self, test: str, value: str) -> Record | None:
        return next(iter(self._read([test], [value])), None)

    def _read(self, tests: list[str], values: list[str]) -> list[Record]:
        source = " AND ".join((_SOURCE, *tests))
        parameters = (self._company, self.kind.name, *values)
        records = {
            row["position"]: Record(row)
            for row in self._connection.execute(_HEADER + source + _NEWEST_FIRST, parameters)
        }
        among = f" WHERE t.document IN (SELECT d.position {source})"
        for row in self._connection.execute(_TAGS + among + " ORDER BY t.place", parameters):
            records[row["document"]].tags.append(row)
        for row in self._connection.execute(_ITEMS + among + " ORDER BY t.place", parameters):
            records[row["document"]].items.append(row)
        for row in self._connection.execute(_TAXES + among + " ORDER BY t.place", parameters):
            records[row["document"]].taxes[row["item_place"]].append(row)
        for row in self._connection.execute(_MATCHES + among + " ORDER BY t.position", parameters):
            records[row["document"]].matches.append(row)
        return list(records.values())
