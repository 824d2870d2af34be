"""Find what Daftra has no place for in the lines of a bill, or would refuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ledgerspan.drafts import LineDraft
from ledgerspan.drafts.draft import discount_faults
from ledgerspan.errors import FieldError
from ledgerspan.models import Line

from .kind import is_key

_MOST_TAXES = 2


def changed_line_faults(lines: object) -> Iterator[FieldError]:
    """Yield what is wrong with the lines of an update, which stand for all there are."""
    if not isinstance(lines, list | tuple) or not lines:
        yield FieldError("lines", "give at least one line")
        return
    for place, line in enumerate(lines):
        if isinstance(line, LineDraft):
            yield from line.faults(f"lines[{place}]")
    yield from line_faults(lines)


def line_faults(lines: Iterable[object]) -> Iterator[FieldError]:
    """Yield the faults of lines beside those that no provider would take."""
    for place, line in enumerate(lines):
        path = f"lines[{place}]"
        if isinstance(line, LineDraft):
            yield from _draft_faults(line, path)
        elif isinstance(line, Line):
            yield from _kept_faults(line, path)
        else:
            yield FieldError(path, f"a LineDraft is needed, or a Line as it was read, not {line!r}")


def is_record(identity: object) -> bool:
    """Tell whether an id can name a record: 0 names none, and would be dropped without a word."""
    return is_key(identity) and bool(str(identity).strip("0"))


def _draft_faults(line: LineDraft, path: str) -> Iterator[FieldError]:
    if line.product_code and line.product is None:
        yield FieldError(f"{path}.product_code", "Daftra knows products by id: give product")
    yield from _product_faults(line.product, path)
    yield from _tax_faults(line.taxes, path)


def _kept_faults(line: Line, path: str) -> Iterator[FieldError]:
    for name in ("quantity", "unit_price"):
        figure = getattr(line, name)
        # One below zero stays what it is: the provider took it.
        if not isinstance(figure, Decimal) or not figure.is_finite():
            yield FieldError(f"{path}.{name}", f"a finite Decimal is needed, not {figure!r}")
    yield from discount_faults(line.discount, line.discount_percent, f"{path}.")
    yield from _product_faults(line.product and line.product.id, path)
    yield from _tax_faults([tax.tax.id for tax in line.taxes], path)


def _product_faults(product: object, path: str) -> Iterator[FieldError]:
    if product is not None and not is_record(product):
        yield FieldError(f"{path}.product", f"Daftra's ids are digits, not {product!r}")


def _tax_faults(taxes: Sequence[object], path: str) -> Iterator[FieldError]:
    if len(taxes) > _MOST_TAXES:
        yield FieldError(f"{path}.taxes", "a Daftra line takes two taxes at most")
    for slot, tax in enumerate(taxes):
        if not is_record(tax):
            yield FieldError(f"{path}.taxes[{slot}]", f"Daftra's ids are digits, not {tax!r}")
