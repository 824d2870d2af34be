"""Turn drafts and changes into the body of a Nuvio account.

PUT is presumed to replace the record (behaviours, "Not documented"), so an update sends all four
members that can be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from nuvio_client import models as nuvio
from nuvio_client.types import UNSET

from ledgerspan.drafts import AccountDraft
from ledgerspan.drafts.account import balance_faults, name_faults
from ledgerspan.drafts.draft import currency_faults, refuse_changes
from ledgerspan.errors import FieldError
from ledgerspan.models import Account

CHANGES = ("name", "number", "currency", "opening_balance")

# "number/double with 2 decimals" (published docs).
_DECIMALS = 2


def draft_body(draft: AccountDraft) -> nuvio.AccountInput:
    """Return the body that creates the draft; raises DraftError with all faults."""
    draft.require(tuple(_draft_faults(draft)))
    return nuvio.AccountInput(
        name=draft.name,
        currency=draft.currency or "",
        iban=_or_unset(draft.number),
        opening_balance=_or_unset(draft.opening_balance),
    )


def changed_body(account: Account, changes: Mapping[str, Any]) -> nuvio.AccountUpdateInput:
    """Return the body that writes `account` with the changes over it."""
    refuse_changes(changes, CHANGES, _change_faults(changes))
    wanted = {name: getattr(account, name) for name in CHANGES} | dict(changes)
    return nuvio.AccountUpdateInput(
        name=_or_unset(wanted["name"]),
        iban=wanted["number"],
        currency=_or_unset(wanted["currency"]),
        opening_balance=_or_unset(wanted["opening_balance"]),
    )


def _draft_faults(draft: AccountDraft) -> Iterator[FieldError]:
    if draft.currency is None:
        yield FieldError("currency", "a Nuvio account needs one, such as EUR")
    if draft.kind is not None:
        yield FieldError("kind", "cannot be chosen through Nuvio's API: leave it out")
    for name in ("bank_name", "description", "is_active", "is_primary"):
        if getattr(draft, name) is not None:
            yield FieldError(name, "a Nuvio account has no such field")
    yield from _decimals_faults(draft.opening_balance)


def _change_faults(changes: Mapping[str, Any]) -> Iterator[FieldError]:
    if "name" in changes:
        yield from name_faults("name", changes["name"])
    if "currency" in changes:
        yield from currency_faults("currency", changes["currency"])
    if "opening_balance" in changes:
        yield from balance_faults("opening_balance", changes["opening_balance"])
        yield from _decimals_faults(changes["opening_balance"])


def _decimals_faults(balance: object) -> Iterator[FieldError]:
    if not isinstance(balance, Decimal) or not balance.is_finite():
        return
    if len(f"{balance:f}".partition(".")[2].rstrip("0")) > _DECIMALS:
        yield FieldError("opening_balance", f"has {_DECIMALS} decimals at most, not {balance}")


def _or_unset(value: Any) -> Any:
    return UNSET if value is None else value
