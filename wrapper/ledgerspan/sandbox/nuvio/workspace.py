"""The things that the incomes of a Nuvio company refer to."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledgerspan.sandbox.nuvio.identifiers import derived_uuid
from ledgerspan.sandbox.vocabulary import FIRMS, PEOPLE, PRODUCTS, PROJECTS, TAGS

_TAXES = (("VAT 15%", Decimal(15)), ("ضريبة ١٤٪", Decimal(14)), ("City levy", Decimal("2.5")))


@dataclass(frozen=True, slots=True)
class Workspace:
    """Ids by kind; `taxes` with their rates in percent."""

    entities: Sequence[str]
    projects: Sequence[str]
    products: Sequence[str]
    tags: Sequence[str]
    taxes: Sequence[tuple[str, Decimal]]


def insert_workspace(connection: sqlite3.Connection, seed: int, company: int) -> Workspace:
    """Insert customers, projects, products, tags and taxes of `company`."""

    def ids(kind: str, names: Sequence[str]) -> list[str]:
        return [derived_uuid(seed, "nuvio", company, kind, place) for place in range(len(names))]

    def coded(table: str, kind: str, letter: str, names: Sequence[str]) -> list[str]:
        made = ids(kind, names)
        connection.executemany(
            f"INSERT INTO {table} (id, company, name, code)"  # noqa: S608 - our own names
            " VALUES (?, ?, ?, ?)",
            [
                (made[place], company, name, f"{letter}-{place + 1:03d}")
                for place, name in enumerate(names)
            ],
        )
        return made

    tags = ids("tag", TAGS)
    connection.executemany(
        "INSERT INTO nuvio_tags (id, company, name) VALUES (?, ?, ?)",
        [(tag, company, name) for tag, name in zip(tags, TAGS, strict=True)],
    )
    tax_ids = ids("tax", [name for name, _ in _TAXES])
    connection.executemany(
        "INSERT INTO nuvio_taxes (id, company, name, rate) VALUES (?, ?, ?, ?)",
        [
            (tax, company, name, str(rate))
            for tax, (name, rate) in zip(tax_ids, _TAXES, strict=True)
        ],
    )
    return Workspace(
        entities=coded("nuvio_entities", "entity", "C", (*FIRMS, *PEOPLE)),
        projects=coded("nuvio_projects", "project", "P", PROJECTS),
        products=coded("nuvio_products", "product", "S", PRODUCTS),
        tags=tags,
        taxes=[(tax, rate) for tax, (_, rate) in zip(tax_ids, _TAXES, strict=True)],
    )
