"""Every table of documents and payments; the catalogue of the Daftra side takes them from here."""

from ledgerspan.sandbox.daftra.documents.payments import CLIENT_PAYMENTS, INVOICE_PAYMENTS
from ledgerspan.sandbox.daftra.documents.purchases import PURCHASES
from ledgerspan.sandbox.daftra.documents.sales import SALES
from ledgerspan.sandbox.daftra.table import Table

DOCUMENT_TABLES: tuple[Table, ...] = (*SALES, INVOICE_PAYMENTS, CLIENT_PAYMENTS, *PURCHASES)

DOCUMENT_INDEXES = """
CREATE INDEX daftra_invoices_newest ON daftra_invoices (company, date, id, deleted_at);
CREATE INDEX daftra_invoices_numbered ON daftra_invoices (company, "no");
CREATE INDEX daftra_invoices_refunding ON daftra_invoices (company, subscription_id);
CREATE INDEX daftra_invoice_items_of ON daftra_invoice_items (company, invoice_id);
CREATE INDEX daftra_invoice_payments_of ON daftra_invoice_payments (company, invoice_id);
CREATE INDEX daftra_invoice_payments_from ON daftra_invoice_payments (company, client_payment_id);
CREATE INDEX daftra_purchase_items_of ON daftra_purchase_items (company, purchase_order_id);
"""
"""Every read of a document asks for its lines and payments: they must not be searched for."""
