"""Invent the expenses of a Nuvio company."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from ledgerspan.sandbox.companies import NuvioCompany
from ledgerspan.sandbox.dice import happens, pick, pick_several, seeded_day
from ledgerspan.sandbox.nuvio.batch import Document
from ledgerspan.sandbox.nuvio.identifiers import derived_uuid
from ledgerspan.sandbox.nuvio.invented_incomes import CURRENCIES, RATE, invented_line
from ledgerspan.sandbox.nuvio.invented_payments import Invented, invented
from ledgerspan.sandbox.nuvio.kinds import EXPENSE
from ledgerspan.sandbox.nuvio.workspace import Workspace
from ledgerspan.sandbox.plan import Plan
from ledgerspan.sandbox.vocabulary import NOTES

_DETAILS = ("Paper, 20 reams", "Electricity", "إيجار المخزن", "Courier, 3 parcels", "Coffee ☕")


def expenses(plan: Plan, company: NuvioCompany, workspace: Workspace) -> Iterator[Invented]:
    """Invent an expense for every two incomes, with their payments."""
    chance = plan.chance("nuvio", company.number, "expenses")
    for index in range(_count(plan)):
        expense = _expense(plan, company, workspace, chance, index)
        yield invented(chance, expense, workspace.accounts)


def _count(plan: Plan) -> int:
    return (plan.records + 1) // 2


def _expense(
    plan: Plan, company: NuvioCompany, workspace: Workspace, chance: Random, index: int
) -> Document:
    foreign = happens(chance, 0.2)
    currency = pick(chance, CURRENCIES) if foreign else company.currency
    day = seeded_day(chance, plan.clock)
    origin = (plan.seed, "nuvio", company.number, "expense", index)
    return Document(
        kind=EXPENSE,
        # After the incomes of all companies: equal seeds give equal incomes, places included.
        position=1 + len(plan.nuvio) * plan.records + company.number * _count(plan) + index,
        id=derived_uuid(*origin),
        company=company.number,
        number=f"BILL/{day.year}/{index + 1}" if happens(chance, 0.7) else None,
        status=None,
        description=pick(chance, NOTES) if happens(chance, 0.6) else None,
        day=day.isoformat(),
        due_date=(day + timedelta(days=14)).isoformat() if happens(chance, 0.7) else None,
        currency=currency,
        exchange_rate=RATE if currency != company.currency else None,
        project_id=pick(chance, workspace.projects) if happens(chance, 0.3) else None,
        party_id=pick(chance, workspace.suppliers) if happens(chance, 0.85) else None,
        tags=pick_several(chance, workspace.tags, (0, 0, 1, 2)),
        lines=tuple(
            invented_line(
                workspace, chance, currency, derived_uuid(*origin, place), pick(chance, _DETAILS)
            )
            for place in range(pick(chance, (1, 1, 2, 3)))
        ),
    )
