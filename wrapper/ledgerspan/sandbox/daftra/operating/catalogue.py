"""Every table of follow-ups, work and stock; the catalogue of the Daftra side takes them here."""

from ledgerspan.sandbox.daftra.operating.appointments import APPOINTMENTS
from ledgerspan.sandbox.daftra.operating.attendance import CLIENT_ATTENDANCES
from ledgerspan.sandbox.daftra.operating.branches import BRANCHES
from ledgerspan.sandbox.daftra.operating.follow_ups import FOLLOW_UP_ACTIONS, FOLLOW_UP_STATUSES
from ledgerspan.sandbox.daftra.operating.notes import NOTES
from ledgerspan.sandbox.daftra.operating.time_tracking import TIME_ACTIVITIES, TIME_TRACKING
from ledgerspan.sandbox.daftra.operating.work_orders import WORK_ORDERS
from ledgerspan.sandbox.daftra.stock.requisitions import REQUISITIONS
from ledgerspan.sandbox.daftra.stock.transactions import STOCK_TRANSACTIONS
from ledgerspan.sandbox.daftra.table import Table

OPERATING_TABLES: tuple[Table, ...] = (
    BRANCHES,
    FOLLOW_UP_ACTIONS,
    FOLLOW_UP_STATUSES,
    NOTES,
    *APPOINTMENTS,
    CLIENT_ATTENDANCES,
    WORK_ORDERS,
    TIME_ACTIVITIES,
    TIME_TRACKING,
    REQUISITIONS,
    STOCK_TRANSACTIONS,
)

OPERATING_INDEXES = """
CREATE INDEX daftra_stock_transactions_of ON daftra_stock_transactions (company, product_id);
CREATE INDEX daftra_stock_transactions_by
    ON daftra_stock_transactions (company, source_type, order_id);
"""
"""Every document asks for the movements it caused, and every product for its own."""
