"""Turn lines into those of a Daftra sales document to be written.

A write replaces the lines that it sends (published docs), and what a line then leaves out is lost:
each line that stays is sent with everything that was writable on it, store and free columns too.
Lots, serial numbers and the income account of a line are never read, and so cannot be sent again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from daftra_client import models as daftra

from ledgerspan.drafts import LineDraft
from ledgerspan.drafts.draft import amount_faults, discount_faults
from ledgerspan.errors import FieldError
from ledgerspan.models import Line

from .kind import is_key, writable_fields
from .sales_line import line_of

if TYPE_CHECKING:
    from daftra_client.models import InvoiceItem, InvoiceItemInput

_TAX_SLOTS = ("tax1", "tax2")
# Keys that are read as 0 where there is none (observation 6).
_KEYS = ("product_id", "store_id", *_TAX_SLOTS)
_LONGEST = 100_000
_PERCENT, _FIXED = 1, 2
_ZERO = Decimal(0)


def line_faults(lines: Iterable[LineDraft | Line]) -> Iterator[FieldError]:
    """Yield what Daftra has no place for in lines, or would refuse."""
    for place, line in enumerate(lines):
        path = f"lines[{place}]"
        if not isinstance(line, LineDraft | Line):
            yield FieldError(path, f"a LineDraft is needed, or a Line as it was read, not {line!r}")
            continue
        if isinstance(line, LineDraft):
            yield from _draft_faults(line, path)
        else:
            yield from _kept_faults(line, path)
        for name in ("item", "description"):
            text = getattr(line, name)
            if text is not None and (not isinstance(text, str) or len(text) > _LONGEST):
                yield FieldError(f"{path}.{name}", f"a text of at most {_LONGEST} characters")


def changed_line_faults(lines: object) -> Iterator[FieldError]:
    """Yield what is wrong with the lines of an update, which stand for all there are."""
    if not isinstance(lines, tuple | list) or not lines:
        yield FieldError("lines", f"give at least one line in a tuple, not {lines!r}")
        return
    for place, line in enumerate(lines):
        if isinstance(line, LineDraft):
            yield from line.faults(f"lines[{place}]")
    yield from line_faults(lines)


def unknown_line_faults(
    stored: Iterable[InvoiceItem], wanted: Iterable[LineDraft | Line]
) -> Iterator[FieldError]:
    """Yield the lines of an update that the document does not have (any more)."""
    known = {str(item.id) for item in stored}
    for place, line in enumerate(wanted):
        if isinstance(line, Line) and line.id is not None and line.id not in known:
            yield FieldError(
                f"lines[{place}]",
                f"there is no line {line.id}: every update gives lines new ids, read it again",
            )


def draft_lines(lines: Iterable[LineDraft]) -> list[InvoiceItemInput]:
    """Return the lines that create a document."""
    return [_new(line) for line in lines]


def kept_lines(stored: Iterable[InvoiceItem]) -> list[InvoiceItemInput]:
    """Return the lines that leave a document's lines as they are."""
    return [daftra.InvoiceItemInput(**_writable(item)) for item in stored]


def changed_lines(
    stored: Sequence[InvoiceItem], wanted: Iterable[LineDraft | Line]
) -> list[InvoiceItemInput]:
    """Return the lines of an update: drafts are new, a Line changes the stored one of its id."""
    known = {str(item.id): item for item in stored if item.id}
    return [
        _new(line) if isinstance(line, LineDraft) else _kept(known.get(line.id or ""), line)
        for line in wanted
    ]


def _new(line: LineDraft) -> InvoiceItemInput:
    sent = _sent({name: getattr(line, name) for name in _MEMBERS})
    return daftra.InvoiceItemInput(
        **{name: value for name, value in sent.items() if value is not None}
    )


def _kept(item: InvoiceItem | None, line: Line) -> InvoiceItemInput:
    before = _members_of(Line() if item is None else line_of(item))
    wanted = _members_of(line)
    changed = {name: value for name, value in wanted.items() if value != before[name]}
    for one, other in (("discount", "discount_percent"), ("discount_percent", "discount")):
        # 0 where there was one, since null is refused; the one that is there wins.
        if one in changed and changed[one] is None:
            changed[one] = None if wanted[other] else _ZERO
    kept: dict[str, Any] = {} if item is None else _writable(item)
    return daftra.InvoiceItemInput(**{**kept, **_sent(changed)})


# The members of a line that both a draft and a Line have.
_MEMBERS = (
    "item", "description", "product", "quantity", "unit_price", "taxes", "discount",
    "discount_percent",
)  # fmt: skip


def _members_of(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in _MEMBERS} | {
        "product": line.product and line.product.id,
        "taxes": tuple(tax.tax.id for tax in line.taxes),
    }


def _sent(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members to send; None takes away what is there, where anything can."""
    sent: dict[str, Any] = {name: given[name] for name in ("item", "description") if name in given}
    for name in ("quantity", "unit_price"):
        if given.get(name) is not None:
            sent[name] = given[name]
    if "product" in given:
        sent["product_id"] = given["product"] and int(given["product"])
    if "taxes" in given:
        taxes = (*given["taxes"], None, None)
        sent |= {slot: tax and int(tax) for slot, tax in zip(_TAX_SLOTS, taxes, strict=False)}
    for name, way in (("discount_percent", _PERCENT), ("discount", _FIXED)):
        if given.get(name) is not None:
            sent["discount"] = given[name]
            sent["discount_type"] = daftra.InvoiceItemDiscountType(way)
    return sent


def _writable(item: InvoiceItem) -> dict[str, Any]:
    kept = writable_fields(daftra.InvoiceItemInput, item, skip=("invoice_id",))
    return {name: value for name, value in kept.items() if value or name not in _KEYS}


def _draft_faults(line: LineDraft, path: str) -> Iterator[FieldError]:
    if line.product is None and line.product_code is not None:
        yield FieldError(f"{path}.product_code", "Daftra knows products by id: give product")
    yield from _key_faults(f"{path}.product", line.product)
    yield from _tax_faults(path, line.taxes)


def _kept_faults(line: Line, path: str) -> Iterator[FieldError]:
    for name in ("quantity", "unit_price"):
        if getattr(line, name) is not None:
            yield from amount_faults(f"{path}.{name}", getattr(line, name), positive=False)
    yield from discount_faults(line.discount, line.discount_percent, f"{path}.")
    yield from _key_faults(f"{path}.product", line.product and line.product.id)
    yield from _tax_faults(path, [tax.tax.id for tax in line.taxes])


def _tax_faults(path: str, taxes: Sequence[object]) -> Iterator[FieldError]:
    if len(taxes) > len(_TAX_SLOTS):
        yield FieldError(f"{path}.taxes", "a line of Daftra takes two taxes at most")
    for place, tax in enumerate(taxes):
        if not is_key(tax):
            yield FieldError(f"{path}.taxes[{place}]", f"Daftra's taxes are ids, not {tax!r}")


def _key_faults(path: str, key: object) -> Iterator[FieldError]:
    if key is not None and not is_key(key):
        yield FieldError(path, f"Daftra's ids are digits, not {key!r}")
