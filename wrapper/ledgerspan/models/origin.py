"""Keep what came: the bytes of a page, split into records the first time someone asks.

A record holds the page and its place in it, so reading costs nothing until `.raw` is used.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from .words import FieldOrigin

Splitter = Callable[[bytes], list[bytes]]


class Explanation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Tell where one common field came from.

    `provider_field` is a dotted path in the provider's record (or the fields that a computed value
    is made of); `note` says how, where that is not obvious.
    """

    field: str
    origin: FieldOrigin
    provider_field: str | None = None
    note: str | None = None


class Source(msgspec.Struct, frozen=True, gc=False):
    """Say in a mapping table where a field comes from when it has a value."""

    provider_field: str
    origin: FieldOrigin = FieldOrigin.SENT
    note: str | None = None
    # A common field without which nothing had to be computed: the value is then the sent one.
    computed_with: str | None = None
    # Members of the provider's record of which one that says something is the value, as sent.
    sent_as: tuple[str, ...] = ()

    def sent_member(self, raw: Mapping[str, Any]) -> str | None:
        """Return which of `sent_as` says something in a record, wrapped in its key or bare."""
        inner = next(iter(raw.values()), None) if len(raw) == 1 else None
        record = inner if isinstance(inner, Mapping) else raw
        return next((name for name in self.sent_as if not _is_empty(record.get(name))), None)


class Origin:
    """Hold the bytes of one answer and give each record of it back untouched.

    Numbers come back as Decimal where the provider wrote a fraction or an exponent, so that
    nothing is lost to binary floating point.
    """

    __slots__ = ("_content", "_records", "_split", "table")

    def __init__(self, content: bytes, split: Splitter, table: Mapping[str, Source]) -> None:
        self._content = content
        self._split = split
        self._records: list[bytes] | None = None
        self.table = table

    def record_bytes(self, index: int) -> bytes:
        """Return the bytes of the record at `index`, exactly as they came."""
        if self._records is None:
            self._records = self._split(self._content)
        return self._records[index]

    def record(self, index: int) -> dict[str, Any]:
        """Decode the record at `index`."""
        decoded = json.loads(self.record_bytes(index), parse_float=_fraction, parse_int=_whole)
        return decoded if isinstance(decoded, dict) else {"": decoded}

    def told_by(self, table: Mapping[str, Source]) -> Origin:
        """Return the same bytes under another table, for records that said things elsewhere."""
        return Origin(self._content, self._split, table)

    def alone(self, index: int) -> tuple[bytes, Mapping[str, Source]]:
        """Return what pickling one record needs: its own bytes, not those of its page."""
        return self.record_bytes(index), self.table


def _is_empty(value: object) -> bool:
    # Zeros and dates of zeros, too: what a value is computed in place of.
    return value in (None, [], {}, 0) or (isinstance(value, str) and not value.strip("0-:. "))


def whole(content: bytes) -> list[bytes]:
    """Split bytes that are one record."""
    return [content]


def _fraction(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        # An exponent beyond what a Decimal holds: kept as it was written.
        return text


def _whole(text: str) -> int | Decimal:
    try:
        return int(text)
    except ValueError:
        # More digits than Python turns into an int; a Decimal takes them all.
        return Decimal(text)
