"""Hold what records of an entity are listed by: sent to the server, and verified on arrival."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Self

import msgspec
from daftra_client.codec import bracketed

from ledgerspan.errors import ConfigurationError
from ledgerspan.filters import Filters
from ledgerspan.models.entity import Entity

from .entity_conditions import LISTS, MOST_VALUES, Condition, conditions_of, order_of
from .entity_matching import is_verifiable, may_meet


class EntityFilters(Filters, frozen=True, kw_only=True):
    """Hold the conditions of which `every` one holds, those of which one of `either` does.

    `order` is the query of `sort`. A record that states a member of a condition is held against
    it; one that does not is let through, since rows differ by entity, depth and account.
    """

    every: tuple[Condition, ...] = ()
    either: tuple[Condition, ...] = ()
    order: Mapping[str, str] = msgspec.field(default_factory=dict)

    @classmethod
    def of(cls, filters: Mapping[str, Any] | None, sort: Mapping[str, str] | None) -> Self:
        """Read what a user gives; raises ConfigurationError for what cannot be sent."""
        every, either = conditions_of(filters or {})
        return cls(every=tuple(every), either=tuple(either), order=order_of(sort or {}))

    def parts(self) -> tuple[Self, ...]:
        """Split a long `in` over several listings of at most ten values each.

        Raises ConfigurationError where that would change what is listed: two long lists, a long
        one that excludes or is an alternative, and an order, which holds within a request only.
        """
        long = [
            condition
            for condition in (*self.every, *self.either)
            if condition.operator in LISTS and len(condition.wanted) > MOST_VALUES
        ]
        if not long:
            return (self,)
        split = long[0]
        if len(long) > 1 or split.operator != "in" or split in self.either or self.order:
            raise ConfigurationError(
                f"{split.label} has {len(split.wanted)} values, and addresses hold about "
                f"{MOST_VALUES}: give one long `in` at most, outside of `or` and without sort, "
                "which is then asked for in several requests"
            )
        place = self.every.index(split)
        return tuple(
            msgspec.structs.replace(
                self, every=(*self.every[:place], part, *self.every[place + 1 :])
            )
            for start in range(0, len(split.wanted), MOST_VALUES)
            for part in (
                msgspec.structs.replace(split, wanted=split.wanted[start : start + MOST_VALUES]),
            )
        )

    def query(self) -> list[tuple[str, Any]]:
        """Return the query parameters, in brackets."""
        pairs = [pair for one in self.every for pair in bracketed({"filter": one.query()})]
        for one in self.either:
            pairs += bracketed({"filter": {"or": one.query()}})
        return pairs + bracketed({"sort": self.order})

    def members(self) -> tuple[str, ...]:
        """Return the members that a record must state for its filters to be verified here."""
        return tuple(
            one.member
            for one in (*self.every, *self.either)
            if is_verifiable(one) and one.operator != "is_null"
        )

    def asked(self) -> tuple[str, ...]:
        """Return the names of the conditions, `or` for all alternatives together."""
        return (*(one.label for one in self.every), *(("or",) if self.either else ()))

    def applied(self, sent: Collection[str]) -> dict[str, str]:
        """Say which conditions are verified here; the server is asked for all of them."""
        del sent
        told = {
            one.label: _VERIFIED if is_verifiable(one) else "server alone" for one in self.every
        }
        if self.either:
            told["or"] = _VERIFIED if all(map(is_verifiable, self.either)) else "server alone"
        return told

    def refuse(self, record: Entity) -> str | None:
        """Return the first condition that a record cannot meet, None when it may meet all."""
        members = record.members
        for condition in self.every:
            if not may_meet(condition, members):
                return condition.label
        if self.either and not any(may_meet(one, members) for one in self.either):
            return "or"
        return None


_VERIFIED = "server, verified here where a record states it"
