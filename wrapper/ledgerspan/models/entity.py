"""Hold a record of any kind, for those that the common model has no noun for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .record import Record


class Entity(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a flat record of Daftra's v2: `record["total_debit"]`, `record.get("deleted_at")`.

    `entity` is its kind ("journal"), `members` everything it says, unchanged: fractions are
    Decimal, relations (from level 2 on) are mappings and lists, and whether a number comes as a
    text is the server's choice. `id` is "" where the record has none.
    """

    entity: str
    members: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.members[name]

    def __contains__(self, name: object) -> bool:
        return name in self.members

    def __iter__(self) -> Iterator[str]:
        return iter(self.members)

    def keys(self) -> Iterator[str]:
        """Return the names of the members, in the order in which they came."""
        return iter(self.members)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a member, `default` where the record does not have it."""
        return self.members.get(name, default)

    def __hash__(self) -> int:
        # Members may hold lists; equal records have equal ids.
        return hash((self.id, self.provider, self.entity))
