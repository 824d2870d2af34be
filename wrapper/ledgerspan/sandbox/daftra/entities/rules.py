"""What most entities of v2 ask of a write: the members that the docs call required."""

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.table import Draft, Rules


class EntityRules(Rules):
    """A create names every one of `required`; an update keeps those that it leaves out."""

    def __init__(self, *required: str) -> None:
        self._required = required

    def settle(self, draft: Draft, books: Books) -> None:
        """Complain about each that is not there, or sent with nothing in it."""
        del books
        for name in self._required:
            if draft.sent.get(name) in (None, "") and (name in draft.sent or draft.before is None):
                draft.complain(name, "is required")
