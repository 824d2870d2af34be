"""Store invented records of v2, by the rules of their tables and with dice."""

from collections.abc import Mapping, Sequence
from typing import Any

from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.entities.catalogue import shape_named
from ledgerspan.sandbox.daftra.seeds.goods import GOODS
from ledgerspan.sandbox.daftra.seeds.parties import CLIENTS, STAFF, SUPPLIERS
from ledgerspan.sandbox.daftra.seeds.sower import Sower
from ledgerspan.sandbox.daftra.seeds.writing import Row, write_by_rules
from ledgerspan.sandbox.dice import seeded_day


class Author:
    """Writes the records of one company, and knows whom they may name.

    What is written is not judged as a call is: a fault that a test plants there stays out of it.
    """

    def __init__(self, sower: Sower) -> None:
        self.books = sower.books
        self.chance = sower.chance("entities")
        self.staff = sower.ids(STAFF)
        # The other half is referred to by nothing, and so can be deleted.
        self.clients = sower.ids(CLIENTS)[: CLIENTS // 2]
        self.suppliers = sower.ids(SUPPLIERS)[: SUPPLIERS // 2]
        self.products = sower.ids(GOODS)[: GOODS // 2]

    def day(self) -> str:
        """Pick a day of the past."""
        return seeded_day(self.chance, self.books.today).isoformat()

    def write(
        self,
        entity: str,
        lines: Mapping[str, Sequence[Row]] | None = None,
        sent: Mapping[str, Any] | None = None,
        **values: Stored,
    ) -> int:
        """Store a record: `values` as they are stored, and what rules alone read of `sent`."""
        shape = shape_named(entity, self.books)
        if shape is None:
            raise AssertionError(f"{entity} is no entity")
        return write_by_rules(self.books, shape.path, {**shape.where, **values}, lines, sent)
