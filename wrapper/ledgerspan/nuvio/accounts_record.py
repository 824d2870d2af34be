"""Turn Nuvio's accounts into the common Account."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from nuvio_client import models as nuvio

from ledgerspan.models import Account, AccountKind, FieldOrigin, Origin, Provider, Source

FIELDS = {
    "id": Source("id"),
    "provider": Source("", FieldOrigin.COMPUTED, "the platform itself"),
    "name": Source("name"),
    "number": Source("iban"),
    "kind": Source("type", note="the words are not published; case is ignored"),
    "kind_text": Source("type"),
    "currency": Source("currency"),
    "balance": Source("currentBalance"),
    "opening_balance": Source("openingBalance"),
    "integration": Source("integrationType", note="the words are not published"),
}

_KINDS = {
    "bank": AccountKind.BANK,
    "bankaccount": AccountKind.BANK,
    "cash": AccountKind.CASH,
    "cashaccount": AccountKind.CASH,
}


def accounts_of(records: Iterable[nuvio.Account], origin: Origin) -> list[Account]:
    """Normalize the accounts of one answer, in order; none is ever left out.

    `or None` turns UNSET and empty texts into None.
    """
    return [
        Account(
            id=record.id or "",
            provider=Provider.NUVIO,
            name=record.name or None,
            number=record.iban or None,
            kind=account_kind(record.type_) if record.type_ else AccountKind.UNKNOWN,
            kind_text=record.type_ or None,
            currency=record.currency or None,
            balance=_decimal(record.current_balance),
            opening_balance=_decimal(record.opening_balance),
            integration=record.integration_type or None,
            _origin=origin,
            _index=index,
        )
        for index, record in enumerate(records)
    ]


def account_kind(word: str) -> AccountKind:
    """Return the kind that a word stands for, whatever its case and separators."""
    plain = "".join(letter for letter in word if letter.isalpha()).lower()
    return _KINDS.get(plain, AccountKind.UNKNOWN)


def _decimal(value: object) -> Decimal | None:
    # "NaN" and "Infinity" are Decimals to the decoder and no amounts to anybody.
    return value if isinstance(value, Decimal) and value.is_finite() else None
