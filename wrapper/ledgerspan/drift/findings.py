"""Say what drift is: a sighting is one place in one answer, a finding counts its like."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from ledgerspan.specs.bundle import Api


class Kind(StrEnum):
    """Name what differs from the description."""

    OPERATION = "undocumented operation"
    STATUS = "undocumented status"
    CONTENT_TYPE = "content type"
    NOT_JSON = "not JSON"
    FIELD = "undocumented field"
    TYPE = "type seen"
    MISSING = "missing required"
    CODE = "unknown enum value"
    HEADER = "missing header"
    MISMATCH = "mismatch"
    """Told by a client to `on_event`: it could not read the member and left it out."""


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """Hold one difference: where, what was expected, what kind of value was there instead.

    `pointer` is a JSON pointer into the body in which indexes and keys that are numbers are `*`;
    "" is the answer as a whole. `example` is masked unless values were asked for.
    """

    kind: Kind
    pointer: str = ""
    expected: str = ""
    seen: str = ""
    example: str = ""


class Place(msgspec.Struct, frozen=True):
    """Name what answered: the API, the operationId (or method and path), the status.

    Mismatches that clients tell have no status, and no API where only a resource is named.
    """

    api: Api | None
    operation: str
    status: int | None


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Count what was seen alike: the same kind at the same place with the same kind of value.

    `count` counts the places in all answers, `first` and `last` are the numbers of the exchanges
    that had them, from 1.
    """

    api: Api | None
    operation: str
    status: int | None
    kind: Kind
    pointer: str
    expected: str
    seen: str
    count: int
    example: str
    first: int
    last: int


class Tally:
    """Count sightings; what is beyond `limit` different ones is counted in `untold` alone."""

    def __init__(self, limit: int = 1000) -> None:
        self._limit = limit
        self._found: dict[tuple[Any, ...], Finding] = {}
        self.untold = 0

    def add(self, place: Place, sighting: Sighting, exchange: int) -> None:
        """Count one sighting in an exchange of this number."""
        key = (place, sighting.kind, sighting.pointer, sighting.seen)
        known = self._found.get(key)
        if known is not None:
            self._found[key] = msgspec.structs.replace(
                known, count=known.count + 1, last=max(known.last, exchange)
            )
        elif len(self._found) >= self._limit:
            self.untold += 1
        else:
            self._found[key] = Finding(
                **msgspec.structs.asdict(place),
                **msgspec.structs.asdict(sighting),
                count=1,
                first=exchange,
                last=exchange,
            )

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings by API, operation, status and pointer."""
        return tuple(sorted(self._found.values(), key=_order))


def _order(finding: Finding) -> tuple[Any, ...]:
    return (
        finding.api or "",
        finding.operation,
        finding.status or 0,
        finding.pointer,
        finding.kind,
        finding.seen,
    )
