"""Every entity that v2 serves here: add a shape, and it is listed, read and written.

The names of entities are those of docs and running code. Of relations only those of sales
documents are known; the others are named after their entity, `journal_transactions` after its v1
key (inferred). `purchase_order_item` is published as a member, not as an entity: it is read in its
document alone.
"""

from ledgerspan.sandbox.daftra.bookings import BOOKING, BOOKING_ITEM
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.entities.accounts import ACCOUNTS
from ledgerspan.sandbox.daftra.entities.assets import ASSETS
from ledgerspan.sandbox.daftra.entities.credits import CREDITS
from ledgerspan.sandbox.daftra.entities.debit_notes import DEBIT_NOTE_ITEM, DEBIT_NOTES
from ledgerspan.sandbox.daftra.entities.follow_ups import FOLLOW_UPS
from ledgerspan.sandbox.daftra.entities.goods import GOODS, UNIT_FACTOR
from ledgerspan.sandbox.daftra.entities.operating import OPERATING, REQUISITION_ITEM
from ledgerspan.sandbox.daftra.entities.people import DEPARTMENT_MANAGER, PEOPLE
from ledgerspan.sandbox.daftra.entities.sales import SALES
from ledgerspan.sandbox.daftra.entities.shape import Relation, Shape, Writes
from ledgerspan.sandbox.daftra.entities.workflows import (
    INSIDE_WORKFLOWS,
    WORKFLOWS,
    workflow_shape,
)

_STAFF = Relation("staff", "staff", "staff_id")
_CLIENT = Relation("client", "client", "client_id")
_SUPPLIER = Relation("supplier", "supplier", "supplier_id")
_CATEGORY = Relation("journal_cat", "journal_cat", "journal_cat_id")

_LINES = Relation("purchase_order_item", "purchase_order_item", "purchase_order_id", many=True)
_LINE_OF_A_PURCHASE = Shape("purchase_order_item", "purchase_items")

_SHAPES = (
    *SALES,
    Shape("purchase_order", "purchase_invoices", relations=(_SUPPLIER, _STAFF, _LINES)),
    Shape("purchase_refund", "purchase_refunds", relations=(_SUPPLIER, _STAFF, _LINES)),
    Shape(
        "client",
        "clients",
        also=("category_id", "national_id", "photo", "language_code"),
        relations=(_STAFF,),
    ),
    Shape("supplier", "suppliers", relations=(_STAFF,)),
    Shape("product", "products", relations=(_STAFF, _SUPPLIER)),
    Shape("product_category", "product_categories"),
    Shape("store", "stores"),
    Shape("staff", "staff", renamed={"notes": "note"}, whole=("language_code",)),
    Shape("tax", "taxes"),
    Shape("treasury", "treasuries", also=("currency_code",), relations=(_STAFF,)),
    Shape("income", "incomes", relations=(_CLIENT,)),
    Shape("expense", "expenses", relations=(_CLIENT,)),
    Shape(
        "journal",
        "journals",
        relations=(
            _STAFF,
            Relation("journal_transactions", "journal_transaction", "journal_id", many=True),
        ),
    ),
    Shape(
        "journal_transaction",
        "journal_transactions",
        relations=(
            Relation("journal", "journal", "journal_id"),
            Relation("journal_account", "journal_account", "journal_account_id"),
        ),
        writes=Writes(inside="journal"),
    ),
    Shape("journal_account", "journal_accounts", relations=(_CATEGORY,)),
    Shape("journal_cat", "journal_cats", relations=(_CATEGORY,)),
    *GOODS,
    *CREDITS,
    *PEOPLE,
    *ASSETS,
    *ACCOUNTS,
    *FOLLOW_UPS,
    *DEBIT_NOTES,
    *WORKFLOWS,
    *OPERATING,
    BOOKING,
)
_INSIDE = (
    _LINE_OF_A_PURCHASE,
    UNIT_FACTOR,
    DEPARTMENT_MANAGER,
    DEBIT_NOTE_ITEM,
    BOOKING_ITEM,
    REQUISITION_ITEM,
    *INSIDE_WORKFLOWS,
)

ENTITIES = {shape.entity: shape for shape in _SHAPES}
"""Those of every account."""
SHAPES = {**ENTITIES, **{shape.entity: shape for shape in _INSIDE}}
"""With those that only stand inside another."""


def shape_named(entity: str, books: Books) -> Shape | None:
    """Find an entity: one of every account, or the records of one of its own workflows."""
    return ENTITIES.get(entity) or workflow_shape(entity, books)
