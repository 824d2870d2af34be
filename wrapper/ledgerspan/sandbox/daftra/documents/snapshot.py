"""Copy the name and address of a client or supplier into a document (published)."""

from collections.abc import Iterable

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Column
from ledgerspan.sandbox.daftra.table import Draft


def copy_party(
    draft: Draft, books: Books, path: str, member: str, snapshot: Iterable[Column]
) -> None:
    """Fill the members of `snapshot` that are empty from the party that `member` names."""
    party = books.find(path, draft.values[member])
    if party is None:
        return
    prefix = member.removesuffix("id")
    for column in snapshot:
        if draft.values[column.name] is None:
            draft.values[column.name] = party[column.name.removeprefix(prefix)]
