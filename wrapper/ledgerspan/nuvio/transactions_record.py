"""Turn Nuvio's transactions into the common Transaction."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from nuvio_client import models as nuvio

from ledgerspan.dates import read_iso_date
from ledgerspan.models import (
    Direction,
    DocumentMatch,
    FieldOrigin,
    Origin,
    Provider,
    Ref,
    Source,
    Transaction,
)
from ledgerspan.moments import read_epoch, read_moment

FIELDS = {
    "id": Source("id"),
    "provider": Source("", FieldOrigin.COMPUTED, "the platform itself"),
    "date": Source("transactionDate", note="the day as it is written, in whatever zone that is"),
    "booked_at": Source(
        "transactionDate, transactionTimestamp",
        note="the timestamp counts where the date has no time, if its size tells its unit",
    ),
    "amount": Source("amount", note="without a sign: direction says which way"),
    "currency": Source("currency"),
    "direction": Source("transactionType"),
    "direction_text": Source("transactionType"),
    "account": Source("accountId, accountName"),
    "contact": Source("matchedEntity"),
    "description": Source("description"),
    "documents": Source(
        "matchedIncomes, matchedExpenses", note="in whose currency they are is not published"
    ),
}

# The words of the published docs.
_DIRECTIONS = {"Money In": Direction.IN, "Money Out": Direction.OUT}


def transactions_of(records: Iterable[nuvio.Transaction], origin: Origin) -> list[Transaction]:
    """Normalize the transactions of one answer, in order; none is ever left out.

    `or None` and `or ()` turn UNSET and empty texts into None and ().
    """
    transactions: list[Transaction] = []
    for index, record in enumerate(records):
        day, entity = record.transaction_date, record.matched_entity
        amount: Any = record.amount
        amount = amount.copy_abs() if _is_amount(amount) else None
        word = str(record.transaction_type or "")
        account, name = record.account_id or None, record.account_name or None
        moment = read_moment(day) if day else None
        transactions.append(
            Transaction(
                id=record.id or "",
                provider=Provider.NUVIO,
                date=read_iso_date(day) if day else None,
                booked_at=moment or read_epoch(record.transaction_timestamp),
                amount=amount,
                currency=record.currency or None,
                direction=_DIRECTIONS.get(word, Direction.UNKNOWN),
                direction_text=word or None,
                account=Ref(id=account, name=name) if account or name else None,
                contact=Ref(id=entity.id or None, code=entity.code or None) if entity else None,
                description=record.description or None,
                documents=_documents(record),
                _origin=origin,
                _index=index,
            )
        )
    return transactions


def _documents(record: nuvio.Transaction) -> tuple[DocumentMatch, ...]:
    incomes, expenses = record.matched_incomes or (), record.matched_expenses or ()
    return (
        *[_match("income", match.invoice_id, match.matched_amount) for match in incomes],
        *[_match("expense", match.expense_id, match.matched_amount) for match in expenses],
    )


def _match(kind: str, document: Any, amount: Any) -> DocumentMatch:
    return DocumentMatch(
        document=Ref(id=document or None),
        kind=kind,
        amount=amount if _is_amount(amount) else None,
    )


def _is_amount(value: object) -> bool:
    # "NaN" and "Infinity" are Decimals to the decoder and no amounts to anybody.
    return isinstance(value, Decimal) and value.is_finite()
