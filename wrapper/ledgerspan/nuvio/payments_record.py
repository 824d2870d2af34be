"""Turn what was matched to Nuvio's incomes and expenses into the common Payment.

The API has no list of payments: each stands in `matchedPayments` of the document that it pays, and
is named by kind, document and transaction:

    incomes/<UUID of the income>/<UUID of the transaction>

The same transaction may pay a document twice; the second time has `/2` behind it, in the order of
`matchedPayments`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec
from nuvio_client import models as nuvio
from nuvio_client.codec import mended

from ledgerspan.dates import read_iso_date
from ledgerspan.errors import ConfigurationError
from ledgerspan.models import (
    Direction,
    FieldOrigin,
    Origin,
    Payment,
    PaymentState,
    Provider,
    Ref,
    Source,
)

DIRECTIONS = {"incomes": Direction.IN, "expenses": Direction.OUT}

_COMPUTED = FieldOrigin.COMPUTED
_FIELDS = {
    "id": Source("transactionId", _COMPUTED, "kind, document and transaction"),
    "provider": Source("", _COMPUTED, "the platform itself"),
    "raw_kind": Source("", _COMPUTED, "the kind of the document that it was read from"),
    "direction": Source("", _COMPUTED, "in for an income, out for an expense"),
    "date": Source("transactionDate", note="the day as it is written, in whatever zone that is"),
    "amount": Source("amount"),
    "currency": Source("currency"),
    "account": Source("bankAccountId, bankAccountName"),
    "transaction": Source("transactionId"),
    "status": Source("", _COMPUTED, "what is matched counts: it lowers remainingAmount"),
    "description": Source("description"),
}
FIELDS = {
    "incomes": {
        **_FIELDS,
        "document": Source("id, invoiceNumber", _COMPUTED, "those of the income"),
        "contact": Source("customer", _COMPUTED, "that of the income"),
    },
    "expenses": {
        **_FIELDS,
        "document": Source("id, referenceNumber", _COMPUTED, "those of the expense"),
        "contact": Source("supplier", _COMPUTED, "that of the expense"),
    },
}


class Key(msgspec.Struct, frozen=True):
    """Name a payment by what it pays, and by what it is paid with."""

    kind: str
    document: str
    transaction: str
    repeated: int = 1

    @property
    def text(self) -> str:
        """The id of the payment."""
        again = f"/{self.repeated}" if self.repeated > 1 else ""
        return f"{self.kind}/{self.document}/{self.transaction}{again}"


def read_key(identity: str) -> Key:
    """Return what an id names; raises ConfigurationError for what is none."""
    kind, _, rest = identity.partition("/")
    document, _, rest = rest.partition("/")
    transaction, is_again, count = rest.partition("/")
    if (
        kind not in DIRECTIONS
        or not (document and transaction)
        or (is_again and not (count.isascii() and count.isdigit()))
    ):
        raise ConfigurationError(
            "a Nuvio payment is named by what it pays and by its transaction, as in "
            f"incomes/<income>/<transaction>, not {identity!r}"
        )
    return Key(kind, document, transaction, int(count or 1))


def payments_of(kind: str, documents: Iterable[Any], origin: Origin) -> list[Payment]:
    """Normalize the payments of documents of one kind, in order; none is ever left out."""
    payments: list[Payment] = []
    for document in documents:
        is_income = kind == "incomes"
        number = document.invoice_number if is_income else document.reference_number
        party = document.customer if is_income else document.supplier
        settled = Ref(id=document.id or None, code=number or None)
        contact = _entity(party) if party else None
        met: dict[str, int] = {}
        for match in document.matched_payments or ():
            transaction = match.transaction_id or ""
            met[transaction] = met.get(transaction, 0) + 1
            day = match.transaction_date
            account, name = match.bank_account_id or None, match.bank_account_name or None
            key = Key(kind, document.id or "", transaction, met[transaction])
            payments.append(
                Payment(
                    # Without both of them nothing can find it again.
                    id=key.text if document.id and transaction else "",
                    provider=Provider.NUVIO,
                    raw_kind=kind,
                    direction=DIRECTIONS[kind],
                    date=read_iso_date(day) if day else None,
                    amount=_decimal(match.amount),
                    currency=match.currency or None,
                    document=settled,
                    contact=contact,
                    account=Ref(id=account, name=name) if account or name else None,
                    transaction=Ref(id=transaction) if transaction else None,
                    status=PaymentState.COMPLETED,
                    description=match.description or None,
                    _origin=origin,
                    _index=len(payments),
                )
            )
    return payments


def origin_of(content: bytes, kind: str) -> Origin:
    """Return what gives each payment of an answer back untouched."""
    return Origin(content, split_matched, FIELDS[kind])


class _Body(msgspec.Struct, gc=False):
    data: msgspec.Raw


class _Document(msgspec.Struct, gc=False):
    payments: list[msgspec.Raw] | None = msgspec.field(default=None, name="matchedPayments")


def split_matched(content: bytes) -> list[bytes]:
    """Split the body of a list, or of a single read, into the payments of its documents."""
    data = bytes(msgspec.json.decode(mended(content), type=_Body).data)
    documents = msgspec.json.decode(data, type=list[msgspec.Raw]) if data[:1] == b"[" else [data]
    return [bytes(payment) for document in documents for payment in _matched(bytes(document))]


def _matched(document: bytes) -> list[msgspec.Raw]:
    try:
        return msgspec.json.decode(document, type=_Document).payments or []
    except msgspec.ValidationError:
        # A document that is no object, or payments that are no list: nothing was read from it.
        return []


def _entity(entity: nuvio.EntityRef) -> Ref:
    return Ref(id=entity.id or None, name=entity.name or None, code=entity.entity_code or None)


def _decimal(value: object) -> Decimal | None:
    # "NaN" and "Infinity" are Decimals to the decoder and no amounts to anybody.
    return value if isinstance(value, Decimal) and value.is_finite() else None
