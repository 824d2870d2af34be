"""Read a list of keys that a write sends: the records that it names must be there."""

from ledgerspan.sandbox.daftra.accept import RefusedError, stored_value
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Column
from ledgerspan.sandbox.daftra.table import Draft


def records_named(draft: Draft, member: str, path: str, books: Books) -> list[int] | None:
    """Give the ids of `member`, each once; None where it was not sent, or is complained about."""
    if member not in draft.sent:
        return None
    sent = draft.sent[member]
    if not isinstance(sent, list):
        draft.complain(member, "must be a list of ids")
        return None
    numbers: dict[int, None] = {}
    for each in sent:
        try:
            number = stored_value(Column(member, "id", takes_null=False), each)
        except RefusedError as refused:
            draft.complain(member, str(refused))
            return None
        if books.find(path, number) is None:
            draft.complain(member, f"{number} is not in this account")
            return None
        numbers[int(number or 0)] = None
    return list(numbers)
