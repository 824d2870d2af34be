"""Name the four kinds of sales documents: invoices, estimates, credit notes, refund receipts."""

from __future__ import annotations

from daftra_client.api import credit_notes, estimates, invoices, refund_receipts

from ledgerspan.drafts import CreditNoteDraft, EstimateDraft, InvoiceDraft, RefundReceiptDraft
from ledgerspan.models import CreditNote, Estimate, Invoice, RefundReceipt

from .sales_body import CHANGES, INVOICE_CHANGES, REFUND_CHANGES
from .sales_kind import SalesKind
from .sales_record import FIELDS, INVOICE_FIELDS, REFUND_FIELDS

INVOICES: SalesKind[Invoice, InvoiceDraft] = SalesKind(
    Invoice, invoices, "invoice", ("invoice",), fields=INVOICE_FIELDS, writable=INVOICE_CHANGES
)
ESTIMATES: SalesKind[Estimate, EstimateDraft] = SalesKind(
    Estimate, estimates, "estimate", ("estimate",), fields=FIELDS, writable=CHANGES
)
CREDIT_NOTES: SalesKind[CreditNote, CreditNoteDraft] = SalesKind(
    CreditNote,
    credit_notes,
    "credit note",
    ("credit_note", "invoice"),
    fields=REFUND_FIELDS,
    writable=REFUND_CHANGES,
)
REFUND_RECEIPTS: SalesKind[RefundReceipt, RefundReceiptDraft] = SalesKind(
    RefundReceipt,
    refund_receipts,
    "refund receipt",
    ("refund_receipt",),
    fields=REFUND_FIELDS,
    writable=REFUND_CHANGES,
)
