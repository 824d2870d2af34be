"""Turn Daftra's payments, of invoices and of clients, into the common Payment.

Both resources answer with the same members (published docs); `FIELDS` is what `explain` reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from daftra_client import models as daftra

from ledgerspan.models import (
    Attachment,
    Direction,
    FieldOrigin,
    Origin,
    Payment,
    PaymentState,
    Provider,
    Ref,
    Source,
)
from ledgerspan.moments import read_moment

# The method of what was paid out of a client's credit (observation, quirk 10).
CLIENT_CREDIT = "client_credit"

_DAFTRA = Provider.DAFTRA
_IN, _UNKNOWN = Direction.IN, Direction.UNKNOWN
_NO_STATE = PaymentState.UNKNOWN
# Codes of the published docs.
STATES = {
    0: PaymentState.FAILED,
    1: PaymentState.COMPLETED,
    2: PaymentState.PENDING,
    3: PaymentState.INCOMPLETE,
}

_COMPUTED = FieldOrigin.COMPUTED
FIELDS = {
    "id": Source("id", note="payments of invoices and of clients count apart"),
    "provider": Source("", _COMPUTED, "the platform itself"),
    "raw_kind": Source("", _COMPUTED, "the path that it was read from"),
    "direction": Source(
        "payment_method",
        _COMPUTED,
        "both paths hold what customers pay; client_credit moves no money; what a refund receipt "
        "gave back cannot be told apart here",
    ),
    "date": Source("date", note="a day with 00:00:00, ISO (observation 6)"),
    "amount": Source("amount"),
    "currency": Source("currency_code"),
    "method": Source("payment_method"),
    "reference": Source("transaction_id"),
    "document": Source("invoice_id", note="0 and null are none: a payment on account"),
    "contact": Source("client_id", note="who pays an invoice is said by the invoice alone"),
    "account": Source("treasury_id"),
    "status": Source("status", note="0 failed, 1 completed, 2 pending, 3 incomplete"),
    "status_text": Source("status"),
    "description": Source("notes"),
    "attachments": Source("attachment"),
    "created_at": Source("created", note="without a zone"),
    "updated_at": Source("modified", note="without a zone"),
}


def payments_of(
    raw_kind: str,
    records: Iterable[daftra.Payment],
    origin: Origin,
    read_date: Callable[[str], date | None],
) -> list[Payment]:
    """Normalize the payments of one answer, in order; none is ever left out.

    `or None` turns UNSET, "" and id 0 into None, as observation 6 says.
    """
    payments: list[Payment] = []
    for index, record in enumerate(records):
        amount: Any = record.amount
        if amount.__class__ is not Decimal or not amount.is_finite():
            amount = None
        # Any: codes are numbers to a decoder and UNSET where they were none.
        code: Any = record.status
        if not isinstance(code, int):
            code = None
        method, day = record.payment_method or None, record.date
        document, client, treasury = record.invoice_id, record.client_id, record.treasury_id
        created, modified, file = record.created, record.modified, record.attachment
        payments.append(
            Payment(
                id=str(record.id or ""),
                provider=_DAFTRA,
                raw_kind=raw_kind,
                direction=_UNKNOWN if method == CLIENT_CREDIT else _IN,
                date=read_date(day) if day else None,
                amount=amount,
                currency=record.currency_code or None,
                method=method,
                reference=record.transaction_id or None,
                document=Ref(id=str(document)) if document else None,
                contact=Ref(id=str(client)) if client else None,
                account=Ref(id=str(treasury)) if treasury else None,
                status=_NO_STATE if code is None else STATES.get(code, _NO_STATE),
                status_text=None if code is None else str(int(code)),
                description=record.notes or None,
                attachments=(Attachment(location=file),) if file else (),
                created_at=read_moment(created) if created else None,
                updated_at=read_moment(modified) if modified else None,
                _origin=origin,
                _index=index,
            )
        )
    return payments
