"""Turn drafts and changes into the body of a Nuvio transaction.

PUT is presumed to replace the record (behaviours, "Not documented"), so an update sends all that
can be written; the account stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nuvio_client import models as nuvio
from nuvio_client.types import UNSET

from ledgerspan.drafts import TransactionDraft
from ledgerspan.drafts.draft import amount_faults, day_faults, refuse_changes
from ledgerspan.drafts.payment import direction_faults
from ledgerspan.drafts.transaction import contact_faults, moment_faults
from ledgerspan.errors import FieldError
from ledgerspan.models import Direction, Transaction

from .day import moment_of

CHANGES = ("date", "booked_at", "amount", "direction", "contact", "description")
WRITABLE = (*CHANGES, "account")


def draft_body(draft: TransactionDraft) -> nuvio.TransactionInput:
    """Return the body that creates the draft; raises DraftError with all faults."""
    draft.require()
    return nuvio.TransactionInput(
        account_id=draft.account,
        transaction_type=_type(draft.direction),
        amount=draft.amount,
        description=UNSET if draft.description is None else draft.description,
        transaction_date=draft.booked_at or moment_of(draft.date),
        matching_entity_id=UNSET if draft.contact is None else draft.contact,
    )


def changed_body(
    transaction: Transaction, changes: Mapping[str, Any]
) -> nuvio.TransactionUpdateInput:
    """Return the body that writes `transaction` with the changes over it."""
    refuse_changes(changes, CHANGES, _change_faults(changes))
    contact = transaction.contact
    now: dict[str, Any] = {
        "amount": transaction.amount,
        "direction": transaction.direction,
        "contact": contact and contact.id,
        "description": transaction.description,
    }
    wanted = now | dict(changes)
    direction = wanted["direction"]
    is_by_code = "contact" not in changes and contact is not None and contact.id is None
    return nuvio.TransactionUpdateInput(
        description=wanted["description"],
        transaction_date=_moment(transaction, changes),
        transaction_type=UNSET if direction == Direction.UNKNOWN else _type(direction),
        matching_entity_id=wanted["contact"],
        matching_entity_code=contact.code if is_by_code and contact else UNSET,
        amount=UNSET if wanted["amount"] is None else wanted["amount"],
    )


def _moment(transaction: Transaction, changes: Mapping[str, Any]) -> Any:
    """Return the moment to write; left out, it stays as it is (inferred of the docs)."""
    if "booked_at" in changes:
        return changes["booked_at"]
    if "date" in changes:
        return moment_of(changes["date"])
    booked_at = transaction.booked_at
    return UNSET if booked_at is None or booked_at.utcoffset() is None else booked_at


def _type(direction: Direction) -> nuvio.TransactionType:
    is_in = direction == Direction.IN
    return nuvio.TransactionType.MONEY_IN if is_in else nuvio.TransactionType.MONEY_OUT


def _change_faults(changes: Mapping[str, Any]) -> Iterator[FieldError]:
    if "date" in changes:
        yield from day_faults("date", changes["date"])
    if "booked_at" in changes:
        yield from moment_faults("booked_at", changes["booked_at"], changes.get("date"))
    if "amount" in changes:
        yield from amount_faults("amount", changes["amount"], positive=True)
    yield from contact_faults("contact", changes.get("contact"))
    if "direction" in changes:
        yield from direction_faults("direction", changes["direction"])
