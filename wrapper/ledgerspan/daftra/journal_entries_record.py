"""Turn Daftra's journals into JournalEntries; `FIELDS` is what `entry.explain` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from ledgerspan.models import FieldOrigin, JournalEntry, JournalLine, Origin, Provider, Ref, Source
from ledgerspan.moments import read_moment

from .ledger_values import amount_of

if TYPE_CHECKING:
    from daftra_client import models as daftra

_DAFTRA = Provider.DAFTRA

FIELDS = {
    "id": Source("id"),
    "provider": Source("", FieldOrigin.COMPUTED, "the platform itself"),
    "number": Source("number"),
    "date": Source("date", note="a day, or a moment whose time is left off"),
    "name": Source("name"),
    "description": Source("description"),
    "currency": Source("currency_code"),
    "lines": Source("JournalTransaction", note="in lists too"),
    "total_debit": Source("total_debit"),
    "total_credit": Source("total_credit"),
    "currency_debit": Source("currency_debit"),
    "currency_credit": Source("currency_credit"),
    "source": Source("entity_type, entity_id", note='"" and 0 are none'),
    "is_automatic": Source("is_automatic"),
    "created_at": Source("created"),
    "updated_at": Source("modified"),
}


def journal_entries_of(
    records: Iterable[daftra.Journal], origin: Origin, read_date: Callable[[str], date | None]
) -> list[JournalEntry]:
    """Normalize the records of one answer, in order; none is ever left out.

    `or None` turns UNSET, "" and id 0 into None, as observation 6 says.
    """
    entries: list[JournalEntry] = []
    for index, record in enumerate(records):
        day, automatic = record.date, record.is_automatic
        lines: Any = record.journal_transaction or ()
        entries.append(
            JournalEntry(
                id=str(record.id or ""),
                provider=_DAFTRA,
                number=record.number or None,
                date=read_date(day) if day else None,
                name=record.name or None,
                description=record.description or None,
                currency=record.currency_code or None,
                lines=tuple([_line(line) for line in lines]),
                total_debit=amount_of(record.total_debit),
                total_credit=amount_of(record.total_credit),
                currency_debit=amount_of(record.currency_debit),
                currency_credit=amount_of(record.currency_credit),
                source=_source(record.entity_type, record.entity_id),
                is_automatic=automatic if automatic.__class__ is bool else None,
                created_at=read_moment(record.created) if record.created else None,
                updated_at=read_moment(record.modified) if record.modified else None,
                _origin=origin,
                _index=index,
            )
        )
    return entries


def _line(line: Any) -> JournalLine:
    account, identity = line.journal_account_id, line.id
    return JournalLine(
        id=str(identity) if identity else None,
        account=Ref(id=str(account)) if account else None,
        description=line.description or None,
        debit=amount_of(line.debit),
        credit=amount_of(line.credit),
        currency=line.currency_code or None,
        currency_debit=amount_of(line.currency_debit),
        currency_credit=amount_of(line.currency_credit),
        exchange_rate=amount_of(line.currency_rate),
    )


def _source(kind: Any, identity: Any) -> Ref | None:
    name = kind.value or None if kind else None
    if name is None and not identity:
        return None
    return Ref(id=str(identity) if identity else None, name=name)
