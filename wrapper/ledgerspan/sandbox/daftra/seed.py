"""Invent everything a Daftra company starts with; the plan decides every value."""

import sqlite3
from collections.abc import Callable
from decimal import Decimal
from random import Random

from ledgerspan.sandbox.companies import DaftraCompany
from ledgerspan.sandbox.daftra.catalogue import BY_PATH
from ledgerspan.sandbox.daftra.documents.seed import seed_documents
from ledgerspan.sandbox.daftra.incomes import INCOMES
from ledgerspan.sandbox.daftra.records import note_given_ids
from ledgerspan.sandbox.daftra.seeds.entities import seed_entities
from ledgerspan.sandbox.daftra.seeds.follow_ups import seed_follow_ups
from ledgerspan.sandbox.daftra.seeds.goods import seed_categories, seed_products, seed_stores
from ledgerspan.sandbox.daftra.seeds.ledger import seed_journals, seed_ledger
from ledgerspan.sandbox.daftra.seeds.money import (
    FIRST_EXPENSE,
    SERVICE,
    VAT,
    Levy,
    seed_expenses,
    seed_taxes,
    seed_treasuries,
)
from ledgerspan.sandbox.daftra.seeds.notes import seed_appointments, seed_notes
from ledgerspan.sandbox.daftra.seeds.parties import (
    CLIENTS,
    seed_clients,
    seed_staff,
    seed_suppliers,
)
from ledgerspan.sandbox.daftra.seeds.sower import Sower
from ledgerspan.sandbox.daftra.seeds.stock import seed_opening_stock, seed_stock
from ledgerspan.sandbox.daftra.seeds.work import (
    seed_branches,
    seed_time,
    seed_visits,
    seed_work_orders,
)
from ledgerspan.sandbox.dice import drawn, happens, pick, seeded_day
from ledgerspan.sandbox.exactjson import write_json
from ledgerspan.sandbox.money import currency_digits
from ledgerspan.sandbox.plan import Plan
from ledgerspan.sandbox.vocabulary import CATEGORIES, FIRMS, NOTES, PEOPLE

_COLUMNS = ("id", "company", *(column.name for column in INCOMES.columns))
_INSERT = (
    f"INSERT INTO daftra_incomes ({', '.join(_COLUMNS)})"  # noqa: S608 - our own column names
    f" VALUES ({', '.join('?' * len(_COLUMNS))})"
)
_CURRENCIES = ("SAR", "EGP", "EUR", "KWD")

Tax = tuple[int | None, str | None, str | None, str | None, int | None]
_NO_TAX: Tax = (None, None, None, None, None)
_BLANK_RATE: Tax = (None, None, "", None, None)


def seed_daftra(connection: sqlite3.Connection, plan: Plan, company: DaftraCompany) -> None:
    """Insert everything that `company` starts with, `plan.records` incomes among it."""
    sower = Sower(connection, plan, company)
    for seed in SEEDS:
        seed(sower)


def remember_ids(connection: sqlite3.Connection) -> None:
    """Remember the seeded ids of every table as given."""
    for table in BY_PATH.values():
        note_given_ids(connection, table, FIRST_EXPENSE)


def seed_incomes(sower: Sower) -> None:
    """Insert the incomes."""
    company, plan = sower.company, sower.plan
    chance = sower.chance("incomes")
    clients = sower.ids(CLIENTS)
    sower.connection.executemany(
        _INSERT,
        (_income(plan, company, chance, number, clients[0]) for number in sower.ids(plan.records)),
    )


SEEDS: tuple[Callable[[Sower], None], ...] = (
    seed_staff,
    seed_clients,
    seed_suppliers,
    seed_taxes,
    seed_treasuries,
    seed_stores,
    seed_categories,
    seed_products,
    seed_incomes,
    seed_expenses,
    seed_ledger,
    seed_journals,
    seed_branches,
    seed_follow_ups,
    seed_opening_stock,
    seed_documents,
    seed_stock,
    seed_work_orders,
    seed_notes,
    seed_appointments,
    seed_time,
    seed_visits,
    seed_entities,
)


def _income(
    plan: Plan, company: DaftraCompany, chance: Random, number: int, first_client: int
) -> tuple[str | int | None, ...]:
    currency = company.currency if happens(chance, 0.6) else pick(chance, _CURRENCIES)
    digits = currency_digits(currency)
    minor = int(chance.random() ** 3 * 90_000_000) + 1
    whole, fraction = divmod(minor, 10**digits)
    amount = f"{whole}.{fraction:0{digits}d}"
    day = seeded_day(chance, plan.clock).isoformat() if happens(chance, 0.98) else None
    has_client = happens(chance, 0.7)
    first_tax, second_tax = _taxes(chance, company, Decimal(amount), digits)
    return (
        number,
        company.number,
        amount,
        currency,
        pick(chance, PEOPLE) if has_client else pick(chance, FIRMS),
        pick(chance, CATEGORIES) if happens(chance, 0.9) else "",
        day,
        f"receipt-{number}.pdf" if happens(chance, 0.2) else None,
        pick(chance, NOTES) if happens(chance, 0.7) else "",
        first_client + pick(chance, range(CLIENTS)) if has_client else None,
        *first_tax,
        *second_tax,
        1,
        write_json(_attachments(chance, number)).decode(),
    )


def _taxes(chance: Random, company: DaftraCompany, amount: Decimal, digits: int) -> tuple[Tax, Tax]:
    count = drawn(chance, {0: 40, 1: 49, 2: 11})
    if count == 0:
        return _NO_TAX, _NO_TAX
    vat = VAT[company.country]
    # Some accounts keep four decimals of a tax that was split off a total (observation 6).
    places = 4 if happens(chance, 0.15) else digits
    included = happens(chance, 0.5)
    first = _tax(vat, amount, places, included=included)
    if count == 1:
        # Instead of null, a few records have an empty text for a rate (observation 6).
        return first, _BLANK_RATE if happens(chance, 0.1) else _NO_TAX
    return first, _tax(SERVICE, amount, digits, included=False)


def _tax(levy: Levy, amount: Decimal, places: int, *, included: bool) -> Tax:
    share = Decimal(levy.rate) / (100 + levy.rate if included else 100)
    return (
        levy.number,
        levy.name,
        f"{levy.rate}.00",
        f"{amount * share:.{places}f}",
        int(included),
    )


def _attachments(chance: Random, number: int) -> list[str]:
    count = drawn(chance, {0: 80, 1: 13, 2: 7})
    return [
        f"https://files.invalid/incomes/{number}/{part}.pdf?expires=6000"
        for part in range(1, count + 1)
    ]
