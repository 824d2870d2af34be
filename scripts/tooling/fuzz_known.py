"""What exists already, as the service itself tells: ids and codes that a body may refer to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tooling.fuzz_place import Place
from tooling.fuzz_probe import Probe
from tooling.fuzz_references import SHARE, Target, sent_references

_MOST = 12
"""Known values of one kind: enough for variety, few enough to meet each other again."""
_CODES = {
    "business-entities": ("entityCode",),
    "projects": ("projectCode",),
    "product-services": ("code",),
    "tags": ("name",),
}

_PAYABLE = (None, "Manual")
"""Accounts that payments may go through: a bank keeps the others itself (published)."""


@dataclass(frozen=True, slots=True)
class Known:
    """Known values by what they refer to, and the date format of the account."""

    values: Mapping[Target, list[Any]] = field(default_factory=dict)
    date_format: str | None = None

    def dictionaries(self) -> dict[str, list[Any]]:
        """Give the values as dictionaries of the fuzzer."""
        return {_name(target): values for target, values in self.values.items() if values}

    def bindings(self, places: Iterable[tuple[str, Target]]) -> dict[str, dict[str, str | float]]:
        """Say for which members of bodies the fuzzer draws from them."""
        return {
            path: {"dictionary": _name(target), "probability": SHARE}
            for path, target in places
            # A body that is itself a list has no name of its own to bind to.
            if self.values.get(target) and path.startswith("body.")
        }


def harvest(api: str, probe: Probe, places: Iterable[Place]) -> Known:
    """Read one list of each kind and keep its ids and codes."""
    values: dict[Target, list[Any]] = {}
    for place in sorted(places):
        rows = [row for row in rows_of(probe, place) if row.get("integrationType") in _PAYABLE]
        for member in ("id", *_CODES.get(place.name, ())):
            values[place, member] = _typed(api, (row.get(member) for row in rows))
    date_format = None
    if api == "daftra":
        date_format = probe.send("GET", "/api2/site_info").at("data", "Site", "date_format")
    return Known(values, None if date_format is None else str(date_format))


def rows_of(probe: Probe, place: Place, limit: int = 100) -> list[dict[str, Any]]:
    """Read the first page of a list."""
    return place.rows_in(probe.send(*place.listing(1, limit)).body)


def missing_references(api: str, place: Place | None, body: Any, probe: Probe) -> list[str]:
    """Ask the service for every reference of a body, and name those that lead to nothing."""
    return [
        f"{place_of.name}.{member}: {value}"
        for (place_of, member), value in _asked(api, place, body)
        if not _exists(probe, place_of, member, value)
    ]


def _asked(api: str, place: Place | None, body: Any) -> Iterator[tuple[Target, str]]:
    yield from dict.fromkeys(sent_references(api, place, body))


def _exists(probe: Probe, place: Place, member: str, value: str) -> bool:
    if member == "id":
        # No id holds a slash; one that does would ask another path.
        if not value.replace("-", "").isalnum() or not value.isascii():
            return False
        found = place.record_in(probe.send("GET", place.one(value)).body)
        return found is not None and str(found.get("id")).lower() == value.lower()
    return value in {str(row.get(member)) for row in rows_of(probe, place)}


def _typed(api: str, found: Iterator[Any]) -> list[Any]:
    """Keep some values; Daftra's ids go out as numbers, which both dialects take."""
    values = list(dict.fromkeys(value for value in found if value not in (None, "", 0, "0")))
    kept = values[:_MOST]
    return [int(value) for value in kept] if api == "daftra" else [str(value) for value in kept]


def _name(target: Target) -> str:
    place, member = target
    return f"{place.style}-{place.name}-{member}".replace("_", "-")
