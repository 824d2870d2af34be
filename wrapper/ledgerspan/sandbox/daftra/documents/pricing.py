"""Price the lines of a write: each finds its taxes and is totalled before it is stored."""

from decimal import Decimal

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.documents.lines import PERCENT, Levy, LineTotals, line_totals
from ledgerspan.sandbox.daftra.table import Draft
from ledgerspan.sandbox.exactjson import plain_digits

_NO_TAX = "Invalid tax: tax not found or inactive"
"""The words of the real service (observed live)."""
Row = dict[str, Stored]
_STARTS: Row = {"quantity": "1", "unit_price": "0", "discount": "0", "discount_type": PERCENT}
_WHOLE = 100


def decimal_of(value: object) -> Decimal:
    """Read a stored amount; none is nothing."""
    return Decimal(str(value)) if value not in (None, "") else Decimal(0)


def price_lines(draft: Draft, key: str, books: Books) -> None:
    """Work out every line that was sent under `key`, and complain about unknown taxes."""
    for index, line in enumerate(draft.children.get(key, ())):
        first = _levy(draft, key, index, "tax1", books)
        second = _levy(draft, key, index, "tax2", books)
        _complete(line, books)
        _check_discount(draft, key, index)
        totals = line_totals(
            decimal_of(line["quantity"]),
            decimal_of(line["unit_price"]),
            discount=decimal_of(line["discount"]),
            discount_type=int(line["discount_type"] or 0),
            first=first,
            second=second,
        )
        line.update(
            gross=plain_digits(totals.gross),
            calculated_discount=plain_digits(totals.discount),
            subtotal=plain_digits(totals.net),
            tax1_percent=plain_digits(first.rate) if first else None,
            tax2_percent=plain_digits(second.rate) if second else None,
            summary_tax1=plain_digits(totals.first_tax),
            summary_tax2=plain_digits(totals.second_tax),
        )


def stored_totals(line: Row) -> LineTotals:
    """Give what `price_lines` worked out for a stored line."""
    return LineTotals(
        gross=decimal_of(line["gross"]),
        discount=decimal_of(line["calculated_discount"]),
        net=decimal_of(line["subtotal"]),
        first_tax=decimal_of(line["summary_tax1"]),
        second_tax=decimal_of(line["summary_tax2"]),
    )


def _levy(draft: Draft, key: str, index: int, slot: str, books: Books) -> Levy | None:
    number = draft.children[key][index][slot]
    # Nothing and 0 both say "no tax"; a number is the key of a tax, never a rate.
    if not number:
        return None
    tax = books.find("taxes", number)
    if tax is None:
        draft.complain(slot, _NO_TAX, child=key, line=index)
        return None
    return Levy(decimal_of(tax["value"]), included=bool(tax["included"]))


def _complete(line: Row, books: Books) -> None:
    for name, start in _STARTS.items():
        line[name] = start if line[name] is None else line[name]
    if line["product_id"] and not line["item"]:
        product = books.find("products", line["product_id"])
        line["item"] = product["name"] if product is not None else None


def _check_discount(draft: Draft, key: str, index: int) -> None:
    """Keep a discount within what it is taken off; the account's own cap is not modelled."""
    line = draft.children[key][index]
    discount = decimal_of(line["discount"])
    highest = (
        Decimal(_WHOLE) if line["discount_type"] == PERCENT else decimal_of(line["unit_price"])
    )
    if discount and not 0 <= discount <= highest:
        draft.complain("discount", "must be from 0 to the whole price", child=key, line=index)
