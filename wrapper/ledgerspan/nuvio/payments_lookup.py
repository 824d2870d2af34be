"""Know a payment again: by its reference, or by what its document did not have before."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ledgerspan.drafts import PaymentDraft
from ledgerspan.errors import ConfigurationError
from ledgerspan.models import Payment
from ledgerspan.once import has_tag, tagged
from ledgerspan.resolution import Outcome, Resolution


def marked(draft: PaymentDraft, once: str) -> PaymentDraft:
    """Return a draft that bears a reference, in brackets behind its description.

    Raises ConfigurationError for a match: the transaction is there, and its text stays.
    """
    if draft.transaction:
        raise ConfigurationError(
            "a match has no field for a reference, so `once` cannot know it again: look first "
            "whether payments.list(document=...) names the transaction already, and leave once out"
        )
    return msgspec.structs.replace(draft, description=tagged(draft.description, once))


def bears(payment: Payment, once: str) -> bool:
    """Tell whether a payment bears a reference."""
    return has_tag(payment.description, once)


def found_since(
    before: Sequence[Payment], now: Sequence[Payment], draft: PaymentDraft
) -> Resolution:
    """Tell of a payment whether it is among those that its document did not have before."""
    known = {payment.id for payment in before}
    fresh = tuple(payment for payment in now if payment.id not in known)
    same = tuple(payment for payment in fresh if _is_same(payment, draft))
    if len(same) == 1:
        return Resolution(
            outcome=Outcome.HAPPENED,
            reason="the document has a payment with these values that it did not have before",
            record=same[0],
        )
    if not fresh:
        return Resolution(
            outcome=Outcome.NOT_HAPPENED, reason="the document has no payment that is new"
        )
    # Not by amount: in which currency it counts is not published where account and document differ.
    return Resolution(
        outcome=Outcome.UNKNOWN,
        reason="the document has new payments, and which of them is yours cannot be told",
        candidates=same or fresh,
    )


def _is_same(payment: Payment, draft: PaymentDraft) -> bool:
    if payment.amount != draft.amount:
        return False
    if draft.transaction:
        return payment.transaction is not None and payment.transaction.id == draft.transaction
    account = payment.account
    return (
        account is not None
        and account.id == draft.account
        and payment.date == draft.date
        and payment.description == (draft.description or None)
    )
