"""List the payments of one client's invoices: rows name the invoice and never the client.

    page of payments (client_id is sent) ─> invoices that are not known yet?
      none ─> the filter decides          some ─> list the client's documents, then decide

The filter is known to work (observation 5) and held against the client's own documents all the
same: an ignored filter answers with everybody's payments (quirk 5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from daftra_client import codec
from daftra_client import models as daftra
from daftra_client.api import credit_notes, invoices, refund_receipts

from ledgerspan.call import Answer, Call, Flow
from ledgerspan.drafts import PaymentDraft
from ledgerspan.filters import Filters
from ledgerspan.judge import without
from ledgerspan.listing import KnowledgeNeeded, Listing
from ledgerspan.models import Invoice, Payment, Provider, Ref
from ledgerspan.paging import Claims
from ledgerspan.reading import Reader
from ledgerspan.resources.payments import PaymentFilters
from ledgerspan.resources.resource import Flows, Slices
from ledgerspan.walk import matching

from .listing import claims_of
from .page_size import LARGEST_PAGE


class _Source(msgspec.Struct, frozen=True):
    """Name a list of documents that payments may be for, and the keys of its rows."""

    name: str
    api: Any
    pages: Reader[Any]
    keys: tuple[str, ...]
    is_narrowed: bool = False


# Looked through in this order, until every document is found. Only the list of invoices is known
# to honour client_id; rows of credit notes come under either key (observation 7).
_SOURCES = (
    _Source(
        "invoices",
        invoices,
        Reader(lambda: daftra.InvoicePage, codec),
        ("invoice",),
        is_narrowed=True,
    ),
    _Source(
        "refund_receipts",
        refund_receipts,
        Reader(lambda: daftra.RefundReceiptPage, codec),
        ("refund_receipt",),
    ),
    _Source(
        "credit_notes",
        credit_notes,
        Reader(lambda: daftra.CreditNotePage, codec),
        ("credit_note", "invoice"),
    ),
)


class InvoicePaymentFlows:
    """Do what `flows` do, and list by contact too."""

    def __init__(self, flows: Flows[Payment, PaymentDraft]) -> None:
        self._flows = flows
        self.get = flows.get
        self.create = flows.create
        self.update = flows.update
        self.delete = flows.delete

    def listings(self, filters: PaymentFilters, slices: Slices) -> Sequence[Listing[Payment]]:
        """Describe a listing; one by contact knows which documents are the contact's."""
        found = self._flows.listings(filters, slices)
        if filters.contact is None:
            return found
        return [PaymentsOfContact(listing) for listing in found]


class OfContact(PaymentFilters, frozen=True, kw_only=True):
    """Hold filters by a contact whom records do not name: by the ids of its documents."""

    documents: set[str]

    def asked(self) -> tuple[str, ...]:
        """Return the names of the filters that are set; the documents are ours."""
        return tuple(name for name in super().asked() if name != "documents")

    def refuse(self, record: Payment) -> str | None:
        """Return the first filter that a payment does not match, None when it matches all."""
        document = record.document
        if document is not None and document.id in self.documents:
            record = msgspec.structs.replace(record, contact=Ref(id=self.contact))
        return super().refuse(record)


class PaymentsOfContact:
    """Describe the listing of a contact's payments of invoices."""

    def __init__(self, listing: Listing[Payment]) -> None:
        asked: Any = listing.filters
        self.operation = listing.operation
        self.sent_filters = listing.sent_filters
        self.filters = OfContact(
            since=asked.since,
            until=asked.until,
            contact=asked.contact,
            document=asked.document,
            documents=set(),
        )
        self._listing = listing
        self._strangers: set[str] = set()
        self._latest: tuple[Answer, tuple[Sequence[Payment], Claims]] | None = None

    def call(self, page: int) -> Call:
        """Return the call for a page, counted from 1."""
        return self._listing.call(page)

    def read(self, answer: Answer, page: int) -> tuple[Sequence[Payment], Claims]:
        """Normalize a page; raises KnowledgeNeeded for documents of nobody knows whom."""
        # Read once, though asked twice: what does not fit is told once.
        if self._latest is None or self._latest[0] is not answer:
            self._latest = answer, self._listing.read(answer, page)
        found = self._latest[1]
        named = {each.document.id for each in found[0] if each.document and each.document.id}
        unknown = named - self.filters.documents - self._strangers
        if unknown:
            raise KnowledgeNeeded(lambda: self._learn(unknown))
        return found

    def detail(self, record: Payment) -> Flow[Payment] | None:
        """Return what reads a record alone, where rows lack anything."""
        return self._listing.detail(record)

    def _learn(self, unknown: set[str]) -> Flow[None]:
        """Look whose documents these are."""
        contact = self.filters.contact or ""
        for source in _SOURCES:
            documents = yield from matching(_Documents(source, contact), bool)
            self.filters.documents.update(
                each.id for each in documents if each.contact == Ref(id=contact)
            )
            if unknown <= self.filters.documents:
                return
        self._strangers |= unknown - self.filters.documents


class _Documents:
    """Describe a list of sales documents of which only id and client are looked at."""

    def __init__(self, source: _Source, contact: str) -> None:
        self.operation = f"{source.name}.list"
        self.filters = Filters()
        self.sent_filters: tuple[str, ...] = ()
        self._source = source
        self._sent: Mapping[str, int] = {"client_id": int(contact)} if source.is_narrowed else {}

    def call(self, page: int) -> Call:
        operation = getattr(self._source.api, f"list_{self._source.name}")
        kwargs = operation.get_kwargs(limit=LARGEST_PAGE, page=page, **self._sent)
        return Call(read=True, operation=self.operation, **kwargs)

    def read(self, answer: Answer, page: int) -> tuple[list[Invoice], Claims]:  # noqa: ARG002
        body = self._source.pages.read(answer.content)
        if not isinstance(body.data, list):
            raise without("list", method="GET", url=self._source.name, status=answer.status_code)
        return [self._document(row) for row in body.data], claims_of(body.pagination)

    def detail(self, record: Invoice) -> Flow[Invoice] | None:  # noqa: ARG002
        return None

    def _document(self, row: Any) -> Invoice:
        found = next(filter(None, (getattr(row, key) for key in self._source.keys)), None)
        client = found and found.client_id
        return Invoice(
            id=str(found.id or "") if found else "",
            provider=Provider.DAFTRA,
            contact=Ref(id=str(client)) if client else None,
        )
