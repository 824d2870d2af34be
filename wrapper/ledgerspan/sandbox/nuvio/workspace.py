"""The things that the documents of a Nuvio company refer to."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledgerspan.sandbox.companies import NuvioCompany
from ledgerspan.sandbox.dice import happens, pick, pick_several
from ledgerspan.sandbox.nuvio.account_kinds import BANK, CASH, CONNECTED, MANUAL
from ledgerspan.sandbox.nuvio.identifiers import derived_uuid
from ledgerspan.sandbox.plan import Plan
from ledgerspan.sandbox.vocabulary import BANKS, FIRMS, PEOPLE, PRODUCTS, PROJECTS, TAGS

_TAXES = (("VAT 15%", Decimal(15)), ("ضريبة ١٤٪", Decimal(14)), ("City levy", Decimal("2.5")))
_SUPPLIERS = ("Grey Heron Paper Mill", "Volt & Wire", "مطبعة الفجر", "Café Équipement SARL")
# Each of the banks in its turn; the first one is fed by a bank, so that nothing is added to it.
_ACCOUNT_KINDS = ((BANK, CONNECTED), (CASH, MANUAL), (BANK, MANUAL))
_OPENING = ("25000.00", "350.50", "0")
_TOWNS = (
    ("Valletta", "MT", "12 Harbour Street"),
    ("Lyon", "FR", "3 rue des Invités"),
    ("الكويت", "KW", "شارع الخليج ٢٤"),
    ("München", "DE", "Erfundene Straße 4"),
)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Ids by kind; `entities` are customers, `taxes` have their rates in percent."""

    entities: Sequence[str]
    suppliers: Sequence[str]
    projects: Sequence[str]
    products: Sequence[str]
    tags: Sequence[str]
    taxes: Sequence[tuple[str, Decimal]]
    accounts: Sequence[str]


def insert_workspace(
    connection: sqlite3.Connection, plan: Plan, company: NuvioCompany
) -> Workspace:
    """Insert customers and suppliers, projects, products, tags, taxes and accounts."""

    def named(kind: str, names: Sequence[str]) -> dict[str, str]:
        """Give the names by the ids they get."""
        return {
            derived_uuid(plan.seed, "nuvio", company.number, kind, place): name
            for place, name in enumerate(names)
        }

    def insert(table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
        holes = ", ".join("?" * (2 + columns.count(",")))
        connection.executemany(
            f"INSERT INTO {table} (company, {columns}) VALUES ({holes})",  # noqa: S608 - our names
            [(company.number, *row) for row in rows],
        )

    def coded(table: str, letter: str, things: dict[str, str]) -> Sequence[str]:
        insert(
            table,
            "id, name, code",
            [
                (thing, name, f"{letter}-{place + 1:03d}")
                for place, (thing, name) in enumerate(things.items())
            ],
        )
        return list(things)

    tags = named("tag", TAGS)
    insert("nuvio_tags", "id, name", tags.items())
    taxes = list(zip(named("tax", [name for name, _ in _TAXES]), _TAXES, strict=True))
    insert("nuvio_taxes", "id, name, rate", [(tax, name, str(rate)) for tax, (name, rate) in taxes])
    accounts = list(named("account", BANKS))
    insert(
        "nuvio_accounts",
        "id, name, type, integration_type, currency, opening_balance, iban",
        [
            (account, name, *kind, company.currency, opening, _iban(account, kind[0]))
            for account, name, kind, opening in zip(
                accounts, BANKS, _ACCOUNT_KINDS, _OPENING, strict=True
            )
        ],
    )
    workspace = Workspace(
        entities=coded("nuvio_entities", "C", named("entity", (*FIRMS, *PEOPLE))),
        suppliers=coded("nuvio_entities", "V", named("supplier", _SUPPLIERS)),
        projects=coded("nuvio_projects", "P", named("project", PROJECTS)),
        products=coded("nuvio_products", "S", named("product", PRODUCTS)),
        tags=list(tags),
        taxes=[(tax, rate) for tax, (_, rate) in taxes],
        accounts=accounts,
    )
    _describe(connection, plan, company, workspace)
    return workspace


def _describe(
    connection: sqlite3.Connection, plan: Plan, company: NuvioCompany, workspace: Workspace
) -> None:
    """Tell more of entities and products: with dice of their own, so that incomes stay."""
    chance = plan.chance("nuvio", company.number, "workspace")
    for entity in (*workspace.entities, *workspace.suppliers):
        customer = entity in workspace.entities
        city, country, address = pick(chance, _TOWNS)
        digits = str(int(entity[:8], 16))
        told = {
            "city": city,
            "country": country,
            "address": address,
            "email": f"books-{entity[:4]}@entity.example",
            "vat_number": f"{country}{digits[:9]}" if happens(chance, 0.5) else None,
            "phone": f"+000 {digits[:7]}" if happens(chance, 0.5) else None,
            "iban": _iban(entity, BANK) if happens(chance, 0.3) else None,
        }
        connection.execute(
            f"UPDATE nuvio_entities SET {', '.join(f'{column} = ?' for column in told)},"  # noqa: S608 - our own names
            " is_customer = ?, is_supplier = ? WHERE id = ?",
            # A firm may be both (published); here one in three is.
            (
                *told.values(),
                customer,
                not customer or happens(chance, 0.3),
                entity,
            ),
        )
    for product in workspace.products:
        connection.executemany(
            "INSERT INTO nuvio_product_taxes VALUES (?,?,?,?)",
            [
                (product, company.number, place, tax)
                for place, (tax, _) in enumerate(pick_several(chance, workspace.taxes, (0, 1, 2)))
            ],
        )


def _iban(origin: str, kind: str) -> str | None:
    """Invent an IBAN of no country; cash has none."""
    return f"XX00{int(origin[:8], 16):016d}" if kind == BANK else None
