"""Invent transactions that pay for nothing yet, so that there is something to match."""

from decimal import Decimal

from ledgerspan.sandbox.companies import NuvioCompany
from ledgerspan.sandbox.dice import happens, pick, seeded_day
from ledgerspan.sandbox.exactjson import plain_digits
from ledgerspan.sandbox.money import currency_digits
from ledgerspan.sandbox.nuvio.batch import Row
from ledgerspan.sandbox.nuvio.identifiers import derived_uuid
from ledgerspan.sandbox.nuvio.kinds import DIRECTIONS
from ledgerspan.sandbox.nuvio.workspace import Workspace
from ledgerspan.sandbox.plan import Plan
from ledgerspan.sandbox.vocabulary import NOTES


def loose_transactions(plan: Plan, company: NuvioCompany, workspace: Workspace) -> list[Row]:
    """Invent a transaction for every five incomes, in both directions."""
    chance = plan.chance("nuvio", company.number, "transactions")
    rows: list[Row] = []
    for index in range((plan.records + 4) // 5):
        minor = int(chance.random() ** 2 * 900_000) + 1
        amount = Decimal(minor).scaleb(-currency_digits(company.currency))
        day = seeded_day(chance, plan.clock)
        entities = (*workspace.entities, *workspace.suppliers)
        rows.append(
            (
                derived_uuid(plan.seed, "nuvio", company.number, "loose", index),
                company.number,
                pick(chance, workspace.accounts),
                pick(chance, NOTES) if happens(chance, 0.8) else None,
                f"{day.isoformat()}T14:05:00Z",
                plain_digits(amount),
                DIRECTIONS[index % len(DIRECTIONS)],
                pick(chance, entities) if happens(chance, 0.5) else None,
            )
        )
    return rows
