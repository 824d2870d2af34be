"""What a sandbox is made from: the values that decide every byte it will serve."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime

from ledgerspan.sandbox.companies import (
    DaftraCompany,
    NuvioCompany,
    daftra_companies,
    nuvio_companies,
)
from ledgerspan.sandbox.exchange import Dialect


@dataclass(frozen=True, slots=True)
class Plan:
    """Seed, size, dialect and clock; `records` counts the incomes of each company.

    `clock` is the day that the clock begins with: seeded days end with it.
    """

    seed: int
    records: int
    dialect: Dialect
    clock: date
    daftra: tuple[DaftraCompany, ...] = field(init=False)
    nuvio: tuple[NuvioCompany, ...] = field(init=False)

    def __post_init__(self) -> None:
        if self.dialect not in ("observed", "documented"):
            raise ValueError(f'dialect is {self.dialect!r}: use "observed" or "documented"')
        if self.records < 0:
            raise ValueError(f"records is {self.records}: use zero or more")
        if isinstance(self.clock, datetime):
            raise TypeError(
                f"clock is the moment {self.clock}: begin with its day, and go to the moment with"
                " set_clock"
            )
        object.__setattr__(self, "daftra", daftra_companies(self.seed))
        object.__setattr__(self, "nuvio", nuvio_companies(self.seed))

    def chance(self, *parts: object) -> random.Random:
        """Give a source of chance that depends on the seed and the parts alone."""
        text = "/".join(str(part) for part in (self.seed, *parts))
        return random.Random(text)  # noqa: S311 - reproducible on purpose, nothing secret
