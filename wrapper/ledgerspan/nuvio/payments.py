"""List, get and create the payments of Nuvio, which stand in the documents that they pay.

create   read the document ─> pay ─> read it again
         └─ what was there before tells, after a write that may have happened, what is new
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

import msgspec
from nuvio_client import codec
from nuvio_client import models as nuvio
from nuvio_client.api import payments

from ledgerspan.call import Call, Flow
from ledgerspan.drafts import PaymentDraft
from ledgerspan.drafts.members import refuse_misfits
from ledgerspan.errors import (
    AmbiguousWriteError,
    ConfigurationError,
    LedgerspanError,
    NotFoundError,
    UnsupportedOperationError,
    ValidationError,
)
from ledgerspan.judge import without
from ledgerspan.models import Direction, Document, Origin, Payment
from ledgerspan.once import check_reference, only_one
from ledgerspan.resolution import Resolution, found_by_reference, told_by_id
from ledgerspan.resources.payments import PaymentFilters
from ledgerspan.resources.resource import Slices

from .money import EXPENSES, INCOMES
from .payments_body import added_body, check_against, check_draft, matched_body
from .payments_listing import MatchedListing
from .payments_lookup import bears, found_since, marked
from .payments_record import DIRECTIONS, FIELDS, Key, origin_of, payments_of, read_key
from .rows import split_single

_DOCUMENTS: dict[str, Any] = {"incomes": INCOMES, "expenses": EXPENSES}


class Settled(msgspec.Struct, frozen=True):
    """Hold a document as it was read, with its payments; `url` is where it was read."""

    kind: str
    document: Document
    payments: list[Payment]
    url: str


class PaymentFlows:
    """Write the operations once; the sync and the async client drive them.

    `part` keeps them to the payments of "incomes" or of "expenses".
    """

    # Both kinds of documents say the same of their payments.
    fields = FIELDS["incomes"]
    # The common fields that a draft can write.
    writable = ("date", "amount", "document", "account", "transaction", "description", "direction")

    def __init__(self, report: Any, part: str | None = None) -> None:
        self._report = report
        self._part = part

    def of(self, part: str | None) -> PaymentFlows:
        """Return the flows of a kind of document, or those of both.

        Raises ConfigurationError for a kind that there is not.
        """
        if part is not None and part not in DIRECTIONS:
            raise ConfigurationError(
                f"raw_kind is one of {', '.join(DIRECTIONS)} here, not {part!r}"
            )
        return PaymentFlows(self._report, part)

    def listings(self, filters: PaymentFilters, slices: Slices) -> Sequence[MatchedListing]:
        """Describe the two listings; Nuvio has no pages, so a page size cannot be asked for."""
        if slices.page_size is not None:
            raise ConfigurationError("Nuvio gives whole lists and takes no page_size")
        return [MatchedListing(kind, filters, self._report) for kind in _DOCUMENTS.values()]

    def get(self, identity: str) -> Flow[Payment]:
        """Read one by its id, which names the document that it pays."""
        key = read_key(identity)
        if self._part not in (None, key.kind):
            raise ConfigurationError(f"{identity} is a payment of {key.kind}, not of {self._part}")
        settled = yield from self._settled(key.kind, key.document)
        return _one(settled, key)

    def create(self, draft: PaymentDraft, *, once: str | None, reread: bool) -> Flow[Payment | str]:
        """Pay a document, through an account or with a transaction."""
        refuse_misfits(draft, Payment, check_draft)
        if once is not None:
            draft = marked(draft, check_reference(once))
        check_draft(draft)
        before = yield from self._payable(draft)
        if once is not None:
            found = [each for each in before.payments if bears(each, once)]
            if found:
                known = only_one(found, once, url=before.url)
                return known if reread else known.id
        check_against(draft, before.document)
        try:
            answer = yield _writing(draft, before.document.id)
        except AmbiguousWriteError as error:
            error.lookup = lambda: self._find(draft, before, once)
            raise
        except ValidationError as error:
            error.add_note(_conditions(draft, before.document))
            raise
        made = codec.decode(answer.content, nuvio.TransactionResponse, self._report).data
        transaction = made.id if made else ""
        again = sum(_transaction(each) == transaction for each in before.payments)
        key = Key(before.kind, before.document.id, transaction, again + 1)
        return (yield from self._read_back(key)) if reread else key.text

    def update(
        self,
        known: Payment | str,  # noqa: ARG002  # the shape of all providers
        changes: dict[str, Any],  # noqa: ARG002
        *,
        force: bool,  # noqa: ARG002
        reread: bool,  # noqa: ARG002
    ) -> NoReturn:
        """Refuse: Nuvio's API changes transactions, and what they are matched with never."""
        raise UnsupportedOperationError(
            "Nuvio's API has no update for payments: transactions.update changes the movement that "
            "carries one, and what it pays can be changed in the web app"
        )

    def delete(self, known: Payment | str) -> NoReturn:  # noqa: ARG002
        """Refuse: Nuvio's API has no way to take a payment back."""
        raise UnsupportedOperationError(
            "Nuvio's API has no delete for payments: undo the match in the web app"
        )

    def _payable(self, draft: PaymentDraft) -> Flow[Settled]:
        kind = "incomes" if draft.direction == Direction.IN else "expenses"
        try:
            return (yield from self._settled(kind, draft.document or ""))
        except NotFoundError as error:
            other = "Direction.OUT" if kind == "incomes" else "Direction.IN"
            error.add_note(
                f"direction={draft.direction!s} looks among {kind}: if it is none, give {other}"
            )
            raise

    def _settled(self, kind: str, document: str) -> Flow[Settled]:
        """Read a document with its payments."""
        documents = _DOCUMENTS[kind]
        kwargs = documents.operation("get").get_kwargs(document)
        call = Call(read=True, operation="payments.get", **kwargs)
        answer = yield call
        record = documents.singles.read(answer.content, self._report).data
        if not record or not record.id:
            raise without("record", method="GET", url=call.url, status=answer.status_code)
        whole = Origin(answer.content, split_single, documents.fields)
        return Settled(
            kind,
            documents.normalize([record], whole)[0],
            payments_of(kind, [record], origin_of(answer.content, kind)),
            call.url,
        )

    def _read_back(self, key: Key) -> Flow[Payment]:
        try:
            return (yield from self.get(key.text))
        except LedgerspanError as fault:
            error = AmbiguousWriteError(
                f"payments.create is done, as payment {key.text}, but reading it back failed: "
                f"{fault}\n  Do not send it again. error.resolve() reads it.",
                operation="payments.create",
                cause=fault,
            )
            error.lookup = lambda: self._there(key)
            raise error from fault

    def _there(self, key: Key) -> Flow[Resolution]:
        return told_by_id((yield from self.get(key.text)))

    def _find(self, draft: PaymentDraft, before: Settled, once: str | None) -> Flow[Resolution]:
        """Look for what a payment may have left in its document."""
        now = yield from self._settled(before.kind, before.document.id)
        if once is not None:
            return found_by_reference([each for each in now.payments if bears(each, once)], once)
        return found_since(before.payments, now.payments, draft)


