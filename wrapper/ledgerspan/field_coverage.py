"""Tell, field by field, what each provider gives and takes: what `coverage()` returns.

It is read from the mapping tables that the normalizers and `record.explain` use, so it cannot say
anything else than they do. `wrapper/COVERAGE.md` shows it as tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec

from . import models
from .daftra import catalogue as daftra
from .models import FieldOrigin, Provider
from .nuvio import catalogue as nuvio

if TYPE_CHECKING:
    from .models import Record, Source

    # Where fields come from, and which can be written.
    _Tables = tuple[Mapping[str, Source], tuple[str, ...]]

RECORDS: Mapping[str, str] = {
    "incomes": "Income",
    "expenses": "Expense",
    "invoices": "Invoice",
    "estimates": "Estimate",
    "credit_notes": "CreditNote",
    "refund_receipts": "RefundReceipt",
    "bills": "Bill",
    "bill_refunds": "BillRefund",
    "contacts": "Contact",
    "products": "Product",
    "payments": "Payment",
    "accounts": "Account",
    "transactions": "Transaction",
    "taxes": "Tax",
    "projects": "Project",
    "tags": "Tag",
    "ledger_accounts": "LedgerAccount",
    "journal_entries": "JournalEntry",
}


class FieldCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """Tell of one common field what one provider gives and takes.

    `resource` is the accessor; `part` names one of several kinds of record that the provider keeps
    apart: customer and supplier, invoice_payments and client_payments, payments of incomes and of
    expenses. `origin` is where a value comes from
    when there is one; ABSENT: there never is. `writable`: a draft or an update can set it; some
    fields can only be written, such as the amount that becomes a line. `instead` is set where the
    provider has no such resource at all, and says what to use.
    """

    provider: Provider
    resource: str
    field: str
    part: str | None = None
    origin: FieldOrigin = FieldOrigin.ABSENT
    writable: bool = False
    provider_field: str | None = None
    note: str | None = None
    instead: str | None = None


def coverage() -> tuple[FieldCoverage, ...]:
    """Return every common field of every resource, for each provider, in the order of the model."""
    return tuple(
        row
        for resource in RECORDS
        for provider in Provider
        for row in resource_coverage(provider, resource)
    )


def resource_coverage(provider: Provider, resource: str) -> tuple[FieldCoverage, ...]:
    """Return the fields of one resource of one provider, part after part.

    Raises ValueError for a resource that there is not.
    """
    if resource not in RECORDS:
        raise ValueError(f"{resource!r} is no resource; there are: {', '.join(RECORDS)}")
    shape: type[Record] = getattr(models, RECORDS[resource])
    instead = _catalogue(provider).MISSING.get(resource)
    if instead is not None:
        return tuple(
            FieldCoverage(provider=provider, resource=resource, field=name, instead=instead)
            for name in shape.fields()
        )
    return tuple(
        row
        for part, tables in _tables(provider, resource)
        for row in _rows(provider, resource, part, shape.fields(), tables)
    )


def _catalogue(provider: Provider) -> Any:
    return daftra if provider is Provider.DAFTRA else nuvio


def _tables(provider: Provider, resource: str) -> Iterator[tuple[str | None, _Tables]]:
    """Yield the tables of a resource, by part."""
    if provider is Provider.NUVIO and resource == "payments":
        # Read out of the documents that they settle, so they have tables and no kind.
        writable = import_module("ledgerspan.nuvio.payments").PaymentFlows.writable
        by_document = import_module("ledgerspan.nuvio.payments_record").FIELDS
        for part, sources in by_document.items():
            yield part, (sources, writable)
        return
    catalogue = _catalogue(provider)
    places = catalogue.JOINED.get(resource) if provider is Provider.DAFTRA else None
    for part, place in (places or {None: catalogue.KINDS.get(resource)}).items():
        kind = catalogue.kind_at(place)
        yield part, (kind.fields, kind.writable)


def _rows(
    provider: Provider,
    resource: str,
    part: str | None,
    fields: tuple[str, ...],
    tables: _Tables,
) -> Iterator[FieldCoverage]:
    sources, writable = tables
    # What is written under a name of its own, and read as something else, comes last.
    for name in dict.fromkeys((*fields, *writable)):
        source = sources.get(name)
        yield FieldCoverage(
            provider=provider,
            resource=resource,
            part=part,
            field=name,
            origin=FieldOrigin.ABSENT if source is None else source.origin,
            writable=name in writable,
            provider_field=None if source is None else source.provider_field or None,
            note=None if source is None else source.note,
        )
