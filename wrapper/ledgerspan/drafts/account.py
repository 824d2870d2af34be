"""Describe a money account to be created."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from ledgerspan.models import AccountKind

from .draft import Draft


class AccountDraft(Draft, frozen=True, kw_only=True):
    """Describe a money account to create."""

    name: str
    currency: str | None = None
    kind: AccountKind | None = None
    number: str | None = None
    bank_name: str | None = None
    opening_balance: Decimal | None = None
    description: str | None = None

    what: ClassVar[str] = "account"
