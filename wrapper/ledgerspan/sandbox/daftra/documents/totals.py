"""Total a whole document from its lines, its own discount and its delivery charge.

`summary_subtotal` is what is taxed and `summary_total - summary_subtotal` is the tax: that is
how two code bases find the tax of live documents, since `summary_tax1` is null there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledgerspan.sandbox.daftra.documents.lines import LineTotals, added, four_decimals
from ledgerspan.sandbox.money import EXACT


@dataclass(frozen=True, slots=True)
class DocumentTotals:
    """`subtotal` is net of every discount; `discount` counts those of the lines too."""

    subtotal: Decimal
    discount: Decimal
    tax: Decimal

    @property
    def total(self) -> Decimal:
        """What the document asks for."""
        return EXACT.add(self.subtotal, self.tax)


def document_totals(
    lines: Sequence[LineTotals],
    *,
    discount: Decimal = Decimal(0),
    discount_amount: Decimal = Decimal(0),
    shipping: Decimal = Decimal(0),
) -> DocumentTotals:
    """Total a document. `discount` is percent, `discount_amount` money; never both (published).

    Nobody knows how a document's discount meets the taxes; here it shrinks net and taxes of
    every line by the same part. The delivery charge is not taxed.
    """
    net = added(line.net for line in lines)
    tax = added(line.tax for line in lines)
    taken = four_decimals(EXACT.multiply(net, discount).scaleb(-2, context=EXACT))
    if discount_amount:
        taken = discount_amount
    if net and taken:
        tax = four_decimals(EXACT.divide(EXACT.multiply(tax, EXACT.subtract(net, taken)), net))
    return DocumentTotals(
        subtotal=EXACT.add(EXACT.subtract(net, taken), shipping),
        discount=EXACT.add(added(line.discount for line in lines), taken),
        tax=tax,
    )
