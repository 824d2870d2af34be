"""Name the fixed words of the common model: providers, payment states, kinds of documents."""

from __future__ import annotations

from enum import StrEnum


class Provider(StrEnum):
    """Name the platform that a record came from."""

    DAFTRA = "daftra"
    NUVIO = "nuvio"


class PaymentStatus(StrEnum):
    """Name how far a document is paid.

    UNKNOWN stands for two cases that `Document.payment_status_text` tells apart: None when the
    provider said nothing, its own word when that word is none of ours.
    """

    UNPAID = "unpaid"
    PARTIALLY_PAID = "partially_paid"
    PAID = "paid"
    REFUNDED = "refunded"
    OVERPAID = "overpaid"
    UNKNOWN = "unknown"


class FieldOrigin(StrEnum):
    """Name where the value of a common field came from."""

    SENT = "sent"
    COMPUTED = "computed"
    ABSENT = "absent"
