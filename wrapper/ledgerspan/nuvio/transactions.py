"""Say how transactions are spoken to: money that comes to an account or leaves it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from nuvio_client import models as nuvio
from nuvio_client.api import transactions

from ledgerspan.drafts import TransactionDraft
from ledgerspan.models import Origin, Provider, Transaction

from .day import moment_of
from .kind import Kind
from .transactions_body import WRITABLE, changed_body, draft_body
from .transactions_record import FIELDS, transactions_of

_DAY = datetime.timedelta(days=1)


class TransactionKind(Kind[Transaction, TransactionDraft]):
    """Speak to the transactions of all accounts; their list takes no filter."""

    shape = Transaction
    name = "transactions"
    one = "transaction"
    path = list_path = "/v1/transactions"
    model = "Transaction"
    api = transactions
    verbs: Mapping[str, str] = {
        "list": "list_transactions",
        **{verb: f"{verb}_transaction" for verb in ("get", "create", "update")},
    }
    instead: Mapping[str, str] = {
        "delete": "delete it in the web app, or change it with transactions.update"
    }
    fields = FIELDS
    writable = WRITABLE
    has_windows = False

    def normalize(self, records: Sequence[Any], origin: Origin) -> list[Transaction]:
        """Turn records into the common model."""
        return transactions_of(records, origin)

    def body_of(self, draft: TransactionDraft) -> nuvio.TransactionInput:
        """Return the body that creates a draft."""
        return draft_body(draft)

    def changed_body(
        self, known: Transaction | None, changes: Mapping[str, Any]
    ) -> nuvio.TransactionUpdateInput:
        """Return the body that writes a record with changes over it."""
        now = Transaction(id="", provider=Provider.NUVIO) if known is None else known
        return changed_body(now, changes)

    def list_sent(self, filters: Any) -> tuple[Mapping[str, Any], tuple[str, ...]]:  # noqa: ARG002
        """Return nothing: the list takes no filter."""
        return {}, ()

    def is_near(self, record: Transaction, draft: TransactionDraft) -> bool:
        """Tell whether a transaction has about the day, and the other main values of a draft.

        In which zone answers write a moment, and whether they keep its time, is not published: it
        may be the day before or after there.
        """
        return (
            (record.date is None or abs(record.date - draft.date) <= _DAY)
            and record.amount == draft.amount
            and record.direction == draft.direction
            and record.account is not None
            and record.account.id == draft.account
        )

    def is_same(self, record: Transaction, draft: TransactionDraft) -> bool:
        """Tell whether a transaction has all values of a draft."""
        contact = record.contact
        return (
            self.is_near(record, draft)
            and record.booked_at == (draft.booked_at or moment_of(draft.date))
            and record.description == (draft.description or None)
            and (contact and contact.id) == (draft.contact or None)
        )


TRANSACTIONS = TransactionKind()
