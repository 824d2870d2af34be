"""The paths of v2 that are served here: reads. Creates and updates are not."""

from collections.abc import Callable, Iterator

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.entities.multi import read_several
from ledgerspan.sandbox.daftra.entities.operations import list_records, show_record
from ledgerspan.sandbox.exchange import Answer, Call
from ledgerspan.sandbox.service import Operation, Resource

WithBooks = Callable[[Callable[[Books, Call], Answer]], Operation]
_ENTITY = "/daftra/v2/api/entity/{entity}"


def entity_resources(with_books: WithBooks) -> Iterator[Resource]:
    """Give every path; `with_books` finds the company of a call and opens its books."""
    listing = {"GET": with_books(list_records)}
    showing = {"GET": with_books(show_record)}
    # Lists first: the other paths would take `list` for an id.
    for path in (f"{_ENTITY}/list", f"{_ENTITY}/list/{{level}}"):
        yield Resource(path, listing)
    for path in (f"{_ENTITY}/{{id}}", f"{_ENTITY}/{{id}}/{{level}}"):
        yield Resource(path, showing)
    yield Resource("/daftra/v2/api/multi-entity", {"POST": with_books(read_several)})
