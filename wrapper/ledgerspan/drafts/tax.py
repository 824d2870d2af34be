"""Describe a tax to be created."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from ledgerspan.errors import FieldError

from .draft import Draft
from .name import name_faults


class TaxDraft(Draft, frozen=True, kw_only=True):
    """Describe a tax to create; `rate` is in percent: 15 for 15 %, not 0.15.

    Daftra needs the rate; on Nuvio only the name can be written. `inclusive` says whether prices
    already contain the tax; None leaves it to the provider (Daftra: they do not).
    """

    name: str
    rate: Decimal | None = None
    inclusive: bool | None = None
    description: str | None = None

    what: ClassVar[str] = "tax"

    def _faults(self) -> Iterator[FieldError]:
        yield from name_faults("name", self.name)
        if self.rate is not None:
            yield from rate_faults("rate", self.rate)


def rate_faults(path: str, rate: object) -> Iterator[FieldError]:
    """Yield what is wrong with a rate; one below zero withholds."""
    if not isinstance(rate, Decimal) or not rate.is_finite():
        yield FieldError(path, f"a finite Decimal is needed, in percent, not {rate!r}")
