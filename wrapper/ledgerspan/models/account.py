"""Hold where money lies."""

from __future__ import annotations

import datetime
from decimal import Decimal

from .record import Record
from .words import AccountKind


class Account(Record, frozen=True, kw_only=True, gc=False, eq=False):
    """Carry a money account: a Daftra treasury, a Nuvio account.

    `number` is an IBAN or account number, `currency` None where it is the company's own (Daftra
    leaves it blank); `balance` is what is there now, `opening_balance` what was there before the
    first movement. `integration` says how movements get in, in the provider's words (Nuvio).
    """

    name: str | None = None
    number: str | None = None
    kind: AccountKind = AccountKind.UNKNOWN
    kind_text: str | None = None
    currency: str | None = None
    balance: Decimal | None = None
    opening_balance: Decimal | None = None
    bank_name: str | None = None
    description: str | None = None
    is_active: bool | None = None
    is_primary: bool | None = None
    integration: str | None = None
    created_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None
