"""The stores that hold what is tracked."""

from ledgerspan.sandbox.daftra.columns import flag, reference, stamps, text
from ledgerspan.sandbox.daftra.table import Table

STORES = Table(
    "stores",
    "Store",
    (
        text("name", 255),
        text("shipping_address", empty=None),
        flag("primary"),
        flag("active", start=1),
        *stamps(),
        reference("branch_id"),
    ),
    order="id",
)
