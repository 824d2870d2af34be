"""Turn payment drafts into the bodies that pay a Nuvio document.

    account ──────> add-payment      makes a transaction; accounts that are tracked by hand alone
    transaction ──> match-payment    uses one that is there

The first calls an income `invoiceId`, the second `incomeId` (published docs).
"""

from __future__ import annotations

from collections.abc import Iterator

from nuvio_client import models as nuvio
from nuvio_client.types import UNSET

from ledgerspan.drafts import PaymentDraft
from ledgerspan.errors import DraftError, FieldError
from ledgerspan.models import Direction, Document, PaymentState

from .day import moment_of


def check_draft(draft: PaymentDraft) -> None:
    """Raise DraftError with everything that is wrong with a draft before anything is read."""
    draft.require(tuple(_faults(draft)))


def check_against(draft: PaymentDraft, document: Document) -> None:
    """Raise DraftError for what the document shows to be wrong.

    What remains is compared only where the draft says that it speaks the document's currency:
    which one counts when account and document differ is not published.
    """
    if draft.currency is None or document.currency is None:
        return
    if draft.currency != document.currency:
        fault = FieldError(
            "currency",
            f"what is paid of a document is in its currency, {document.currency}, "
            f"not {draft.currency}",
        )
        raise DraftError("this payment", (fault,))
    if document.due is not None and draft.amount > document.due:
        fault = FieldError(
            "amount",
            f"at most what remains, {document.due} {document.currency}, not {draft.amount}",
        )
        raise DraftError("this payment", (fault,))


def added_body(draft: PaymentDraft, document: str) -> nuvio.AddPaymentInput:
    """Return the body that pays a document, by UUID, from an account."""
    is_income = draft.direction == Direction.IN
    return nuvio.AddPaymentInput(
        account_id=draft.account or "",
        amount=draft.amount,
        invoice_id=document if is_income else UNSET,
        expense_id=UNSET if is_income else document,
        description=UNSET if draft.description is None else draft.description,
        transaction_date=moment_of(draft.date),
    )


def matched_body(draft: PaymentDraft, document: str) -> nuvio.MatchPaymentInput:
    """Return the body that pays a document, by UUID, with a transaction."""
    is_income = draft.direction == Direction.IN
    return nuvio.MatchPaymentInput(
        amount=draft.amount,
        income_id=document if is_income else UNSET,
        expense_id=UNSET if is_income else document,
    )


def _faults(draft: PaymentDraft) -> Iterator[FieldError]:
    if not draft.document:
        yield FieldError(
            "document", "give what it pays: an income, or an expense with Direction.OUT"
        )
    if bool(draft.account) == bool(draft.transaction):
        yield FieldError(
            "account",
            "give the account that it goes through, or the transaction that it is, and not both",
        )
    if draft.contact is not None:
        yield FieldError("contact", "the contact of the document pays it: leave contact out")
    for name in ("method", "reference"):
        if getattr(draft, name) is not None:
            yield FieldError(name, "a Nuvio payment has no such field")
    if draft.status != PaymentState.COMPLETED:
        yield FieldError("status", "a Nuvio payment counts at once: it is completed")
    if draft.transaction and draft.description is not None:
        yield FieldError("description", "that of the transaction stands: leave description out")
