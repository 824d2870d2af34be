"""Members that an account defines itself: shown where `load_custom_data` asks for them."""

from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import View


def custom_data(books: Books, view: View, **members: Any) -> dict[str, Any]:
    """Give `members` to a list that asks for them with `load_custom_data=1` (published).

    Nobody has shown what they look like: we put each beside the others, under its own name.
    """
    asked = view == "list" and books.parameters.get("load_custom_data") == "1"
    return members if asked else {}
