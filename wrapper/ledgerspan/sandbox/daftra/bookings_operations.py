"""Make, confirm, cancel and delete bookings, and make invoices of them.

Two of these are GETs that change data (published). No answer of any of them is: here they are those
of other resources, and that of a conversion names the invoice.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from ledgerspan.sandbox.daftra.accept import accept
from ledgerspan.sandbox.daftra.account_days import iso_day
from ledgerspan.sandbox.daftra.bookings import BOOKING_ITEMS, BOOKINGS, STATES
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.documents.sales import INVOICES
from ledgerspan.sandbox.daftra.envelopes import SUCCESS, done, failed
from ledgerspan.sandbox.daftra.operations import Operations
from ledgerspan.sandbox.daftra.writer import Writer
from ledgerspan.sandbox.database import transaction
from ledgerspan.sandbox.exactjson import MalformedJsonError, read_json, write_json
from ledgerspan.sandbox.exchange import Answer, Call, json_answer
from ledgerspan.sandbox.service import Operation, Resource

WithBooks = Callable[[Callable[[Books, Call], Answer]], Operation]
_KIND = 8
"""The type of a booking among the documents (published): where its invoice comes from."""
_TAKEN_OVER = {"client_id": "client_id", "staff_id": "staff_id", "date": "date"}
_COPIED = {"name": "item", "unit_price": "unit_price", "tax1": "tax1", "tax2": "tax2"}


class BookingOperations(Operations):
    """The operations on bookings."""

    def __init__(self) -> None:
        super().__init__(BOOKINGS)

    def create(self, books: Books, call: Call) -> Answer:
        """Store a booking: under 200 by the docs, under 202 as other creates are observed."""
        answer = super().create(books, replace(call, body=_with_iso_day(call.body, books)))
        if not answer.stored or books.dialect == "observed":
            return answer
        return _written(int(read_json(answer.body)["id"]))

    def change_status(self, books: Books, call: Call) -> Answer:
        """Put a booking in a state; nobody knows which may follow which: any may."""
        row = self._row(books, call)
        if row is None:
            return self._missing()
        wanted = call.named["status"]
        if wanted not in map(str, STATES):
            return failed(400, "The status must be 1 (confirmed), 3 (cancelled) or 4 (done)")
        with transaction(books.connection):
            books.records(BOOKINGS.path).change(row["id"], {"status": int(wanted)})
        return done()

    def convert_to_invoice(self, books: Books, call: Call) -> Answer:
        """Make an invoice of a booking, once: its products at their own prices and taxes."""
        row = self._row(books, call)
        if row is None:
            return self._missing()
        if row["converted"]:
            return failed(400, "The booking has been converted to an invoice before")
        sent = {name: row[column] for column, name in _TAKEN_OVER.items()}
        sent |= {"notes": row["description"], "source_type": _KIND, "source_id": row["id"]}
        sent = _there(sent)
        draft = Writer(INVOICES, books).judged(
            sent, accept(INVOICES.columns, sent), {"InvoiceItem": _lines(row["id"], books)}
        )
        if draft.reasons:
            said = "; ".join(
                f"{member} {reason}"
                for members in draft.reasons.values()
                for member, reason in members.items()
            )
            return failed(400, f"The booking cannot become an invoice: {said}")
        with transaction(books.connection):
            number = Writer(INVOICES, books).store(draft)
            books.records(BOOKINGS.path).change(row["id"], {"converted": 1})
        return _written(number)

    def _missing(self) -> Answer:
        return failed(404, "Booking not found")


def booking_resources(with_books: WithBooks) -> Iterator[Resource]:
    """Give the paths of bookings; `with_books` finds the company of a call and opens its books."""
    operations = BookingOperations()
    place = "/daftra/api2/bookings"
    yield Resource(f"{place}/add", {"POST": with_books(operations.create)}, creates=True)
    yield Resource(f"{place}/{{id}}", {"DELETE": with_books(operations.delete)})
    changing = {"GET": with_books(operations.change_status)}
    yield Resource(f"{place}/change_status/{{id}}/{{status}}", changing)
    converting = {"GET": with_books(operations.convert_to_invoice)}
    yield Resource(f"{place}/convert_to_invoice/{{id}}", converting)


def _lines(booking: int, books: Books) -> list[dict[str, Any]]:
    """Give a line of an invoice for each product that is booked."""
    lines = []
    for item in books.records(BOOKING_ITEMS.path).matching(booking_id=booking):
        product = books.find("products", item["product_id"])
        if product is not None:
            copied = {name: product[column] for column, name in _COPIED.items()}
            lines.append(_there({**copied, "product_id": product["id"], "quantity": 1}))
    return lines


def _there(values: dict[str, Stored]) -> dict[str, Stored]:
    return {name: value for name, value in values.items() if value is not None}


def _written(number: int) -> Answer:
    return json_answer(200, {"code": 200, "result": SUCCESS, "id": number}, stored=True)


def _with_iso_day(content: bytes, books: Books) -> bytes:
    """Rewrite the day of a booking; what cannot be read is judged elsewhere."""
    try:
        body = read_json(content)
    except MalformedJsonError:
        return content
    header = body.get(BOOKINGS.key) if isinstance(body, dict) else None
    if not isinstance(header, dict) or "date" not in header:
        return content
    return write_json({**body, BOOKINGS.key: {**header, "date": iso_day(header["date"], books)}})
