"""Describe the listing of what was matched to documents of one kind."""

from __future__ import annotations

from typing import Any

from ledgerspan.call import Answer, Call, Flow
from ledgerspan.filters import DocumentFilters
from ledgerspan.judge import without
from ledgerspan.models import Payment
from ledgerspan.paging import Claims
from ledgerspan.resources.payments import PaymentFilters

from .kind import Kind
from .payments_record import origin_of, payments_of


class MatchedListing:
    """Describe the listing of documents that payments are read from; one answer has them all.

    The days of a payment are not those of its document, so documents of all days are asked for.
    """

    def __init__(self, documents: Kind[Any, Any], filters: PaymentFilters, report: Any) -> None:
        self.operation = "payments.list"
        self.filters = filters
        self._documents = documents
        self._report = report
        self._sent, self.sent_filters = documents.list_sent(
            DocumentFilters(contact=filters.contact)
        )

    def call(self, page: int) -> Call:  # noqa: ARG002  # there is one
        """Return the call for everything."""
        kwargs = self._documents.operation("list").get_kwargs(**self._sent)
        return Call(read=True, operation=self.operation, **kwargs)

    def read(self, answer: Answer, page: int) -> tuple[list[Payment], Claims]:  # noqa: ARG002
        """Normalize the payments of all documents; their order is kept."""
        documents = self._documents
        found = documents.pages.read(answer.content, self._report).data
        if not isinstance(found, list):
            raise without("list", method="POST", url=documents.list_path, status=answer.status_code)
        origin = origin_of(answer.content, documents.name)
        return payments_of(documents.name, found, origin), Claims(page=1, paged=False)

    def detail(self, record: Payment) -> Flow[Payment] | None:  # noqa: ARG002
        """Return None: a document says everything about its payments."""
        return None