def _writing(draft: PaymentDraft, document: str) -> Call:
    if draft.transaction:
        kwargs = payments.match_payment.get_kwargs(
            draft.transaction, body=matched_body(draft, document)
        )
    else:
        kwargs = payments.add_payment.get_kwargs(body=added_body(draft, document))
    return Call(read=False, operation="payments.create", expects_id=True, **kwargs)


def _one(settled: Settled, key: Key) -> Payment:
    # A document may be named by its number: the UUID stands in the ids of its payments.
    identity = msgspec.structs.replace(key, document=settled.document.id).text
    for payment in settled.payments:
        if payment.id == identity:
            return payment
    raise NotFoundError(
        f"the {key.kind.removesuffix('s')} {key.document} has no such payment: {identity}",
        method="GET",
        url=settled.url,
        status=200,
    )


def _transaction(payment: Payment) -> str | None:
    return None if payment.transaction is None else payment.transaction.id


def _conditions(draft: PaymentDraft, document: Document) -> str:
    """Say what a refused payment may lack; the server names no field (published docs)."""
    remains = (
        "" if document.due is None else f" ({document.due} {document.currency or ''})".rstrip()
    )
    if draft.transaction:
        return (
            "A transaction pays what goes its way, as far as anything is left of it and of the "
            f"document{remains}."
        )
    return (
        "An account can pay if it is tracked by hand and has the currency of the document or of "
        f"the company, at most what remains of the document{remains}."
    )
