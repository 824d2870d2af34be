"""Where documents and payments are more than a uniform resource: kinds, shapes of bodies, bulk."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.documents.accounts import ESTIMATE
from ledgerspan.sandbox.daftra.documents.embedded import BLOCKS
from ledgerspan.sandbox.daftra.documents.payments import INVOICE_PAYMENTS
from ledgerspan.sandbox.daftra.documents.sales import INVOICES, SALES
from ledgerspan.sandbox.daftra.envelopes import SUCCESS, failed, refused_write
from ledgerspan.sandbox.daftra.operations import Operations
from ledgerspan.sandbox.daftra.table import Table
from ledgerspan.sandbox.exactjson import MalformedJsonError, read_json, write_json
from ledgerspan.sandbox.exchange import Answer, Call, json_answer

Body = dict[str, Any]


class SalesOperations(Operations):
    """The operations on one kind of sales document.

    Single reads of invoices know type 0 alone (published), while a create of an invoice may
    ask for another kind by its `type`.
    """

    def create(self, books: Books, call: Call) -> Answer:
        """Store a new document: at this path, or at the path of the kind it asks for."""
        body = _read_body(call)
        if body is None:
            return super().create(books, call)
        if misshapen := _misshapen(body):
            return refused_write({self.table.key: misshapen}, books.dialect)
        table = _wanted_table(self.table, body)
        if table is self.table:
            return super().create(books, replace(call, body=_uniform(table, body)))
        moved = {**body, table.key: body[self.table.key]}
        return SalesOperations(table).create(books, replace(call, body=write_json(moved)))

    def update(self, books: Books, call: Call) -> Answer:
        """Change a document; its kind stays (nobody knows; a type that is sent is not refused)."""
        body = _read_body(call)
        if body is not None:
            if self._row(books, call) is not None and (misshapen := _misshapen(body)):
                return refused_write({self.table.key: misshapen}, books.dialect)
            header = body.get(self.table.key)
            if isinstance(header, dict):
                body = {**body, self.table.key: _without(header, "type")}
            call = replace(call, body=_uniform(self.table, body))
        return super().update(books, call)

    def add_bulk(self, books: Books, call: Call) -> Answer:
        """Create each of an array of invoices; one that fails stops no other (published)."""
        try:
            bodies = read_json(call.body)
        except MalformedJsonError:
            return failed(400, "The body is not valid JSON")
        if not isinstance(bodies, list):
            return failed(400, "The body must be an array of invoices")
        answers = [self.create(books, replace(call, body=write_json(body))) for body in bodies]
        results = [self._bulk_result(books, answer) for answer in answers]
        return json_answer(200, results, stored=any(answer.stored for answer in answers))

    def _bulk_result(self, books: Books, answer: Answer) -> Body:
        said: Body = read_json(answer.body)
        if not answer.stored:
            return {name: said[name] for name in ("result", "code", "message")}
        row = books.find("invoices", said["id"])
        number = row["no"] if row is not None else None
        return {"result": SUCCESS, "code": 202, "id": said["id"], "invoice_number": number or ""}

    def _row(self, books: Books, call: Call) -> sqlite3.Row | None:
        row = super()._row(books, call)
        if self.table is INVOICES and row is not None and row["type"] != 0:
            return None
        return row


class InvoicePaymentOperations(Operations):
    """The operations on invoice payments: their delete says so in words (published)."""

    def __init__(self) -> None:
        super().__init__(INVOICE_PAYMENTS)

    def delete(self, books: Books, call: Call) -> Answer:
        """Remove a payment; its invoice is settled without it."""
        answer = super().delete(books, call)
        if not answer.stored:
            return answer
        body = {"code": 200, "result": SUCCESS, "message": "Payment deleted"}
        return json_answer(200, body, stored=True)


def _read_body(call: Call) -> Body | None:
    """Give the body of a write if it is an object; what else it may be is judged elsewhere."""
    try:
        body = read_json(call.body)
    except MalformedJsonError:
        return None
    return body if isinstance(body, dict) else None


def _wanted_table(table: Table, body: Body) -> Table:
    """Find the kind that an invoice asks for by its type (one code base makes estimates so)."""
    header = body.get(table.key)
    if table is not INVOICES or not isinstance(header, dict):
        return table
    wanted = str(header.get("type"))
    return next((each for each in SALES if str(each.fixed.get("type")) == wanted), table)


def _uniform(table: Table, body: Body) -> bytes:
    """Rewrite a body so that every kind of document is written alike.

    Invoices have their payments under `Payment`, an advance payment has one object there
    (published). An estimate is owed by nobody: payments sent with it are dropped.
    """
    told = _without(body, "Payment", "InvoicePayment", "InvoiceCustomField")
    payments = body["Payment"] if "Payment" in body else body.get("InvoicePayment")
    if payments is not None and table.fixed.get("type") != ESTIMATE:
        several = [payments] if isinstance(payments, dict) else payments
        told["InvoicePayment"] = several
        if isinstance(several, list):
            # Its currency is that of the document, whatever it says (nobody knows).
            told["InvoicePayment"] = [
                _without(each, "currency_code") if isinstance(each, dict) else each
                for each in several
            ]
    header = told.get(table.key)
    if isinstance(header, dict):
        told[table.key] = _header(table, header, body.get("InvoiceCustomField"))
    return write_json(told)


def _misshapen(body: Body) -> dict[str, str]:
    """Give a reason against each block that no map or list can be read from."""
    return {
        name: "must be an object or a list"
        for name in (*BLOCKS, "InvoiceCustomField")
        if name in body and not isinstance(body[name], dict | list)
    }


def _header(table: Table, sent: Body, custom_fields: Any) -> Body:
    """Rewrite the header: what the page of advance payments sends is no error (published)."""
    header = _without(sent, "payment_status") if table is INVOICES else _without(sent, "type")
    if table is INVOICES and type(header.get("po_number")) is int:
        header["po_number"] = str(header["po_number"])
    if header.get("shipping_options") == "":
        # "" leaves the choice to the server (published).
        header["shipping_options"] = None
    if isinstance(custom_fields, dict | list):
        header["InvoiceCustomField"] = write_json(custom_fields).decode()
    return header


def _without(value: Mapping[str, Any], *names: str) -> Body:
    return {name: value[name] for name in value if name not in names}
