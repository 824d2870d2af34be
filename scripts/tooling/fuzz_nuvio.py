"""The shadow of a Nuvio income: what must be read after what was written, and its arithmetic."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from tooling.fuzz_exchange import Finding
from tooling.fuzz_target import Target

_KEPT = ("invoiceNumber", "invoiceDate", "currency")
"""What an update keeps when it is left out; everything else is as on a create."""
_DIGITS = {
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"), 0),
    **dict.fromkeys(("RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
"""Decimals of currencies that do not have two (ISO 4217)."""
# Wide enough for the product of two doubles without loss.
_EXACT = Context(prec=2000)


def written_findings(
    sent: Mapping[str, Any],
    read: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    target: Target,
) -> Iterator[Finding]:
    """Judge what is read after a create (`before` None) or an update of `before`."""
    for name, value in _expected(sent, before, target).items():
        if read.get(name) != value:
            yield f"{name}: {value!r} was written, {read.get(name)!r} is read"
    if not read.get("invoiceNumber"):
        yield "the income has no invoice number"
    yield from _reference_findings(sent, read, "customer", "entityCode")
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


def money_findings(income: Mapping[str, Any]) -> Iterator[Finding]:
    """Judge the totals of an income: lines, taxes, document, rest."""
    lines = income.get("items") or []
    digits = _DIGITS.get(str(income.get("currency")), 2)
    net, tax = Decimal(0), Decimal(0)
    for place, line in enumerate(lines):
        line_tax = _sum(entry.get("taxAmount") for entry in line.get("itemTaxes") or [])
        line_net = _rounded(_EXACT.multiply(_of(line, "quantity"), _of(line, "unitPrice")), digits)
        if _of(line, "totalTaxes") != line_tax:
            yield f"line {place}: totalTaxes {line.get('totalTaxes')} is not {line_tax}"
        if _of(line, "totalAmount") != _EXACT.add(line_net, line_tax):
            yield f"line {place}: totalAmount {line.get('totalAmount')} is not price and tax"
        net, tax = _EXACT.add(net, line_net), _EXACT.add(tax, line_tax)
    paid = _sum(payment.get("amount") for payment in income.get("matchedPayments") or [])
    total = _EXACT.add(net, tax)
    rest = _EXACT.subtract(total, paid)
    facts = {"subTotal": net, "totalTax": tax, "totalAmount": total, "remainingAmount": rest}
    for name, value in facts.items():
        if _of(income, name) != value:
            yield f"{name} is {income.get(name)}, lines and payments make {value}"


def _expected(
    sent: Mapping[str, Any], before: Mapping[str, Any] | None, target: Target
) -> dict[str, Any]:
    expected: dict[str, Any] = dict.fromkeys(("description", "dueDate", "exchangeRate"))
    if before is not None:
        expected |= {name: before.get(name) for name in _KEPT}
    else:
        if target.today is not None:
            expected["invoiceDate"] = target.today
        if target.currency is not None:
            expected["currency"] = target.currency
    names = (*expected, *_KEPT)
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
        if name in line and _of(line, name) != _of(item, name):
            yield f"{name}: {line[name]} was written, {item.get(name)} is read"
    wanted, found = line.get("productCode"), item.get("productCode")
    if line.get("productId") is not None:
        wanted, found = str(line["productId"]).lower(), item.get("productId")
    if wanted != found:
        yield f"product: {wanted!r} was written, {found!r} is read"
    taxes = {str(tax).lower() for tax in line.get("itemTaxes") or []}
    if {str(tax.get("taxId")) for tax in item.get("itemTaxes") or []} != taxes:
        yield "the taxes are not the ones that were written"


def _plain(income: Any) -> dict[str, Any]:
    """Read prices as decimals, and a member that is left out as null."""
    members = {name: value for name, value in income.items() if value is not None}
    members["items"] = [
        {**{name: value for name, value in item.items() if value is not None}}
        | {"unitPrice": _of(item, "unitPrice")}
        for item in income.get("items") or []
    ]
    return members


def _of(members: Mapping[str, Any], name: str) -> Decimal:
    return Decimal(str(members.get(name) or 0))


def _sum(amounts: Any) -> Decimal:
    total = Decimal(0)
    for amount in amounts:
        total = _EXACT.add(total, Decimal(str(amount or 0)))
    return total


def _rounded(amount: Decimal, digits: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _EXACT)
