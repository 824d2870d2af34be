"""The members of a sales document and of its lines (published; observed where it says so).

Null is taken where the docs mark a member so, and for texts and ids that may be nothing.
"""

from ledgerspan.sandbox.daftra.columns import (
    Column,
    Start,
    amount,
    code,
    flag,
    reference,
    stamps,
    text,
)

KINDS = (0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)
"""Every `type` of the newest docs; `sales` says which of them are kept here."""


def money(name: str) -> Column:
    """Describe what the server works out: a number in details, a text in lists (observed)."""
    return amount(name, access="read", start="0", native_in=("detail",))


SNAPSHOT = (
    text("client_business_name", 100),
    text("client_first_name", 255),
    text("client_last_name", 255),
    text("client_email", 255),
    text("client_address1", 255),
    text("client_address2", 255),
    text("client_postal_code", 20),
    text("client_city", 100),
    text("client_state", 100),
    text("client_country_code", 3),
)
"""What a document copies of its client when a write leaves it out (published)."""

WORKED_OUT = (
    code("payment_status", access="read", native_in=("detail",)),
    money("summary_subtotal"),
    money("summary_discount"),
    money("summary_total"),
    money("summary_paid"),
    money("summary_unpaid"),
    money("summary_deposit"),
    money("summary_refund"),
)

SEEN = (
    # Live answers have these and the docs have not; the two taxes are null on taxed documents.
    Column("due_date", "date", access="seen", empty="0000-00-00"),
    text("e_invoice_status", access="seen", empty=None),
    amount("summary_tax", access="seen"),
    amount("summary_tax1", access="seen"),
)

UNSEEN = (
    # The newest docs take these on a write and show them on no read; two have been seen.
    Column("issue_date", "date", takes_null=False, access="write"),
    code("due_after", takes_null=False, access="write"),
    text("terms", 80_000, access="write"),
    text("client_currency_code", access="write"),
    reference("order_source_id", access="write"),
    reference("language_id", access="write"),
    text("date_format", access="write"),
    reference("cost_center_id", access="write"),
    text("terminal_id", access="write"),
    text("unique_id", access="write"),
    # The blocks beside the model that the docs call objects without properties, as JSON.
    text("InvoiceCustomField", access="write"),
)

HEADER = (
    code("type", *KINDS, start=0),
    reference("staff_id"),
    # A refund or credit note names its invoice here; what others may name is not said.
    reference("subscription_id", "invoices", empty=None, loose=True),
    reference("store_id", "stores"),
    text("no", 255),
    text("po_number", 255),
    text("name", 255),
    reference("client_id", "clients"),
    flag("is_offline", takes_null=False),
    Column("currency_code", "currency", takes_null=False, start=Start.CURRENCY),
    *SNAPSHOT,
    Column("date", "date", takes_null=False, empty="0000-00-00", start=Start.TODAY),
    flag("draft", takes_null=False),
    amount("discount", takes_null=False, start="0"),
    amount("discount_amount", takes_null=False, start="0"),
    amount("deposit", takes_null=False, start="0"),
    code("deposit_type", 0, 1, 2, takes_null=False, start=0),
    text("notes", 80_000),
    text("html_notes"),
    reference("invoice_layout_id"),
    reference("estimate_id"),
    code("shipping_options", 1, 2, 3, empty=""),
    amount("shipping_amount"),
    flag("client_active_secondary_address", takes_null=False),
    text("client_secondary_name", 255),
    text("client_secondary_address1", 255),
    text("client_secondary_address2", 255),
    text("client_secondary_city", 100),
    text("client_secondary_state", 100),
    text("client_secondary_postal_code", 50),
    text("client_secondary_country_code", 10),
    reference("follow_up_status", "follow_up_statuses", empty=None, loose=True),
    reference("work_order_id", "work_orders", empty=None),
    code("requisition_delivery_status", 1, 2, 3, 4, 5),
    reference("pos_shift_id", empty=None),
    code("source_type", *KINDS),
    reference("source_id", empty=None),
    reference("branch_id", start=1),
    *UNSEEN,
    *WORKED_OUT,
    *SEEN,
    *stamps(),
)

GOODS = (
    text("item", 100_000),
    text("description", 100_000),
    amount("unit_price", takes_null=False, start="0"),
    amount("quantity", takes_null=False, start="1"),
    # Loose, so that an unknown tax is refused in the words that were seen.
    reference("tax1", "taxes", empty=None, loose=True),
    reference("tax2", "taxes", empty=None, loose=True),
    reference("product_id", "products", empty=None),
    amount("discount", takes_null=False, start="0"),
    code("discount_type", 1, 2, takes_null=False, start=1),
    reference("store_id", "stores"),
    text("col_3", empty=None),
    text("col_4", empty=None),
    text("col_5", empty=None),
    money("calculated_discount"),
    money("subtotal"),
    *stamps(),
    # Kept for the totals; each dialect shows its own part of them.
    amount("gross", access="hidden"),
    amount("tax1_percent", access="seen"),
    amount("tax2_percent", access="hidden"),
    amount("summary_tax1", access="hidden"),
    amount("summary_tax2", access="hidden"),
)
"""A line without the id of its document, whose name depends on the kind."""
