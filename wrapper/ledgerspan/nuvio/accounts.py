"""Say how money accounts are spoken to. One made here is tracked by hand (published docs)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nuvio_client import models as nuvio
from nuvio_client.api import accounts

from ledgerspan.drafts import AccountDraft
from ledgerspan.errors import ConfigurationError
from ledgerspan.models import Account, Origin, Provider

from .accounts_body import CHANGES, changed_body, draft_body
from .accounts_record import FIELDS, accounts_of
from .kind import Kind


class MoneyAccountKind(Kind[Account, AccountDraft]):
    """Speak to the accounts of the company; their list takes no filter."""

    shape = Account
    name = "accounts"
    one = "account"
    path = list_path = "/v1/accounts"
    model = "Account"
    api = accounts
    verbs: Mapping[str, str] = {
        "list": "list_accounts",
        **{verb: f"{verb}_account" for verb in ("get", "create", "update")},
    }
    instead: Mapping[str, str] = {
        "delete": "delete it in the web app, or rename it with accounts.update"
    }
    fields = FIELDS
    writable = CHANGES

    def normalize(self, records: Sequence[Any], origin: Origin) -> list[Account]:
        """Turn records into the common model."""
        return accounts_of(records, origin)

    def body_of(self, draft: AccountDraft) -> nuvio.AccountInput:
        """Return the body that creates a draft."""
        return draft_body(draft)

    def changed_body(
        self, known: Account | None, changes: Mapping[str, Any]
    ) -> nuvio.AccountUpdateInput:
        """Return the body that writes a record with changes over it."""
        now = Account(id="", provider=Provider.NUVIO) if known is None else known
        return changed_body(now, changes)

    def list_sent(self, filters: Any) -> tuple[Mapping[str, Any], tuple[str, ...]]:  # noqa: ARG002
        """Return nothing: the list takes no filter."""
        return {}, ()

    def marked(self, draft: AccountDraft, once: str) -> AccountDraft:
        """Return the draft: its name is the only text that an account can be known by."""
        if draft.name != once:
            raise ConfigurationError(
                "on Nuvio `once` is the name of the account, which has no field for a reference: "
                "give the same text for both"
            )
        return draft

    def bears(self, record: Account, once: str) -> bool:
        """Tell whether an account has the reference for its name."""
        return record.name == once

    def is_near(self, record: Account, draft: AccountDraft) -> bool:
        """Tell whether an account has the name and currency of a draft."""
        return (record.name, record.currency) == (draft.name, draft.currency)

    def is_same(self, record: Account, draft: AccountDraft) -> bool:
        """Tell whether an account has all values of a draft."""
        return (
            self.is_near(record, draft)
            and record.number == (draft.number or None)
            and (record.opening_balance or 0) == (draft.opening_balance or 0)
        )


ACCOUNTS = MoneyAccountKind()
