"""Turn documents into rows: many at a time when seeding, one at a time when written."""

import sqlite3
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ledgerspan.sandbox.exactjson import plain_digits
from ledgerspan.sandbox.nuvio.kinds import Kind
from ledgerspan.sandbox.nuvio.totals import IncomeTotals, LineTotals, income_totals, line_totals

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line to store; `taxes` are ids with their rates in percent."""

    id: str
    product_id: str | None
    quantity: Decimal
    unit_price: Decimal
    taxes: tuple[tuple[str, Decimal], ...]
    detail: str | None = None

    def totals(self, currency: str) -> LineTotals:
        """Total the line."""
        rates = [rate for _, rate in self.taxes]
        return line_totals(self.quantity, self.unit_price, rates, currency)


@dataclass(frozen=True, slots=True)
class Document:
    """An income or an expense to store; only an income has a status of its own."""

    kind: Kind
    position: int
    id: str
    company: int
    number: str | None
    status: str | None
    description: str | None
    day: str
    due_date: str | None
    currency: str
    exchange_rate: Decimal | None
    project_id: str | None
    party_id: str | None
    tags: tuple[str, ...]
    lines: tuple[Line, ...]

    def header(self, totals: IncomeTotals) -> Row:
        """Give the row of the document itself, in the order of its insert."""
        rate = self.exchange_rate
        return (
            self.position,
            self.id,
            self.company,
            self.kind.name,
            self.number,
            self.status,
            self.description,
            self.day,
            self.due_date,
            self.currency,
            None if rate is None else plain_digits(rate),
            self.project_id,
            self.party_id,
            plain_digits(totals.sub_total),
            plain_digits(totals.total_tax),
            plain_digits(totals.total),
            plain_digits(totals.remaining),
            totals.payment_status,
        )


@dataclass(slots=True)
class Batch:
    """Rows waiting to be inserted, a list a table."""

    documents: list[Row] = field(default_factory=list)
    tags: list[Row] = field(default_factory=list)
    items: list[Row] = field(default_factory=list)
    item_taxes: list[Row] = field(default_factory=list)
    transactions: list[Row] = field(default_factory=list)
    matches: list[Row] = field(default_factory=list)

    def add(self, document: Document, lines: list[LineTotals], paid: list[Decimal]) -> None:
        """Add a document with the totals of its lines and the amounts paid on it."""
        key, company = document.position, document.company
        self.documents.append(document.header(income_totals(lines, paid)))
        self.tags += [(key, company, tag, place) for place, tag in enumerate(document.tags)]
        for place, (line, totals) in enumerate(zip(document.lines, lines, strict=True)):
            self.items.append(
                (
                    key,
                    company,
                    place,
                    line.id,
                    line.detail,
                    line.product_id,
                    plain_digits(line.quantity),
                    plain_digits(line.unit_price),
                    plain_digits(totals.tax),
                    plain_digits(totals.gross),
                )
            )
            self.item_taxes += [
                (key, place, tax_place, company, tax_id, plain_digits(amount))
                for tax_place, ((tax_id, _), amount) in enumerate(
                    zip(line.taxes, totals.taxes, strict=True)
                )
            ]

    def insert(self, connection: sqlite3.Connection) -> None:
        """Insert everything; a document whose position exists is replaced, matches stay."""
        for statement, rows in (
            (_DOCUMENT, self.documents),
            ("INSERT INTO nuvio_document_tags VALUES (?,?,?,?)", self.tags),
            ("INSERT INTO nuvio_items VALUES (?,?,?,?,?,?,?,?,?,?)", self.items),
            ("INSERT INTO nuvio_item_taxes VALUES (?,?,?,?,?,?)", self.item_taxes),
            (_TRANSACTION, self.transactions),
            (_MATCH, self.matches),
        ):
            connection.executemany(statement, rows)


_NAMES = (
    "position",
    "id",
    "company",
    "kind",
    "number",
    "status",
    "description",
    "day",
    "due_date",
    "currency",
    "exchange_rate",
    "project_id",
    "party_id",
    "sub_total",
    "total_tax",
    "total_amount",
    "remaining_amount",
    "payment_status",
)
_DOCUMENT = (
    f"INSERT INTO nuvio_documents ({', '.join(_NAMES)})"  # noqa: S608 - our own column names
    f" VALUES ({', '.join('?' * len(_NAMES))})"
    f" ON CONFLICT (position) DO UPDATE SET"
    f" {', '.join(f'{name} = excluded.{name}' for name in _NAMES[1:])}"
)
_TRANSACTION = (
    "INSERT INTO nuvio_transactions (id, company, account_id, description, happened, amount,"
    " transaction_type, entity_id) VALUES (?,?,?,?,?,?,?,?)"
)
_MATCH = (
    "INSERT INTO nuvio_matches (id, company, transaction_id, document, amount, currency, taken)"
    " VALUES (?,?,?,?,?,?,?)"
)
