"""Say how the accounts of the ledger are spoken to: journal_accounts there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from daftra_client import models as daftra
from daftra_client.api import journal_accounts

from ledgerspan.drafts import LedgerAccountDraft
from ledgerspan.errors import DraftError, FieldError
from ledgerspan.models import LedgerAccount, Origin

from .kind import Dates, Kind
from .ledger_accounts_body import CHANGES, changed_input, draft_input
from .ledger_accounts_record import FIELDS, ledger_accounts_of


class LedgerAccountKind(Kind[LedgerAccount, LedgerAccountDraft]):
    """Speak to journal_accounts. No filter of their list is documented: none is sent.

    `once` is written as the code, the one member that is unique (observation 9). Accounts of the
    system and those with transactions refuse deletion: ValidationError (observation 8).
    """

    shape = LedgerAccount
    name = "ledger_accounts"
    one = "ledger account"
    path = "/api2/journal_accounts"
    model = "JournalAccount"
    key = "journal_account"
    api = journal_accounts
    verbs: Mapping[str, str] = {
        "list": "list_journal_accounts",
        **{verb: f"{verb}_journal_account" for verb in ("get", "create", "update", "delete")},
    }
    fields = FIELDS
    writable = CHANGES
    moving = ("total_debit", "total_credit")

    def normalize(
        self, records: Sequence[Any], origin: Origin, dates: Dates
    ) -> list[LedgerAccount]:
        """Turn records into the common model."""
        del dates  # moments are ISO wherever they stand, and accounts have no day
        return ledger_accounts_of(records, origin)

    def request_of(self, draft: LedgerAccountDraft) -> Any:
        """Return the body that creates a draft."""
        return daftra.JournalAccountRequest(draft_input(draft))

    def changed_request(
        self, record: Any, known: LedgerAccount | None, changes: Mapping[str, Any]
    ) -> Any:
        """Return the body that writes a record with changes over it."""
        del known  # everything that is written stands in the record
        return daftra.JournalAccountRequest(changed_input(record, changes))

    def marked(self, draft: LedgerAccountDraft, once: str) -> LedgerAccountDraft:
        """Return a draft whose code is the reference; raises DraftError where it has another."""
        if draft.code not in (None, once):
            fault = FieldError(
                "code", f"a ledger account keeps `once` as its code: leave {draft.code!r} out"
            )
            raise DraftError("this ledger account", (fault,))
        return msgspec.structs.replace(draft, code=once)

    def bears(self, record: LedgerAccount, once: str) -> bool:
        """Tell whether the reference is a record's code."""
        return record.code == once

    def is_near(self, record: LedgerAccount, draft: LedgerAccountDraft) -> bool:
        """Tell whether a record has the code of a draft, or its name where it has no code."""
        if draft.code is not None:
            return record.code == draft.code
        return record.name is not None and record.name.strip() == draft.name.strip()

    def is_same(self, record: LedgerAccount, draft: LedgerAccountDraft) -> bool:
        """Tell whether a record has all values of a draft."""
        category = None if record.category is None else record.category.id
        return (
            self.is_near(record, draft)
            and record.name == draft.name
            and record.side_text == draft.side_text
            and int(draft.category or 0) == int(category or 0)
        )


LEDGER_ACCOUNTS = LedgerAccountKind()
