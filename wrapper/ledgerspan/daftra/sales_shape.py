"""Describe what the bodies of sales documents hold: any of the four wrappers, children anywhere.

The generated rows know one wrapper each. Here a row has them all, since credit notes come under
`Invoice` or `CreditNote` (quirk 17), and the children that older payloads have beside the document
(observation 3: three code bases still look there).
"""

from __future__ import annotations

from attrs import define
from daftra_client.codec import wire_names
from daftra_client.models import ClientRecord, InvoiceItem, Pagination, Payment, SalesDocument
from daftra_client.types import UNSET, Unset


@define
class SalesRow:
    """Hold a sales document in its wrapper, and what stands beside it."""

    invoice: SalesDocument | Unset | None = UNSET
    estimate: SalesDocument | Unset | None = UNSET
    credit_note: SalesDocument | Unset | None = UNSET
    refund_receipt: SalesDocument | Unset | None = UNSET
    client: ClientRecord | Unset | None = UNSET
    invoice_item: list[InvoiceItem] | Unset | None = UNSET
    invoice_payment: list[Payment] | Unset | None = UNSET


@define
class SalesPage:
    """Hold the body of a list."""

    data: list[SalesRow] | Unset | None = UNSET
    pagination: Pagination | Unset | None = UNSET


@define
class SalesResponse:
    """Hold the body of a single read."""

    data: SalesRow | Unset | None = UNSET


wire_names(
    SalesRow,
    {
        "invoice": "Invoice",
        "estimate": "Estimate",
        "credit_note": "CreditNote",
        "refund_receipt": "RefundReceipt",
        "client": "Client",
        "invoice_item": "InvoiceItem",
        "invoice_payment": "InvoicePayment",
    },
)
