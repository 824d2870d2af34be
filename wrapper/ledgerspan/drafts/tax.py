"""Describe a tax to be created."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from .draft import Draft


class TaxDraft(Draft, frozen=True, kw_only=True):
    """Describe a tax to create; `rate` is in percent."""

    name: str
    rate: Decimal | None = None
    inclusive: bool | None = None
    description: str | None = None

    what: ClassVar[str] = "tax"
