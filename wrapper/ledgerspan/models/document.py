"""Hold the one shape of every document; an Income and an Expense are Documents.

`None` always means that the provider did not say.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

import msgspec

from .checks import Finding, check_document
from .origin import Explanation, Origin, Source, whole
from .parts import Attachment, Line, PaymentRef, Ref, TaxAmount
from .words import FieldOrigin, PaymentStatus, Provider

# Fields that are empty when the provider did not say.
_SILENT: tuple[object, ...] = (None, (), PaymentStatus.UNKNOWN)


class Document(msgspec.Struct, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry one document of either provider, exactly.

    Amounts are Decimals in `currency` (ISO 4217); `date` and `due_date` are calendar days of the
    company; `created_at` and `updated_at` are naive where the provider names no zone.
    Two documents are equal when all common fields are; `raw` does not count.
    """

    id: str
    provider: Provider
    number: str | None = None
    date: datetime.date | None = None
    due_date: datetime.date | None = None
    currency: str | None = None
    exchange_rate: Decimal | None = None
    contact: Ref | None = None
    project: Ref | None = None
    account: Ref | None = None
    category: str | None = None
    description: str | None = None
    lines: tuple[Line, ...] = ()
    taxes: tuple[TaxAmount, ...] = ()
    subtotal: Decimal | None = None
    tax_total: Decimal | None = None
    discount: Decimal | None = None
    total: Decimal | None = None
    paid: Decimal | None = None
    due: Decimal | None = None
    payment_status: PaymentStatus = PaymentStatus.UNKNOWN
    payment_status_text: str | None = None
    is_draft: bool | None = None
    tags: tuple[Ref, ...] = ()
    payments: tuple[PaymentRef, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    created_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None
    # Positions in the page of bytes that this record came in: what `raw` decodes when asked.
    _origin: Origin | None = None
    _index: int = 0

    @property
    def raw(self) -> Mapping[str, Any]:
        """Return the record exactly as it came, fractions as Decimal; empty if made by hand."""
        return {} if self._origin is None else self._origin.record(self._index)

    def explain(self, field: str) -> Explanation:
        """Tell where a common field came from: sent, computed (from what) or absent.

        Raises ValueError for a name that is no common field.
        """
        if field not in self.fields():
            raise ValueError(f"{field!r} is no field of a document; there are: {self.fields()}")
        source = None if self._origin is None else self._origin.table.get(field)
        if source is None or getattr(self, field) in _SILENT:
            return Explanation(
                field=field,
                origin=FieldOrigin.ABSENT,
                provider_field=None if source is None else source.provider_field,
            )
        origin = source.origin
        if source.computed_with is not None and getattr(self, source.computed_with) in _SILENT:
            origin = FieldOrigin.SENT
        return Explanation(
            field=field,
            origin=origin,
            provider_field=source.provider_field,
            note=source.note,
        )

    def check(self) -> tuple[Finding, ...]:
        """Compare the amounts with each other; return what does not add up. Never raises."""
        return check_document(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the common fields as plain JSON values: Decimals and dates as text."""
        return {name: msgspec.to_builtins(getattr(self, name)) for name in self.fields()}

    @classmethod
    def fields(cls) -> tuple[str, ...]:
        """Return the names of the common fields, in order."""
        return tuple(name for name in cls.__struct_fields__ if not name.startswith("_"))

    def __repr__(self) -> str:
        said = {name: getattr(self, name) for name in self.fields()}
        shown = ", ".join(
            f"{name}={value!r}" for name, value in said.items() if value not in _SILENT
        )
        return f"{type(self).__name__}({shown})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document) or type(self) is not type(other):
            return NotImplemented
        return self._values() == other._values()

    def __ne__(self, other: object) -> bool:
        # msgspec gives every Struct one that compares by identity.
        same = self.__eq__(other)
        return same if same is NotImplemented else not same

    def __hash__(self) -> int:
        return hash(self._values())

    def __reduce__(self) -> tuple[Any, ...]:
        # A record is pickled with its own bytes, not with those of the whole page.
        kept = None if self._origin is None else self._origin.alone(self._index)
        return _restore, (type(self), self._values(), kept)

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.fields())

    @classmethod
    def _restore(
        cls, values: tuple[Any, ...], kept: tuple[bytes, Mapping[str, Source]] | None
    ) -> Self:
        origin = None if kept is None else Origin(kept[0], whole, kept[1])
        return cls(**dict(zip(cls.fields(), values, strict=True)), _origin=origin)


class Income(Document, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry money earned: a Daftra income, a Nuvio income (which is also its invoice)."""


class Expense(Document, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry money spent: a Daftra expense, a Nuvio expense (which is also its bill)."""


def _restore(
    shape: type[Document], values: tuple[Any, ...], kept: tuple[bytes, Mapping[str, Source]] | None
) -> Document:
    return shape._restore(values, kept)  # noqa: SLF001
