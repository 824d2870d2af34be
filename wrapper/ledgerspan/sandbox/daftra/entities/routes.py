"""The paths of v2 that are served here. No delete is documented, and none is served."""

from collections.abc import Callable, Iterator

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.entities.multi import read_several
from ledgerspan.sandbox.daftra.entities.operations import list_records, show_record
from ledgerspan.sandbox.daftra.entities.writes import create_record, update_record
from ledgerspan.sandbox.exchange import Answer, Call
from ledgerspan.sandbox.service import Operation, Resource

WithBooks = Callable[[Callable[[Books, Call], Answer]], Operation]
_ENTITY = "/daftra/v2/api/entity/{entity}"


def entity_resources(with_books: WithBooks) -> Iterator[Resource]:
    """Give every path; `with_books` finds the company of a call and opens its books."""
    listing = {"GET": with_books(list_records)}
    # Lists first: the other paths would take `list` for an id.
    for path in (f"{_ENTITY}/list", f"{_ENTITY}/list/{{level}}"):
        yield Resource(path, listing)
    yield Resource(f"{_ENTITY}/{{id}}/{{level}}", {"GET": with_books(show_record)})
    yield Resource(f"{_ENTITY}/{{id}}", {"PUT": with_books(update_record)})
    yield Resource(_ENTITY, {"POST": with_books(create_record)}, creates=True)
    yield Resource("/daftra/v2/api/multi-entity", {"POST": with_books(read_several)})
