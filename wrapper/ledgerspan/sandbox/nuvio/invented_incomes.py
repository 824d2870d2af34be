"""Invent the incomes of a Nuvio company."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from random import Random

from ledgerspan.sandbox.companies import NuvioCompany
from ledgerspan.sandbox.dice import happens, pick, pick_several, seeded_day
from ledgerspan.sandbox.money import currency_digits
from ledgerspan.sandbox.nuvio.batch import Document, Line
from ledgerspan.sandbox.nuvio.identifiers import derived_uuid
from ledgerspan.sandbox.nuvio.invented_payments import Invented, invented
from ledgerspan.sandbox.nuvio.kinds import INCOME
from ledgerspan.sandbox.nuvio.workspace import Workspace
from ledgerspan.sandbox.plan import Plan
from ledgerspan.sandbox.vocabulary import NOTES

CURRENCIES = ("SAR", "EGP", "EUR", "KWD")
RATE = Decimal("4.0175")
"""Of every currency that is not the company's own."""
_QUANTITIES = ("1", "2", "3", "12", "0.5", "2.25", "40")


def incomes(plan: Plan, company: NuvioCompany, workspace: Workspace) -> Iterator[Invented]:
    """Invent `plan.records` incomes with their payments."""
    chance = plan.chance("nuvio", company.number, "incomes")
    for index in range(plan.records):
        income = _income(plan, company, workspace, chance, index)
        yield invented(chance, income, workspace.accounts)


def invented_line(
    workspace: Workspace, chance: Random, currency: str, line_id: str, detail: str | None = None
) -> Line:
    """Invent a line: many small prices, few large ones."""
    minor = int(chance.random() ** 3 * 900_000) + 1
    return Line(
        id=line_id,
        product_id=pick(chance, workspace.products),
        quantity=Decimal(pick(chance, _QUANTITIES)),
        unit_price=Decimal(minor).scaleb(-currency_digits(currency)),
        taxes=pick_several(chance, workspace.taxes, (0, 1, 1, 2)),
        detail=detail,
    )


def _income(
    plan: Plan, company: NuvioCompany, workspace: Workspace, chance: Random, index: int
) -> Document:
    foreign = happens(chance, 0.3)
    currency = pick(chance, CURRENCIES) if foreign else company.currency
    day = seeded_day(chance, plan.clock)
    origin = (plan.seed, "nuvio", company.number, index)
    custom_number = happens(chance, 0.1)
    return Document(
        kind=INCOME,
        position=1 + company.number * plan.records + index,
        id=derived_uuid(*origin),
        company=company.number,
        number=f"{day.year}-{index + 1:05d}-A" if custom_number else f"INV-{index + 1}",
        status="Draft" if happens(chance, 0.06) else "Sent",
        description=pick(chance, NOTES) if happens(chance, 0.8) else None,
        day=day.isoformat(),
        due_date=(day + timedelta(days=30)).isoformat() if happens(chance, 0.7) else None,
        currency=currency,
        exchange_rate=RATE if currency != company.currency else None,
        project_id=pick(chance, workspace.projects) if happens(chance, 0.4) else None,
        party_id=pick(chance, workspace.entities) if happens(chance, 0.85) else None,
        tags=pick_several(chance, workspace.tags, (0, 0, 1, 2)),
        lines=tuple(
            invented_line(workspace, chance, currency, derived_uuid(*origin, place))
            for place in range(pick(chance, (1, 2, 3, 4)))
        ),
    )
