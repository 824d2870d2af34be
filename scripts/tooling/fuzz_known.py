"""What exists already, as the service itself tells: ids and codes that a body may refer to.

A schema cannot say which clients or projects exist. So a share of the generated references is
drawn from here, and a refusal of any other reference is no news.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tooling.fuzz_probe import Probe
from tooling.fuzz_target import Target

_SHARE = 0.95
"""How often a generated reference is a known one."""
_BINDINGS = {
    "clients": ("body.Income.client_id",),
    "customers": ("body.customerId",),
    "customer_codes": ("body.customerCode",),
    "projects": ("body.projectId",),
    "project_codes": ("body.projectCode",),
    "products": ("body.items[*].productId",),
    "product_codes": ("body.items[*].productCode",),
    "tags": ("body.tags[*]",),
    "tag_names": ("body.tagName",),
    "taxes": ("body.items[*].itemTaxes[*]",),
}


@dataclass(frozen=True, slots=True)
class Known:
    """Known values by kind (a key of `_BINDINGS`), and the date format of the account."""

    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    date_format: str | None = None

    def has(self, kind: str, value: Any) -> bool:
        """Tell whether `value` is one of its kind; UUIDs are the same in either case."""
        return str(value).lower() in {known.lower() for known in self.values.get(kind, ())}

    def first(self, kind: str) -> str | None:
        """Give one value of a kind."""
        return next(iter(sorted(self.values.get(kind, ()))), None)

    def several(self, kind: str) -> list[str]:
        """Give two values of a kind, or as many as there are."""
        return sorted(self.values.get(kind, ()))[:2]

    def dictionaries(self) -> dict[str, list[str | int]]:
        """Give the values as dictionaries of the fuzzer."""
        return {
            kind: [int(value) if kind == "clients" else value for value in sorted(values)]
            for kind, values in self.values.items()
            if values
        }

    def bindings(self) -> dict[str, dict[str, str | float]]:
        """Say for which members the fuzzer draws from them."""
        return {
            place: {"dictionary": kind, "probability": _SHARE}
            for kind in self.dictionaries()
            for place in _BINDINGS[kind]
        }


def harvest(target: Target, probe: Probe) -> Known:
    """Read one list of the company and keep what its records refer to."""
    found: dict[str, set[str]] = {}
    if target.api == "daftra":
        listed = probe.send("GET", "/api2/incomes?limit=100").at("data") or []
        references = _daftra_references(listed)
        date_format = probe.send("GET", "/api2/site_info").at("data", "Site", "date_format")
    else:
        listed = probe.send("POST", "/v1/list-incomes", {}).at("data") or []
        references = _nuvio_references(listed)
        date_format = None
    for kind, value in references:
        if value:
            found.setdefault(kind, set()).add(str(value))
    values = {kind: frozenset(values) for kind, values in found.items()}
    return Known(values, None if date_format is None else str(date_format))


def unknown_references(target: Target, body: Any, known: Known) -> list[str]:
    """Name the references of a write that are not to something known."""
    if not isinstance(body, dict):
        return []
    if target.api == "daftra":
        income = body.get("Income")
        sent = income.get("client_id") if isinstance(income, dict) else None
        references = [("clients", None if sent in (0, "0") else sent)]
    else:
        references = list(_sent_references(body))
    return [
        f"{kind}: {value}"
        for kind, value in references
        if value is not None and not known.has(kind, value)
    ]


def _daftra_references(listed: list[Any]) -> Iterator[tuple[str, Any]]:
    for row in listed:
        client = row["Income"].get("client_id")
        yield "clients", None if client in (0, "0") else client


def _nuvio_references(listed: list[Any]) -> Iterator[tuple[str, Any]]:
    for income in listed:
        customer, project = income.get("customer") or {}, income.get("project") or {}
        yield "customers", customer.get("id")
        yield "customer_codes", customer.get("entityCode")
        yield "projects", project.get("id")
        yield "project_codes", project.get("projectCode")
        for tag in income.get("tags") or []:
            yield "tags", tag["id"]
            yield "tag_names", tag.get("name")
        for item in income.get("items") or []:
            yield "products", item.get("productId")
            yield "product_codes", item.get("productCode")
            for tax in item.get("itemTaxes") or []:
                yield "taxes", tax.get("taxId")


def _sent_references(body: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the references that count: a code only where there is no id (published)."""
    yield from _by_id_or_code(body, "customer")
    yield from _by_id_or_code(body, "project")
    for tag in _listed(body, "tags"):
        yield "tags", tag
    for item in _listed(body, "items"):
        if isinstance(item, dict):
            yield from _by_id_or_code(item, "product")
            for tax in _listed(item, "itemTaxes"):
                yield "taxes", tax


def _by_id_or_code(members: dict[str, Any], thing: str) -> Iterator[tuple[str, Any]]:
    if members.get(f"{thing}Id") is not None:
        yield f"{thing}s", members[f"{thing}Id"]
    else:
        yield f"{thing}_codes", members.get(f"{thing}Code")


def _listed(members: dict[str, Any], name: str) -> list[Any]:
    value = members.get(name)
    return value if isinstance(value, list) else []
