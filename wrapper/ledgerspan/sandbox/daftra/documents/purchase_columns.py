"""The members of a purchase document and of its lines (published).

The docs show no totals of a purchase, which one code base reads from lists; they type the taxes of
its lines as values, not as keys; here they are keys, as on sales lines (nobody has shown either).
"""

from ledgerspan.sandbox.daftra.columns import (
    Column,
    Start,
    amount,
    code,
    flag,
    moment,
    reference,
    text,
)

_SECOND = ("country_code", "name", "address1", "address2", "city", "state", "postal_code")

SNAPSHOT = (
    text("supplier_business_name", 255),
    text("supplier_first_name", 255),
    text("supplier_last_name", 255),
    text("supplier_email", 255),
    text("supplier_address1", 255),
    text("supplier_address2", 255),
    text("supplier_postal_code", 10),
    text("supplier_city", 100),
    text("supplier_state", 100),
    text("supplier_country_code", 3),
)
"""What a document copies of its supplier when a write leaves it out."""

HEADER = (
    reference("staff_id"),
    text("no", 255),
    reference("supplier_id", "suppliers"),
    flag("is_offline"),
    Column("currency_code", "currency", start=Start.CURRENCY),
    *SNAPSHOT,
    Column("date", "date", takes_null=False, empty="0000-00-00", start=Start.TODAY),
    flag("draft"),
    # The capital is the vendor's (published).
    flag("Supplier_active_secondary_address"),
    *(text(f"Supplier_secondary_{part}", 255) for part in _SECOND),
    flag("is_received"),
    moment("received_date"),
    amount("summary_subtotal", access="seen", start="0", native_in=("detail",)),
    # Null on taxed documents (quirk 18).
    amount("summary_tax1", access="seen"),
    amount("summary_total", access="seen", start="0", native_in=("detail",)),
    # Tells purchase refunds from purchase invoices, and is never shown.
    code("kind", access="hidden"),
)
