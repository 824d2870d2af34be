"""Turn Daftra's journal accounts into LedgerAccounts; `FIELDS` is what `explain` reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ledgerspan.models import FieldOrigin, LedgerAccount, Origin, Provider, Ref, Source
from ledgerspan.moments import read_moment

from .ledger_values import amount_of

if TYPE_CHECKING:
    from daftra_client import models as daftra

_DAFTRA = Provider.DAFTRA

FIELDS = {
    "id": Source("id"),
    "provider": Source("", FieldOrigin.COMPUTED, "the platform itself"),
    "code": Source("code"),
    "name": Source("name"),
    "side": Source("type", note="0 or 1, and no document says which is the debit side"),
    "side_text": Source("type", note="the code as it came"),
    "category": Source("journal_cat_id", note="0 is none"),
    "total_debit": Source("total_debit"),
    "total_credit": Source("total_credit"),
    "role": Source("entity_type", note='the record it is kept for is `entity_id`; "" is none'),
    "is_active": Source("disabled", note="the opposite of disabled"),
    "created_at": Source("created"),
    "updated_at": Source("modified"),
}


def ledger_accounts_of(
    records: Iterable[daftra.JournalAccount], origin: Origin
) -> list[LedgerAccount]:
    """Normalize the records of one answer, in order; none is ever left out.

    `or None` turns UNSET, "" and id 0 into None, as observation 6 says.
    """
    accounts: list[LedgerAccount] = []
    for index, record in enumerate(records):
        above = record.journal_cat_id
        side: Any = record.type_
        role: Any = record.entity_type
        disabled = record.disabled
        accounts.append(
            LedgerAccount(
                id=str(record.id or ""),
                provider=_DAFTRA,
                code=record.code or None,
                name=record.name or None,
                side_text=side.value or None if side else None,
                category=Ref(id=str(above)) if above else None,
                total_debit=amount_of(record.total_debit),
                total_credit=amount_of(record.total_credit),
                role=role.value or None if role else None,
                is_active=not disabled if disabled.__class__ is bool else None,
                created_at=read_moment(record.created) if record.created else None,
                updated_at=read_moment(record.modified) if record.modified else None,
                _origin=origin,
                _index=index,
            )
        )
    return accounts
