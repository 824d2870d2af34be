"""The paths of follow-ups, work and stock that are not uniform; they come before those that are."""

from collections.abc import Callable, Iterator

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.operating.attendance import CLIENT_ATTENDANCES
from ledgerspan.sandbox.daftra.operating.follow_up_operations import FollowUpOperations
from ledgerspan.sandbox.daftra.operating.follow_ups import FOLLOW_UP_ACTIONS, FOLLOW_UP_STATUSES
from ledgerspan.sandbox.daftra.operating.listings import list_model
from ledgerspan.sandbox.daftra.operating.note_operations import NoteOperations
from ledgerspan.sandbox.daftra.operations import Operations
from ledgerspan.sandbox.daftra.stock.requisition_operations import RequisitionOperations
from ledgerspan.sandbox.exchange import Answer, Call
from ledgerspan.sandbox.service import Operation, Resource

WithBooks = Callable[[Callable[[Books, Call], Answer]], Operation]


def operating_resources(with_books: WithBooks) -> Iterator[Resource]:
    """Give every such path; `with_books` finds the company of a call and opens its books."""
    yield Resource("/daftra/api2/listing/{model}", {"GET": with_books(list_model)})
    visits = Operations(CLIENT_ATTENDANCES)
    yield Resource(
        "/daftra/api2/client-attendance-log/store",
        {"POST": with_books(visits.create)},
        creates=True,
    )
    for table in (FOLLOW_UP_ACTIONS, FOLLOW_UP_STATUSES):
        follow_ups = FollowUpOperations(table)
        reading = {"GET": with_books(follow_ups.get), "DELETE": with_books(follow_ups.delete)}
        yield Resource(f"/daftra/api2/{table.path}/{{id}}", reading)
    notes = NoteOperations()
    creating = {"POST": with_books(notes.create)}
    yield Resource("/daftra/api2/notes/{type}/{id}", creating, creates=True)
    yield Resource("/daftra/api2/notes/{id}", _record(with_books, notes))
    requisitions = RequisitionOperations()
    collection = {"GET": with_books(requisitions.list), "POST": with_books(requisitions.create)}
    yield Resource("/daftra/api2/requisitions", collection, creates=True)
    yield Resource("/daftra/api2/requisitions.json", collection, creates=True)
    yield Resource("/daftra/api2/requisitions/{id}", _record(with_books, requisitions))


def _record(with_books: WithBooks, operations: Operations) -> dict[str, Operation]:
    return {
        "GET": with_books(operations.get),
        "PUT": with_books(operations.update),
        "DELETE": with_books(operations.delete),
    }
