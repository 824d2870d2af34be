"""Invent a Nuvio workspace: things to refer to, then documents; the plan decides every value.

Each part throws dice of its own, so that one can grow without changing the others.
"""

import sqlite3
from collections.abc import Iterator

from ledgerspan.sandbox.companies import NuvioCompany
from ledgerspan.sandbox.nuvio.batch import Batch
from ledgerspan.sandbox.nuvio.invented_expenses import expenses
from ledgerspan.sandbox.nuvio.invented_incomes import incomes
from ledgerspan.sandbox.nuvio.invented_payments import Invented, add_payments
from ledgerspan.sandbox.nuvio.invented_transactions import loose_transactions
from ledgerspan.sandbox.nuvio.workspace import Workspace, insert_workspace
from ledgerspan.sandbox.plan import Plan

_CHUNK = 5000


def seed_nuvio(connection: sqlite3.Connection, plan: Plan, company: NuvioCompany) -> None:
    """Insert the workspace of `company`, `plan.records` incomes, and half as many expenses."""
    workspace = insert_workspace(connection, plan, company)
    batch = Batch(transactions=loose_transactions(plan, company, workspace))
    for invented in _documents(plan, company, workspace):
        paid = [payment.amount for payment in invented.payments]
        batch.add(invented.document, invented.lines, paid)
        add_payments(batch, plan, company, invented)
        if len(batch.documents) == _CHUNK:
            batch.insert(connection)
            batch = Batch()
    batch.insert(connection)


def _documents(plan: Plan, company: NuvioCompany, workspace: Workspace) -> Iterator[Invented]:
    yield from incomes(plan, company, workspace)
    yield from expenses(plan, company, workspace)
