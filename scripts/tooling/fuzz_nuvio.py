"""The shadow of a Nuvio income or expense: what must be read after what was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tooling.fuzz_exchange import Finding
from tooling.fuzz_money import amount_of
from tooling.fuzz_target import Target


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of document names its number, its date and its party.

    `kept` is what an update keeps when it is left out; everything else is as on a create.
    """

    number: str
    day: str
    party: str
    kept: tuple[str, ...]


DOCUMENTS = {
    "income": _Kind(
        "invoiceNumber", "invoiceDate", "customer", ("invoiceNumber", "invoiceDate", "currency")
    ),
    "expense": _Kind("referenceNumber", "expenseDate", "supplier", ("expenseDate", "currency")),
}
"""The kinds of document, as their paths spell them."""


def written_findings(
    name: str,
    sent: Mapping[str, Any],
    read: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    target: Target,
) -> Iterator[Finding]:
    """Judge what is read after a create (`before` None) or an update of `before`."""
    kind = DOCUMENTS[name]
    for member, value in _expected(kind, sent, before, target).items():
        if read.get(member) != value:
            yield f"{member}: {value!r} was written, {read.get(member)!r} is read"
    if name == "income" and not read.get(kind.number):
        yield "the income has no invoice number"
    yield from _reference_findings(sent, read, kind.party, "entityCode")
    yield from _reference_findings(sent, read, "project", "projectCode")
    tags = {str(tag).lower() for tag in sent.get("tags") or []}
    if {str(tag.get("id")) for tag in read.get("tags") or []} != tags:
        yield "the tags are not the ones that were written"
    lines, shown = sent.get("items") or [], read.get("items") or []
    if len(lines) != len(shown):
        yield f"{len(lines)} lines were written, {len(shown)} are read"
    for place, (line, item) in enumerate(zip(lines, shown, strict=False)):
        yield from (f"line {place}: {finding}" for finding in _line_findings(line, item))


def same_findings(before: Any, now: Any) -> Iterator[Finding]:
    """Judge two readings of a record that nobody wrote to in between.

    Prices are text in one answer and a number in another (published); both are read as decimals.
    """
    old, new = _plain(before), _plain(now)
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield f"{name} was {old.get(name)!r} and is {new.get(name)!r} without a write"


def _expected(
    kind: _Kind, sent: Mapping[str, Any], before: Mapping[str, Any] | None, target: Target
) -> dict[str, Any]:
    expected: dict[str, Any] = dict.fromkeys(
        (kind.number, "description", "dueDate", "exchangeRate")
        if kind.number not in kind.kept
        else ("description", "dueDate", "exchangeRate")
    )
    if before is not None:
        expected |= {name: before.get(name) for name in kind.kept}
    else:
        if target.today is not None:
            expected[kind.day] = target.today
        if target.currency is not None:
            expected["currency"] = target.currency
    names = (*expected, *kind.kept)
    return expected | {name: sent[name] for name in names if name in sent}


def _reference_findings(
    sent: Mapping[str, Any], read: Mapping[str, Any], thing: str, code: str
) -> Iterator[Finding]:
    """Judge a reference by id or by code; the id wins (published)."""
    shown = read.get(thing) or {}
    wanted, found = sent.get(f"{thing}Code"), shown.get(code)
    if sent.get(f"{thing}Id") is not None:
        wanted, found = str(sent[f"{thing}Id"]).lower(), shown.get("id")
    if wanted != found:
        yield f"{thing}: {wanted!r} was written, {found!r} is read"


def _line_findings(line: Mapping[str, Any], item: Mapping[str, Any]) -> Iterator[Finding]:
    for name in ("quantity", "unitPrice"):
        if name in line and amount_of(line, name) != amount_of(item, name):
            yield f"{name}: {line[name]} was written, {item.get(name)} is read"
    wanted, found = line.get("productCode"), item.get("productCode")
    if line.get("productId") is not None:
        wanted, found = str(line["productId"]).lower(), item.get("productId")
    if wanted != found:
        yield f"product: {wanted!r} was written, {found!r} is read"
    taxes = {str(tax).lower() for tax in line.get("itemTaxes") or []}
    if {str(tax.get("taxId")) for tax in item.get("itemTaxes") or []} != taxes:
        yield "the taxes are not the ones that were written"


def _plain(record: Any) -> dict[str, Any]:
    """Read prices as decimals, and a member that is left out as null."""
    members = {name: value for name, value in record.items() if value is not None}
    if "items" not in record:
        return members
    members["items"] = [
        {**{name: value for name, value in item.items() if value is not None}}
        | {"unitPrice": amount_of(item, "unitPrice")}
        for item in record["items"] or []
    ]
    return members
