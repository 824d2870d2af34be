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


class ContactRole(StrEnum):
    """Name what a contact is to the company."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    BOTH = "both"
    UNKNOWN = "unknown"


class ContactKind(StrEnum):
    """Name whether a contact is a person or a company."""

    INDIVIDUAL = "individual"
    BUSINESS = "business"
    UNKNOWN = "unknown"


class ProductKind(StrEnum):
    """Name what is sold; UNKNOWN with `kind_text` for a word that is none of ours."""

    PRODUCT = "product"
    SERVICE = "service"
    BUNDLE = "bundle"
    UNKNOWN = "unknown"


class PaymentState(StrEnum):
    """Name how far a payment itself is; only a completed one counts."""

    COMPLETED = "completed"
    PENDING = "pending"
    # Begun and not finished (Daftra's code 3).
    INCOMPLETE = "incomplete"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Name which way money moves, as the company sees it."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


class AccountKind(StrEnum):
    """Name what a money account is."""

    BANK = "bank"
    CASH = "cash"
    UNKNOWN = "unknown"


class LedgerSide(StrEnum):
    """Name the side on which a ledger account grows."""

    DEBIT = "debit"
    CREDIT = "credit"
    UNKNOWN = "unknown"


class FieldOrigin(StrEnum):
    """Name where the value of a common field came from."""

    SENT = "sent"
    COMPUTED = "computed"
    ABSENT = "absent"
