"""Drafts to write, and what a sandbox company has for them to refer to."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from ledgerspan import Income, IncomeDraft, LineDraft, Ref, TaxAmount
from ledgerspan.sandbox import Sandbox

from tests.live.both import make


class References(msgspec.Struct, frozen=True):
    """Hold the ids of one company that its seeded incomes refer to, each kind sorted."""

    contacts: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    taxes: tuple[str, ...] = ()


def references(box: Sandbox, provider: str) -> References:
    """Collect the ids from the incomes of the first company; the request log is left empty."""
    with make(box, provider, "sync") as client:
        incomes: list[Income] = client.incomes.list().to_list()
    box.requests.clear()
    lines = [line for income in incomes for line in income.lines]
    products = [line.product for line in lines if line.product]
    return References(
        contacts=_ids(income.contact for income in incomes),
        projects=_ids(income.project for income in incomes),
        products=_ids(products),
        codes=tuple(sorted({product.code for product in products if product.code})),
        tags=_ids(tag for income in incomes for tag in income.tags),
        taxes=_ids(tax.tax for line in lines for tax in line.taxes),
    )


def full_draft(box: Sandbox, provider: str) -> IncomeDraft:
    """Draft an income that says everything its provider has a place for."""
    known = references(box, provider)
    if provider == "daftra":
        vat = TaxAmount(
            tax=Ref(id="1", name="VAT 15%"), rate=Decimal(15), amount=Decimal("18.0006")
        )
        return IncomeDraft(
            date=date(2026, 3, 5),
            currency="KWD",
            amount=Decimal("120.004"),
            description="دفعة مقدمة\r\n<b>half</b> 🧾",
            category="Consulting",
            contact=known.contacts[0],
            vendor="مكتبة الورق",
            taxes=("3", vat),
            tax_inclusive=True,
        )
    return IncomeDraft(
        date=date(2026, 3, 5),
        due_date=date(2026, 4, 5),
        currency="KWD",
        number="TEST-1",
        description="دفعة مقدمة\r\n<b>half</b> 🧾",
        contact=known.contacts[0],
        project=known.projects[0],
        exchange_rate=Decimal("3.2575"),
        tags=known.tags[:2],
        lines=(
            LineDraft(
                quantity=Decimal("2.5"),
                unit_price=Decimal("12.155"),
                product=known.products[0],
                taxes=known.taxes[:2],
            ),
            LineDraft(quantity=Decimal(1), unit_price=Decimal(0), product_code=known.codes[1]),
        ),
    )


def plain_draft(**given: Any) -> IncomeDraft:
    """Draft an income that both providers take."""
    usual = {"date": date(2026, 3, 5), "currency": "SAR", "amount": Decimal("12.50")}
    return IncomeDraft(**{**usual, **given})


def said_by(draft: IncomeDraft, provider: str) -> dict[str, Any]:
    """Return what the stored income must say for a draft: field → value."""
    return _said_to_daftra(draft) if provider == "daftra" else _said_to_nuvio(draft)


def says(income: Income, provider: str) -> dict[str, Any]:
    """Return what an income says of the fields that a draft can write."""
    contact = income.contact
    common = {
        "date": income.date,
        "currency": income.currency,
        "description": income.description,
        "contact": contact and contact.id,
    }
    if provider == "daftra":
        return common | {
            "amount": Decimal(str(income.raw["Income"]["amount"])),
            "category": income.category,
            "vendor": contact and contact.name,
            "taxes": income.taxes,
        }
    return common | {
        "number": income.number,
        "due_date": income.due_date,
        "project": income.project and income.project.id,
        "exchange_rate": income.exchange_rate,
        "tags": tuple(tag.id for tag in income.tags),
        "lines": [
            (
                line.quantity,
                line.unit_price,
                line.product and line.product.id,
                tuple(tax.tax.id for tax in line.taxes),
            )
            for line in income.lines
        ],
    }


def _said_to_daftra(draft: IncomeDraft) -> dict[str, Any]:
    return {
        "date": draft.date,
        "currency": draft.currency,
        "description": draft.description or None,
        "contact": draft.contact,
        "amount": draft.amount,
        "category": draft.category or None,
        "vendor": draft.vendor or None,
        "taxes": tuple(_tax(tax, inclusive=draft.tax_inclusive) for tax in draft.taxes),
    }


def _said_to_nuvio(draft: IncomeDraft) -> dict[str, Any]:
    lines = draft.lines
    if draft.amount is not None:
        taxes = tuple(tax for tax in draft.taxes if isinstance(tax, str))
        lines = (LineDraft(quantity=Decimal(1), unit_price=draft.amount, taxes=taxes),)
    return {
        "date": draft.date,
        "currency": draft.currency,
        "description": draft.description or None,
        "contact": draft.contact,
        "number": draft.number,
        "due_date": draft.due_date,
        "project": draft.project,
        "exchange_rate": draft.exchange_rate,
        "tags": draft.tags,
        "lines": [(line.quantity, line.unit_price, line.product, line.taxes) for line in lines],
    }


def _tax(tax: str | TaxAmount, *, inclusive: bool) -> TaxAmount:
    if isinstance(tax, str):
        return TaxAmount(tax=Ref(id=tax), inclusive=inclusive)
    told = inclusive if tax.inclusive is None else tax.inclusive
    named = Ref(id=tax.tax.id, name=tax.tax.name or None)
    return msgspec.structs.replace(tax, tax=named, inclusive=told)


def _ids(refs: Any) -> tuple[str, ...]:
    return tuple(sorted({ref.id for ref in refs if ref and ref.id}))
