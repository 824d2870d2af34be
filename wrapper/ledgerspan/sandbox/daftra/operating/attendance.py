"""Visits of clients: they are logged, and never read (published)."""

from ledgerspan.sandbox.daftra.columns import Start, moment, reference
from ledgerspan.sandbox.daftra.table import Table

CLIENT_ATTENDANCES = Table(
    "client_attendances",
    "ClientAttendance",
    (
        # The docs name `time` alone. A visit without a visitor is kept: nobody knows the member.
        moment("time", takes_null=False, start=Start.NOW),
        reference("client_id", "clients"),
    ),
    routes=(),
)
