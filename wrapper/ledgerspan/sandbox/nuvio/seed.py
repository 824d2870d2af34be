"""Invent a Nuvio workspace: things to refer to, then incomes; the plan decides every value."""

import sqlite3
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ledgerspan.sandbox.companies import NuvioCompany
from ledgerspan.sandbox.dice import happens, pick, pick_several, seeded_day
from ledgerspan.sandbox.exactjson import plain_digits
from ledgerspan.sandbox.money import currency_digits, round_money
from ledgerspan.sandbox.nuvio.batch import Batch, Income, Line
from ledgerspan.sandbox.nuvio.identifiers import derived_uuid
from ledgerspan.sandbox.nuvio.totals import income_totals
from ledgerspan.sandbox.nuvio.workspace import Workspace, insert_workspace
from ledgerspan.sandbox.plan import Plan
from ledgerspan.sandbox.vocabulary import BANKS, NOTES

_CURRENCIES = ("SAR", "EGP", "EUR", "KWD")
_QUANTITIES = ("1", "2", "3", "12", "0.5", "2.25", "40")
_CHUNK = 5000

# Shares of the total that are paid, so that every payment status is met.
_PAID_SHARES: tuple[tuple[str, ...], ...] = (
    (),
    (),
    ("0.25",),
    ("0.3", "0.2"),
    ("1",),
    ("0.5", "0.5"),
    ("1.1",),
)


def seed_nuvio(connection: sqlite3.Connection, plan: Plan, company: NuvioCompany) -> None:
    """Insert the workspace and `plan.records` incomes of `company`."""
    workspace = insert_workspace(connection, plan.seed, company.number)
    chance = plan.chance("nuvio", company.number, "incomes")
    batch = Batch()
    for index in range(plan.records):
        income = _income(plan, company, workspace, chance, index)
        lines = [line.totals(income.currency) for line in income.lines]
        paid = _paid(chance, income, income_totals(lines, ()).total)
        batch.add(income, lines, paid)
        batch.payments += _payments(chance, plan, income, paid)
        if len(batch.incomes) == _CHUNK:
            batch.insert(connection)
            batch = Batch()
    batch.insert(connection)


def _income(
    plan: Plan, company: NuvioCompany, workspace: Workspace, chance: Random, index: int
) -> Income:
    foreign = happens(chance, 0.3)
    currency = pick(chance, _CURRENCIES) if foreign else company.currency
    day = seeded_day(chance, plan.clock)
    origin = (plan.seed, "nuvio", company.number, index)
    custom_number = happens(chance, 0.1)
    return Income(
        position=1 + company.number * plan.records + index,
        id=derived_uuid(*origin),
        company=company.number,
        invoice_number=f"{day.year}-{index + 1:05d}-A" if custom_number else f"INV-{index + 1}",
        invoice_status="Draft" if happens(chance, 0.06) else "Sent",
        description=pick(chance, NOTES) if happens(chance, 0.8) else None,
        invoice_date=day.isoformat(),
        due_date=(day + timedelta(days=30)).isoformat() if happens(chance, 0.7) else None,
        currency=currency,
        exchange_rate=Decimal("4.0175") if currency != company.currency else None,
        project_id=pick(chance, workspace.projects) if happens(chance, 0.4) else None,
        customer_id=pick(chance, workspace.entities) if happens(chance, 0.85) else None,
        tags=pick_several(chance, workspace.tags, (0, 0, 1, 2)),
        lines=tuple(
            _line(workspace, chance, currency_digits(currency), derived_uuid(*origin, place))
            for place in range(pick(chance, (1, 2, 3, 4)))
        ),
    )


def _line(workspace: Workspace, chance: Random, digits: int, line_id: str) -> Line:
    minor = int(chance.random() ** 3 * 900_000) + 1
    return Line(
        id=line_id,
        product_id=pick(chance, workspace.products),
        quantity=Decimal(pick(chance, _QUANTITIES)),
        unit_price=Decimal(minor).scaleb(-digits),
        taxes=pick_several(chance, workspace.taxes, (0, 1, 1, 2)),
    )


def _paid(chance: Random, income: Income, total: Decimal) -> list[Decimal]:
    if income.invoice_status == "Draft":
        return []
    shares = pick(chance, _PAID_SHARES)
    amounts = [round_money(total * Decimal(share), income.currency) for share in shares]
    if sum(map(Decimal, shares)) == 1:
        # Rounding must not leave a cent open on what is meant to be paid.
        amounts[-1] = total - sum(amounts[:-1])
    return [amount for amount in amounts if amount > 0]


def _payments(
    chance: Random, plan: Plan, income: Income, paid: list[Decimal]
) -> list[tuple[str | int, ...]]:
    rows: list[tuple[str | int, ...]] = []
    for place, amount in enumerate(paid):
        account = pick(chance, range(len(BANKS)))
        day = date.fromisoformat(income.invoice_date) + timedelta(days=7 * (place + 1))
        rows.append(
            (
                income.position,
                place,
                income.company,
                derived_uuid(plan.seed, "nuvio", income.company, "account", account),
                BANKS[account],
                derived_uuid(plan.seed, "nuvio", income.company, "transaction", income.id, place),
                plain_digits(amount),
                income.currency,
                f"Payment {place + 1} of {income.invoice_number}",
                f"{day.isoformat()}T09:30:00Z",
            )
        )
    return rows
