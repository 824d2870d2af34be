"""Say how sales documents are spoken to: one table there, told apart by path and wrapper key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec
from daftra_client import codec
from daftra_client import models as daftra
from daftra_client.types import UNSET

from ledgerspan.drafts.document import SalesDraft
from ledgerspan.drafts.draft import refuse_changes
from ledgerspan.errors import ConfigurationError, DraftError
from ledgerspan.filters import DocumentFilters, Filters
from ledgerspan.models import Document, Invoice, Origin, PaymentStatus, Source
from ledgerspan.reading import Reader

from .kind import Dates, Kind, Narrowed, is_key
from .sales_body import (
    change_faults,
    changed_header,
    draft_faults,
    draft_header,
    due_faults,
    kept_header,
    record_faults,
)
from .sales_line_body import changed_lines, draft_lines, kept_lines
from .sales_lookup import has_changes, is_near, is_same
from .sales_record import sales_of, settle_issue_dates

D = TypeVar("D", bound=Document)
T = TypeVar("T", bound=SalesDraft)

# Codes of the filter; its 3 is "subscriptions" by the docs, and not the refunded of records.
_STATUS_FILTER = {
    PaymentStatus.UNPAID: 0,
    PaymentStatus.PARTIALLY_PAID: 1,
    PaymentStatus.PAID: 2,
    PaymentStatus.OVERPAID: 4,
}


class SalesKind(Kind[D, T], Generic[D, T]):
    """Speak to one of the four kinds.

    `once` is kept in `po_number` (our `reference`) and, in a draft with a reference of its own, in
    brackets behind the description. Lists of invoices are asked for the `po_number` (published,
    where the account has that feature) and verified; the other lists are gone through.

    Rows of lists have no lines and no payments. Which filters the lists of estimates, credit
    notes and refund receipts honour is not known: none is sent.
    """

    def __init__(
        self,
        shape: type[D],
        api: Any,
        one: str,
        keys: tuple[str, ...],
        *,
        fields: Mapping[str, Source],
        writable: tuple[str, ...],
    ) -> None:
        self.shape = shape
        self.api = api
        self.one = one
        self.key, *_ = self._keys = keys
        noun = self.key
        self.name = f"{noun}s"
        self.path = f"/api2/{self.name}"
        self.model = shape.__name__
        self.verbs = {
            "list": f"list_{self.name}",
            **{verb: f"{verb}_{noun}" for verb in ("get", "create", "update", "delete")},
        }
        self.fields = fields
        self.writable = writable

    @cached_property
    def pages(self) -> Reader[Any]:
        """Read the bodies of lists."""
        return Reader(lambda: _shape("SalesPage"), codec)

    @cached_property
    def singles(self) -> Reader[Any]:
        """Read the bodies of single records."""
        return Reader(lambda: _shape("SalesResponse"), codec)

    @cached_property
    def nothing(self) -> Any:
        """Return what stands for a row without a record in it: the row still counts."""
        return codec.adapt({}, daftra.SalesDocument)

    def unwrapped(self, row: Any) -> Any:
        """Return the record in a row, with the children that stand beside it."""
        record = next(filter(None, [getattr(row, key) for key in self._keys]), None)
        if record is None:
            return None
        for name in ("client", "invoice_item", "invoice_payment"):
            beside = getattr(row, name)
            if beside and not getattr(record, name):
                setattr(record, name, beside)
        return record

    def normalize(self, records: Sequence[Any], origin: Origin, dates: Dates) -> list[D]:
        """Turn records into the common model."""
        documents = sales_of(self.shape, records, origin, dates.read)
        settle_issue_dates(records, dates.read)
        return documents

    @property
    def is_invoice(self) -> bool:
        """Whether these are invoices, the one kind whose filters and due days are known."""
        return self.shape is Invoice

    @property
    def list_has_all(self) -> bool:
        """Tell that rows lack lines and payments (published, and observed)."""
        return False

    def is_read_alone(self, record: D) -> bool:
        """Tell whether a row has a single read: of the list of invoices, only invoices have.

        Debit notes and advance payments stand in it too and answer 404 (published).
        """
        if not self.is_invoice:
            return True
        inner = next(iter(record.raw.values()), None)
        return not isinstance(inner, dict) or inner.get("type") in (None, "", "0", 0)

    def checked(self, filters: DocumentFilters) -> DocumentFilters:
        """Return filters with the id of the contact in one spelling."""
        if filters.contact is None:
            return filters
        if not is_key(filters.contact):
            raise ConfigurationError(f"contact is a Daftra id, digits, not {filters.contact!r}")
        # "07" is 7: ids are numbers that come as texts.
        return msgspec.structs.replace(filters, contact=str(int(filters.contact)))

    def narrowed(self, filters: Filters) -> Narrowed:
        """Return what a list of invoices is asked for: filters seen to work (observation 5)."""
        if not self.is_invoice or not isinstance(filters, DocumentFilters):
            return {}, ()
        status = _STATUS_FILTER.get(filters.payment_status) if filters.payment_status else None
        asked: dict[str, tuple[str, Any]] = {
            "since": ("date_from", filters.since and filters.since.isoformat()),
            "until": ("date_to", filters.until and filters.until.isoformat()),
            "contact": ("client_id", filters.contact),
            "payment_status": ("payment_status", status),
            # A part of the number is enough for it: more come than match.
            "number": ("no", filters.number or None),
        }
        sent = {ours: pair for ours, pair in asked.items() if pair[1] is not None}
        return dict(sent.values()), tuple(sent)

    def refusal(self, record: Any) -> str | None:
        """Return why a record is closed: an e-invoice that was accepted (published, observed)."""
        status = record.e_invoice_status
        if not status or status == "0":
            return None
        return f"its e-invoice is at {str(status)!r}; write a credit note instead"

    def request_of(self, draft: T) -> Any:
        """Return the body that creates a draft."""
        draft.require(tuple(draft_faults(draft, self.writable)))
        return self._request(draft_header(self._input, draft), draft_lines(draft.lines))

    def changed_request(self, record: Any, known: D | None, changes: Mapping[str, Any]) -> Any:
        """Return the body that writes a record with changes over it, all lines included."""
        day = None if known is None else known.date
        faults = (*change_faults(changes), *due_faults(day, changes))
        refuse_changes(changes, self.writable, faults)
        if known is None:
            return self._request(self._input(client_id=record.client_id), [])
        missing = tuple(record_faults(record, day, changes))
        if missing:
            raise DraftError("this change", missing)
        stored, wanted = record.invoice_item or [], changes.get("lines")
        header = changed_header(self._input, record, day, changes)
        lines = kept_lines(stored) if wanted is None else changed_lines(stored, wanted)
        return self._request(header, lines)

    def unchanged_request(self, record: Any, known: D) -> Any:
        """Return the body that would leave a record as it is, even one without a date."""
        header = self._input(**kept_header(self._input, record, known.date))
        return self._request(header, kept_lines(record.invoice_item or []))

    def has_changes(self, record: Any, known: D, changes: Mapping[str, Any]) -> bool | None:  # noqa: ARG002
        """Tell whether a document has the values of an update; None where it shows no due date."""
        return has_changes(known, changes)

    def marked(self, draft: T, once: str) -> T:
        """Return a draft that bears a reference: as its own, or behind the description."""
        if draft.reference is None or draft.reference == once:
            return msgspec.structs.replace(draft, reference=once)
        return super().marked(draft, once)

    def bears(self, record: D, once: str) -> bool:
        """Tell whether a document bears a reference, in either place."""
        return record.reference == once or super().bears(record, once)

    def once_query(self, draft: T, once: str) -> Mapping[str, Any]:
        """Return what narrows a list of invoices to those of a reference."""
        return {"po_number": once} if self.is_invoice and draft.reference == once else {}

    def key_of(self, draft: T) -> str | None:
        """Return the number that a draft gives its document."""
        return draft.number

    def near_filters(self, draft: T) -> Filters:
        """Return the number of a draft, else its day and client: nobody rewrites those."""
        if draft.number is not None:
            return DocumentFilters(number=draft.number)
        return self.checked(
            DocumentFilters(since=draft.date, until=draft.date, contact=draft.contact)
        )

    def is_near(self, record: D, draft: T) -> bool:
        """Tell whether a row has the number of a draft, else its day, currency and client."""
        return record.number == draft.number if draft.number else is_near(record, draft)

    def is_same(self, record: D, draft: T) -> bool:
        """Tell whether a document, read with its lines, has all values of a draft."""
        return is_same(record, draft)

    @property
    def _input(self) -> Any:
        return daftra.InvoiceInput if self.is_invoice else daftra.SalesDocumentInput

    def _request(self, header: Any, lines: list[Any]) -> Any:
        # No lines are left out: an answer that lacks them must not take them away.
        return getattr(daftra, f"{self.model}Request")(header, lines or UNSET)


def _shape(name: str) -> Any:
    # Imported with the first body: importing a client imports no model.
    from . import sales_shape  # noqa: PLC0415

    return getattr(sales_shape, name)
