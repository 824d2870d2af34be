"""Measure bytes to typed records for more resources: invoices, clients and journals of Daftra.

Clients and invoices are measured once more on their whole way, to the common Contact and
Invoice, these without and with their lines and payments.

The pages are the examples of the bundle with their rows repeated, each under an id of its own: full
records, whatever a seed would draw. 1.00 is `msgspec.json.decode` into dicts and lists.
"""

import copy
import json
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
from daftra_client import models
from daftra_client.codec import decode
from ledgerspan.daftra.contacts import CLIENTS
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.sales import INVOICES
from ledgerspan.daftra.site import SiteDates

from tooling.bench_bodies import Body
from tooling.bench_clock import interleaved, ratios
from tooling.bench_rows import Row, rows_of
from tooling.bench_stock import Load
from tooling.bundle import bundle
from tooling.openapi import Node, operations

OURS = "ledgerspan"
NORMALIZED = "ledgerspan, to the common Invoice"
FLOOR = "untyped msgspec.json.decode"
JSON = "untyped json.loads"
STOCK = "stock openapi-python-client"
DIALECTS = ("observed", "documented")
# Twice untyped decoding, as for typed records that hold others.
NORMALIZED_TARGET = 2.0
DATES = SiteDates("DD/MM/YYYY", print)


class Listing(NamedTuple):
    """A page to measure: the operation whose examples it is made of, its class, its target."""

    name: str
    operation: str
    shape: type
    module: str
    target: float


LISTINGS = (
    # Flat records 1.6; 2.0 where each holds others: its client, its lines, its transactions.
    Listing("invoices", "list_invoices", models.InvoicePage, "invoice_page", 2.0),
    Listing("invoices with lines", "get_invoice", models.InvoicePage, "invoice_page", 2.0),
    Listing("clients", "list_clients", models.ClientPage, "client_page", 1.6),
    Listing("journals", "list_journals", models.JournalPage, "journal_page", 2.0),
)
# Every member is decoded, also those that a Contact does not have: leaving them out saves 11 to
# 23 %, and a change of one of them would no longer be told.
CONTACTS_TARGET = 2.0


def measure(load: Load, *, records: int, rounds: int) -> list[Row]:
    """Measure pages of `records` rows of each resource in both dialects."""
    document = bundle("daftra")
    rows = []
    for listing in LISTINGS:
        stock = getattr(load(f"stock_daftra.models.{listing.module}"), listing.shape.__name__)
        for dialect in DIALECTS:
            content = page_of(document, listing.operation, dialect, records)
            measured = ratios(interleaved(_readers(content, listing, stock), rounds=rounds), FLOOR)
            subject = f"{listing.name}, {dialect}"
            targets = {OURS: listing.target}
            if NORMALIZED in measured:
                targets[NORMALIZED] = NORMALIZED_TARGET
            rows += rows_of("resources", subject, measured, targets)
    for dialect in DIALECTS:
        content = page_of(document, "list_clients", dialect, records)
        measured = ratios(interleaved(_normalizers(content), rounds=rounds), FLOOR)
        rows += rows_of("resources", f"contacts, {dialect}", measured, {OURS: CONTACTS_TARGET})
    return rows


def page_of(document: Node, operation_id: str, dialect: str, records: int) -> bytes:
    """Return a page of `records` rows, made of the rows of an example."""
    operation = next(each for each in operations(document) if each.id == operation_id)
    media = operation.node["responses"]["200"]["content"]["application/json"]
    page = copy.deepcopy(media["examples"][dialect]["value"])
    rows = page["data"] if isinstance(page["data"], list) else [page["data"]]
    page["data"] = [_renumbered(rows[at % len(rows)], at + 1) for at in range(records)]
    return json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode()


def _renumbered(row: Node, number: int) -> Node:
    key, record = next(iter(row.items()))
    kind = type(record["id"])
    return {**row, key: {**record, "id": kind(number)}}


def _readers(content: bytes, listing: Listing, stock: Any) -> dict[str, Callable[[], Any]]:
    readers: dict[str, Callable[[], Any]] = {
        FLOOR: lambda: msgspec.json.decode(content),
        JSON: lambda: json.loads(content),
        OURS: lambda: decode(content, listing.shape),
        STOCK: lambda: stock.from_dict(json.loads(content)),
    }
    if listing.shape is models.InvoicePage:
        body = Body(content)
        readers[NORMALIZED] = lambda: read_page(INVOICES, body, DATES)[0]
    return readers


def _normalizers(content: bytes) -> dict[str, Callable[[], Any]]:
    page = Body(content)
    return {
        FLOOR: lambda: msgspec.json.decode(content),
        JSON: lambda: json.loads(content),
        OURS: lambda: read_page(CLIENTS, page, DATES)[0],
    }
