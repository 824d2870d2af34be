"""What reads of documents hold beside their columns: related records, links, seen extras."""

import sqlite3
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ledgerspan.sandbox.companies import derived
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Stored, View
from ledgerspan.sandbox.daftra.dialects import site_date
from ledgerspan.sandbox.daftra.documents.filters import custom_values
from ledgerspan.sandbox.daftra.documents.pricing import decimal_of
from ledgerspan.sandbox.daftra.documents.qr import qr_code_url
from ledgerspan.sandbox.exactjson import read_json

BLOCKS = ("Deposit", "InvoiceReminder", "Document", "DocumentTitle")
_HEADER_ONLY, _EVERYTHING = "-1", "1"
_ASKED = (0, 16, 19)


def sales_relations(row: sqlite3.Row, view: View, books: Books) -> dict[str, Any]:
    """Give what stands inside a sales document.

    Lists embed the client alone, unless `recursive` asks a list of invoices for nothing (-1)
    or for all (1).
    """
    depth = _EVERYTHING if view == "detail" else None
    if view == "list" and row["type"] in _ASKED:
        depth = books.parameters.get("recursive")
    inside: dict[str, Any] = _links(row, books)
    if books.dialect == "observed":
        inside |= _seen(row, view, books)
    if depth != _HEADER_ONLY:
        inside |= related(books, "clients", row["client_id"], "Client")
    if depth != _EVERYTHING:
        return inside
    if view == "list":
        for path, key in (("invoice_items", "InvoiceItem"), ("invoice_payments", "InvoicePayment")):
            children = books.records(path).matching(invoice_id=row["id"])
            inside[key] = [books.written(path, child, view) for child in children]
    nothing: Any = {} if books.dialect == "documented" else []
    block = row["InvoiceCustomField"]
    inside["InvoiceCustomField"] = _custom_fields(block, books) if block else nothing
    inside |= dict.fromkeys(BLOCKS, nothing)
    if books.dialect == "observed":
        inside["InvoiceTax"] = taxes_of(books, "invoice_items", "invoice_id", row["id"])
    return inside


def _custom_fields(block: str, books: Books) -> Any:
    """Give what was written; the docs write a list for advance payments and read a map."""
    fields = read_json(block.encode())
    if books.dialect == "documented" and isinstance(fields, list):
        return dict(custom_values(fields))
    return fields


def sales_line_extras(row: sqlite3.Row, view: View, books: Books) -> dict[str, Any]:
    """Give the taxes of a line (published), or its unit, rate and product (observed)."""
    if books.dialect == "documented":
        return {name: decimal_of(row[name]) for name in ("summary_tax1", "summary_tax2")}
    return {
        "item_subtotal": _figure(row["gross"], view),
        "tax1_value": _figure(row["summary_tax1"], view),
        "unit_name": "",
        "unit_small_name": "",
        "unit_factor": "",
        "site_id": books.company.site_id,
        **related(books, "products", row["product_id"], "Product"),
    }


def related(books: Books, path: str, number: Stored, key: str) -> dict[str, Any]:
    """Give a record that a document names; none is a PHP list, or not there as published."""
    row = books.find(path, number)
    if row is not None:
        return {key: books.written(path, row, "list")}
    return {} if books.dialect == "documented" else {key: []}


def taxes_of(books: Books, lines: str, by: str, number: int) -> list[dict[str, Any]]:
    """Give each tax that the lines of a document name, once."""
    rows = books.records(lines).matching(**{by: number})
    keys = {row[slot] for row in rows for slot in ("tax1", "tax2") if row[slot]}
    found = [books.find("taxes", key) for key in sorted(keys)]
    return [books.written("taxes", tax, "list") for tax in found if tax is not None]


def _links(row: sqlite3.Row, books: Books) -> dict[str, str]:
    company = books.company
    host = f"https://{company.subdomain}.daftra.com"
    secret = derived(row["id"], "daftra", company.number, "hash")
    links = {
        "invoice_html_url": f"{host}/invoices/preview/{row['id']}?hash={secret}",
        "invoice_pdf_url": f"{host}/invoices/view/{row['id']}.pdf?hash={secret}",
    }
    if company.country == "SA":
        total, net = decimal_of(row["summary_total"]), decimal_of(row["summary_subtotal"])
        links["qr_code_url"] = host + qr_code_url(
            company.name, str(row["created"]), total, total - net
        )
    return links


def _seen(row: sqlite3.Row, view: View, books: Books) -> dict[str, Any]:
    """Give what the docs take on a write alone and live answers have."""
    issued = row["issue_date"] or "0000-00-00"
    if row["issue_date"] and view == "detail":
        issued = site_date(issued, books.company.date_format)
    after = row["due_after"]
    return {"issue_date": issued, "due_after": None if after is None else str(after)}


def _figure(value: str | None, view: View) -> Decimal | str | None:
    if value is None:
        return None
    return Decimal(value) if view == "detail" else value


def purchase_relations(row: sqlite3.Row, view: View, books: Books) -> Mapping[str, Any]:
    """Give what stands inside a purchase invoice: in lists, observed, no more than parties."""
    inside: dict[str, Any] = {}
    if view == "detail" or books.dialect == "observed":
        inside |= related(books, "suppliers", row["supplier_id"], "Supplier")
        # Lower case as published; the observed lists say Staff.
        inside |= related(books, "staff", row["staff_id"], "staff" if view == "detail" else "Staff")
    if view == "detail":
        inside["PurchaseOrderTax"] = taxes_of(
            books, "purchase_items", "purchase_order_id", row["id"]
        )
        inside["PurchaseOrderCustomField"] = {} if books.dialect == "documented" else []
        inside["PurchaseOrderPayment"] = []
    return inside
