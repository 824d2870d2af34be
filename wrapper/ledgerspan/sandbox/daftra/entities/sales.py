"""Sales documents as v2 shows them, with their lines and payments.

A list of `invoice` holds documents of every kind, and `filter[type]` tells them apart (published).
`clients` is one object in spite of its name, and `journal` is where the exchange rate is to be had:
total_debit / currency_debit (both observed). `payment` is the published name of the payments.
"""

from ledgerspan.sandbox.daftra.entities.shape import Relation, Shape, Writes

_KEPT_IN_V1 = (
    "name",
    "deposit",
    "deposit_type",
    "notes",
    "shipping_options",
    "summary_deposit",
)
_SHOWN_HERE = ("issue_date", "due_after", "order_source_id")
_RATE = ("id", "date", "total_debit", "currency_debit")
_KINDS = {
    "invoice": "invoices",
    "estimate": "estimates",
    "credit_note": "credit_notes",
    "refund_receipt": "refund_receipts",
}
_NOT_INSIDE = ("deleted_at", "modified", "transaction_type", "processed")


def _document(entity: str, path: str) -> Shape:
    booked = {"entity_type": entity}
    return Shape(
        entity,
        path,
        also=_SHOWN_HERE,
        without=_KEPT_IN_V1,
        relations=(
            Relation("staff", "staff", "staff_id", leaf=True),
            Relation("store", "store", "store_id", only=("id", "name", "active"), leaf=True),
            Relation("clients", "client", "client_id", without=("deleted_at",), leaf=True),
            Relation("invoice_client", "client", "client_id", without=("deleted_at",), leaf=True),
            Relation(
                "journal",
                "journal",
                "entity_id",
                first=True,
                also=booked,
                only=_RATE,
                leaf=True,
            ),
            Relation(
                "payment",
                "invoice_payment",
                "invoice_id",
                many=True,
                without=_NOT_INSIDE,
                leaf=True,
            ),
            Relation(
                "invoice_item",
                "invoice_item",
                "invoice_id",
                many=True,
                without=("deleted_at",),
                leaf=True,
            ),
        ),
    )


SALES = (
    *(_document(entity, path) for entity, path in _KINDS.items()),
    Shape(
        "invoice_item",
        "invoice_items",
        also=("summary_tax1", "summary_tax2"),
        relations=(
            Relation("invoice", "invoice", "invoice_id"),
            Relation("product", "product", "product_id"),
        ),
        writes=Writes(inside="invoice"),
    ),
    Shape(
        "invoice_payment",
        "invoice_payments",
        also=("extra_details",),
        days=("date",),
        relations=(
            Relation("invoice", "invoice", "invoice_id"),
            Relation("treasury", "treasury", "treasury_id"),
        ),
    ),
)
