"""The paths of documents and payments that are not uniform; they come before the uniform ones."""

from collections.abc import Callable, Iterator

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.documents.operations import (
    InvoicePaymentOperations,
    SalesOperations,
)
from ledgerspan.sandbox.daftra.documents.sales import INVOICES, SALES
from ledgerspan.sandbox.daftra.operations import Operations
from ledgerspan.sandbox.exchange import Answer, Call
from ledgerspan.sandbox.service import Operation, Resource

WithBooks = Callable[[Callable[[Books, Call], Answer]], Operation]


def document_resources(with_books: WithBooks) -> Iterator[Resource]:
    """Give every such path; `with_books` finds the company of a call and opens its books."""
    invoices = SalesOperations(INVOICES)
    # Before `/invoices/{id}`, which would take it for an id.
    bulk = {"POST": with_books(invoices.add_bulk)}
    yield Resource("/daftra/api2/invoices/add_bulk.json", bulk)
    for table in SALES:
        operations = SalesOperations(table)
        # A POST to the record updates an invoice as a PUT does (published).
        also = {"POST": with_books(operations.update)} if table is INVOICES else {}
        yield from _resources(with_books, operations, also)
    yield from _resources(with_books, InvoicePaymentOperations(), {})


def _resources(
    with_books: WithBooks, operations: Operations, also: dict[str, Operation]
) -> Iterator[Resource]:
    path = f"/daftra/api2/{operations.table.path}"
    collection = {"GET": with_books(operations.list), "POST": with_books(operations.create)}
    record = {
        "GET": with_books(operations.get),
        "PUT": with_books(operations.update),
        "DELETE": with_books(operations.delete),
        **also,
    }
    yield Resource(path, collection, creates=True)
    yield Resource(f"{path}.json", collection, creates=True)
    yield Resource(f"{path}/{{id}}", record)
