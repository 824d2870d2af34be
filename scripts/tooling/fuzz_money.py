"""The arithmetic of documents: lines, taxes, totals, what is paid and what is open.

Daftra publishes no rounding of its own, so that only sums are judged there which hold in any;
Nuvio publishes the sums of its documents.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Any

from tooling.fuzz_exchange import Finding
from tooling.fuzz_place import Place

Record = Mapping[str, Any]

_DIGITS = {
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"), 0),
    **dict.fromkeys(("RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
"""Decimals of currencies that do not have two (ISO 4217)."""
# Wide enough for the product of two doubles without loss.
_EXACT = Context(prec=2000)
_SALES_LINES, _PURCHASE_LINES = "InvoiceItem", "PurchaseOrderItem"
_ADJUSTED = ("discount", "discount_amount", "shipping_amount", "tax1", "tax2", "adjustment_value")
# Daftra keeps four decimals of a line's amounts.
_LINE_DIGITS = 4


def money_findings(place: Place, record: Record) -> Iterator[Finding]:
    """Judge the amounts of one record of any kind; most kinds have none to judge."""
    if place.style == "nuvio" and place.name in ("income", "expense"):
        yield from _nuvio(record)
    elif place.name == "journals":
        yield from _journal(record)
    elif place.style == "v1" and "summary_total" in record:
        yield from _settled(record)
        yield from _plain_lines(record)


def amount_of(members: Record, name: str) -> Decimal:
    """Read a member as an exact amount; nothing is 0."""
    return Decimal(str(members.get(name) or 0))


def _nuvio(document: Record) -> Iterator[Finding]:
    digits = _DIGITS.get(str(document.get("currency")), 2)
    net, tax = Decimal(0), Decimal(0)
    for place, line in enumerate(document.get("items") or []):
        line_tax = _sum(entry.get("taxAmount") for entry in line.get("itemTaxes") or [])
        price = _EXACT.multiply(amount_of(line, "quantity"), amount_of(line, "unitPrice"))
        line_net = _rounded(price, digits)
        if amount_of(line, "totalTaxes") != line_tax:
            yield f"line {place}: totalTaxes {line.get('totalTaxes')} is not {line_tax}"
        if amount_of(line, "totalAmount") != _EXACT.add(line_net, line_tax):
            yield f"line {place}: totalAmount {line.get('totalAmount')} is not price and tax"
        net, tax = _EXACT.add(net, line_net), _EXACT.add(tax, line_tax)
    paid = _sum(payment.get("amount") for payment in document.get("matchedPayments") or [])
    total = _EXACT.add(net, tax)
    rest = _EXACT.subtract(total, paid)
    facts = {"subTotal": net, "totalTax": tax, "totalAmount": total, "remainingAmount": rest}
    for name, value in facts.items():
        if amount_of(document, name) != value:
            yield f"{name} is {document.get(name)}, lines and payments make {value}"


def _journal(journal: Record) -> Iterator[Finding]:
    """Judge a journal: both sides are equal, and are what its lines add up to (published)."""
    lines = journal.get("JournalTransaction")
    if not isinstance(lines, list) or not lines:
        return
    for side in ("debit", "credit"):
        total, summed = journal.get(f"total_{side}"), _sum(line.get(side) for line in lines)
        if total is not None and Decimal(str(total)) != summed:
            yield f"total_{side} is {total}, the lines make {summed}"
    if _sum(line.get("debit") for line in lines) != _sum(line.get("credit") for line in lines):
        yield "debit and credit of the lines differ"


def _settled(document: Record) -> Iterator[Finding]:
    """Judge what is open: the total without what is paid and given back, never below 0."""
    names = ("summary_total", "summary_paid", "summary_refund", "summary_unpaid")
    total, paid, refund, unpaid = (amount_of(document, name) for name in names)
    if document.get("summary_unpaid") is None or document.get("summary_paid") is None:
        return
    rest = max(Decimal(0), _EXACT.subtract(_EXACT.subtract(total, paid), refund))
    if unpaid != rest:
        yield f"summary_unpaid is {unpaid}; total, paid and refund make {rest}"


def _plain_lines(document: Record) -> Iterator[Finding]:
    """Judge the net of a document whose lines have no discount and no tax."""
    lines = document.get(_SALES_LINES) or document.get(_PURCHASE_LINES)
    if not isinstance(lines, list) or not lines or _adjusted(document):
        return
    if any(not isinstance(line, dict) or _adjusted(line) for line in lines):
        return
    prices = (
        _EXACT.multiply(amount_of(line, "quantity"), amount_of(line, "unit_price"))
        for line in lines
    )
    net = _sum(_rounded(price, _LINE_DIGITS) for price in prices)
    if amount_of(document, "summary_subtotal") != net:
        yield f"summary_subtotal is {document.get('summary_subtotal')}, the lines make {net}"


def _adjusted(members: Record) -> bool:
    for name in _ADJUSTED:
        value = members.get(name)
        try:
            if value not in (None, "", []) and Decimal(str(value)) != 0:
                return True
        except InvalidOperation:
            return True
    return False


def _sum(amounts: Iterable[Any]) -> Decimal:
    total = Decimal(0)
    for amount in amounts:
        total = _EXACT.add(total, Decimal(str(amount or 0)))
    return total


def _rounded(amount: Decimal, digits: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _EXACT)
