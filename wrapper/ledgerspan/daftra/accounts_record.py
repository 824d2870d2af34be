"""Turn Daftra's treasuries into the common Account."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from daftra_client import models as daftra

from ledgerspan.models import Account, AccountKind, FieldOrigin, Origin, Provider, Source
from ledgerspan.moments import read_moment

# Codes of the published docs; there is no 2.
KINDS = {1: AccountKind.BANK, 3: AccountKind.CASH}

FIELDS = {
    "id": Source("id"),
    "provider": Source("", FieldOrigin.COMPUTED, "the platform itself"),
    "name": Source("name"),
    "number": Source("type_account_number"),
    "kind": Source("type", note="1 bank account, 3 cash box"),
    "kind_text": Source("type"),
    "currency": Source("currency_code", note="blank is the site's own: the main treasury's"),
    "balance": Source("balance"),
    "bank_name": Source("type_name", note="the name of the account at the bank"),
    "description": Source("description"),
    "is_active": Source("active"),
    "is_primary": Source("is_primary"),
    "created_at": Source("created", note="without a zone"),
    "updated_at": Source("modified", note="without a zone"),
}


def accounts_of(records: Iterable[daftra.Treasury], origin: Origin) -> list[Account]:
    """Normalize the treasuries of one answer, in order; none is ever left out."""
    accounts: list[Account] = []
    for index, record in enumerate(records):
        # Any: codes are numbers to a decoder and UNSET where they were none.
        code: Any = record.type_
        if not isinstance(code, int):
            code = None
        created, modified = record.created, record.modified
        accounts.append(
            Account(
                id=str(record.id or ""),
                provider=Provider.DAFTRA,
                name=record.name or None,
                number=record.type_account_number or None,
                kind=AccountKind.UNKNOWN if code is None else KINDS.get(code, AccountKind.UNKNOWN),
                kind_text=None if code is None else str(int(code)),
                currency=record.currency_code or None,
                balance=_decimal(record.balance),
                bank_name=record.type_name or None,
                description=record.description or None,
                is_active=_flag(record.active),
                is_primary=_flag(record.is_primary),
                created_at=read_moment(created) if created else None,
                updated_at=read_moment(modified) if modified else None,
                _origin=origin,
                _index=index,
            )
        )
    return accounts


def _decimal(value: object) -> Decimal | None:
    # "NaN" and "Infinity" are Decimals to the decoder and no amounts to anybody.
    return value if isinstance(value, Decimal) and value.is_finite() else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
