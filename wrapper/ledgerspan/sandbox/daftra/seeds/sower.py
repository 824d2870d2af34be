"""What every seeding function is given: a company to fill, and its dice."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from random import Random

from ledgerspan.sandbox.companies import DaftraCompany
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.catalogue import BY_PATH
from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.records import insert_rows
from ledgerspan.sandbox.plan import Plan


class Sower:
    """Inserts rows of one company. Each subject throws dice of its own, so none shifts another."""

    def __init__(self, connection: sqlite3.Connection, plan: Plan, company: DaftraCompany) -> None:
        self.connection = connection
        self.plan = plan
        self.company = company
        self.today: date = plan.clock
        self.books = Books(connection, BY_PATH, company, plan, {})

    def chance(self, subject: str) -> Random:
        """Give the dice of a subject."""
        return self.plan.chance("daftra", self.company.number, subject)

    def ids(self, count: int) -> range:
        """Give the ids of `count` rows: those of company 0 first, then those of company 1."""
        first = 1 + self.company.number * count
        return range(first, first + count)

    def add(self, path: str, rows: Iterable[Mapping[str, Stored]]) -> None:
        """Insert rows with their ids; what they leave out starts as in a create."""
        insert_rows(
            self.connection,
            BY_PATH[path],
            self.company.number,
            rows,
            currency=self.company.currency,
            today=self.today,
        )
