"""Describe a ledger account to be created."""

from __future__ import annotations

from typing import ClassVar

from ledgerspan.models import LedgerSide

from .draft import Draft


class LedgerAccountDraft(Draft, frozen=True, kw_only=True):
    """Describe a ledger account to create; `category` is an id."""

    name: str
    side: LedgerSide
    code: str | None = None
    category: str | None = None

    what: ClassVar[str] = "ledger account"
