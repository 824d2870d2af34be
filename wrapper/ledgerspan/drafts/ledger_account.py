"""Describe a ledger account to be created."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ledgerspan.errors import FieldError

from .draft import Draft


class LedgerAccountDraft(Draft, frozen=True, kw_only=True):
    """Describe a ledger account to create; `category` is an id.

    `side_text` is the provider's code for the side on which the account grows: "0" or "1" on
    Daftra, whose docs do not say which is which. Copy it from an account of the same nature:
    `LedgerAccountDraft(name="Cleaning", side_text=rent.side_text, category=rent.category.id)`.
    A code that is in use is refused by the provider.
    """

    name: str
    side_text: str
    code: str | None = None
    category: str | None = None
    is_active: bool | None = None

    what: ClassVar[str] = "ledger account"

    def _faults(self) -> Iterator[FieldError]:
        if not isinstance(self.name, str) or not self.name.strip():
            yield FieldError("name", f"a ledger account has a name, not {self.name!r}")
