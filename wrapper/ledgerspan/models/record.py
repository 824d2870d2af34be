"""Hold what every record of the common model has: its bytes, its origin, its equality.

`None` always means that the provider did not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Self

import msgspec

from .origin import Explanation, Origin, Source, whole
from .words import FieldOrigin, Provider

if TYPE_CHECKING:
    from .checks import Finding


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry one record of either provider, exactly.

    Two records are equal when all common fields are; `raw` does not count.
    """

    id: str
    provider: Provider
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
            kind = type(self).__name__
            raise ValueError(f"{field!r} is no field of {kind}; there are: {self.fields()}")
        source = None if self._origin is None else self._origin.table.get(field)
        if source is None or is_silent(getattr(self, field)):
            return Explanation(
                field=field,
                origin=FieldOrigin.ABSENT,
                provider_field=None if source is None else source.provider_field,
            )
        origin = source.origin
        sent_as = source.sent_member(self.raw) if source.sent_as else None
        if sent_as is not None:
            return Explanation(field=field, origin=FieldOrigin.SENT, provider_field=sent_as)
        if source.computed_with is not None and is_silent(getattr(self, source.computed_with)):
            origin = FieldOrigin.SENT
        return Explanation(
            field=field,
            origin=origin,
            provider_field=source.provider_field,
            note=source.note,
        )

    def check(self) -> tuple[Finding, ...]:
        """Return what does not add up in the record; a finding is no error. Never raises."""
        return ()

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
            f"{name}={value!r}" for name, value in said.items() if not is_silent(value)
        )
        return f"{type(self).__name__}({shown})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record) or type(self) is not type(other):
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


def is_silent(value: object) -> bool:
    """Tell whether a field says nothing: None, no items, or the word UNKNOWN of an enum."""
    return value is None or value == () or (isinstance(value, Enum) and value.value == "unknown")


def told_differently(before: Record, now: Record) -> tuple[str, ...]:
    """Return the fields in which both records say something, and not the same.

    A row of a list says less than the record read alone, which is no difference.
    """
    return tuple(
        name
        for name in before.fields()
        if not is_silent(one := getattr(before, name))
        and not is_silent(other := getattr(now, name))
        and one != other
    )


def _restore(
    shape: type[Record], values: tuple[Any, ...], kept: tuple[bytes, Mapping[str, Source]] | None
) -> Record:
    return shape._restore(values, kept)  # noqa: SLF001
