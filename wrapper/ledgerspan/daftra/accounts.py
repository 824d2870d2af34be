"""Say how money accounts are spoken to: Daftra calls them treasuries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from daftra_client import models as daftra
from daftra_client.api import treasuries

from ledgerspan.drafts import AccountDraft
from ledgerspan.models import Account, Origin

from .accounts_body import CHANGES, changed_body, draft_body
from .accounts_record import FIELDS, accounts_of
from .kind import Dates, Kind


class TreasuryKind(Kind[Account, AccountDraft]):
    """Speak to treasuries. Their list has no filter that anybody saw work."""

    shape = Account
    name = "accounts"
    one = "account"
    path = "/api2/treasuries"
    model = "Treasury"
    key = "treasury"
    api = treasuries
    verbs: Mapping[str, str] = {
        "list": "list_treasuries",
        **{verb: f"{verb}_treasury" for verb in ("get", "create", "update", "delete")},
    }
    fields = FIELDS
    writable = CHANGES

    def normalize(self, records: Sequence[Any], origin: Origin, dates: Dates) -> list[Account]:  # noqa: ARG002  # they have moments, and no days
        """Turn records into the common model."""
        return accounts_of(records, origin)

    def request_of(self, draft: AccountDraft) -> Any:
        """Return the body that creates a draft."""
        return daftra.TreasuryRequest(draft_body(draft))

    def changed_request(
        self,
        record: Any,
        known: Account | None,  # noqa: ARG002  # the record itself says everything
        changes: Mapping[str, Any],
    ) -> Any:
        """Return the body that writes a record with changes over it."""
        return daftra.TreasuryRequest(changed_body(record, changes))

    def is_near(self, record: Account, draft: AccountDraft) -> bool:
        """Tell whether an account has the name and kind of a draft."""
        return (record.name, record.kind) == (draft.name, draft.kind)

    def is_same(self, record: Account, draft: AccountDraft) -> bool:
        """Tell whether an account has all values of a draft."""
        return self.is_near(record, draft) and all(
            getattr(draft, name) in (None, "", getattr(record, name))
            for name in ("number", "bank_name", "description", "is_active", "is_primary")
        )


ACCOUNTS = TreasuryKind()
