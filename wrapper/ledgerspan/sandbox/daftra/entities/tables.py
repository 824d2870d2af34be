"""Every table that v2 has for itself: v1 has no path to them, except to bookings."""

from ledgerspan.sandbox.daftra.bookings import BOOKINGS
from ledgerspan.sandbox.daftra.entities.accounts import ACCOUNT_TABLES
from ledgerspan.sandbox.daftra.entities.assets import ASSET_TABLES
from ledgerspan.sandbox.daftra.entities.credits import CREDIT_TABLES
from ledgerspan.sandbox.daftra.entities.debit_notes import DEBIT_NOTE_TABLES
from ledgerspan.sandbox.daftra.entities.goods import GOODS_TABLES
from ledgerspan.sandbox.daftra.entities.people import PEOPLE_TABLES
from ledgerspan.sandbox.daftra.entities.workflows import WORKFLOW_TABLES
from ledgerspan.sandbox.daftra.table import Table

ENTITY_TABLES: tuple[Table, ...] = (
    *GOODS_TABLES,
    *CREDIT_TABLES,
    *PEOPLE_TABLES,
    *ASSET_TABLES,
    *ACCOUNT_TABLES,
    *DEBIT_NOTE_TABLES,
    *WORKFLOW_TABLES,
    BOOKINGS,
)
