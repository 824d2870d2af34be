"""Describe a money account to be created."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from ledgerspan.errors import FieldError
from ledgerspan.models import AccountKind

from .draft import Draft, amount_faults, currency_faults


class AccountDraft(Draft, frozen=True, kw_only=True):
    """Describe a money account to create; `number` is an IBAN or account number.

    Daftra needs `kind` and takes neither `currency` nor `opening_balance`. Nuvio needs `currency`
    and makes an account that is tracked by hand, with `number` and `opening_balance` (which may
    be negative) besides.
    """

    name: str
    currency: str | None = None
    kind: AccountKind | None = None
    number: str | None = None
    bank_name: str | None = None
    opening_balance: Decimal | None = None
    description: str | None = None
    is_active: bool | None = None
    is_primary: bool | None = None

    what: ClassVar[str] = "account"

    def _faults(self) -> Iterator[FieldError]:
        yield from name_faults("name", self.name)
        if self.currency is not None:
            yield from currency_faults("currency", self.currency)
        if self.kind is not None:
            yield from account_kind_faults("kind", self.kind)
        if self.opening_balance is not None:
            yield from balance_faults("opening_balance", self.opening_balance)
        for name in ("is_active", "is_primary"):
            yield from flag_faults(name, getattr(self, name))


def name_faults(path: str, name: object) -> Iterator[FieldError]:
    """Yield the fault of what is no name."""
    if not isinstance(name, str) or not name.strip():
        yield FieldError(path, f"a text that says something, not {name!r}")


def account_kind_faults(path: str, kind: object) -> Iterator[FieldError]:
    """Yield the fault of what is no kind that an account can be given."""
    if kind not in (AccountKind.BANK, AccountKind.CASH):
        yield FieldError(path, f'"bank" or "cash", not {kind!r}')


def balance_faults(path: str, balance: object) -> Iterator[FieldError]:
    """Yield what is wrong with a balance, which may be negative."""
    if isinstance(balance, Decimal) and balance.is_finite():
        balance = balance.copy_abs()
    yield from amount_faults(path, balance, positive=False)


def flag_faults(path: str, flag: object) -> Iterator[FieldError]:
    """Yield the fault of what is neither yes nor no; None is the caller's matter."""
    if flag is not None and not isinstance(flag, bool):
        yield FieldError(path, f"True or False, not {flag!r}")
