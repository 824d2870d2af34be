"""What tells an income from an expense: the words for the same things."""

from dataclasses import dataclass
from typing import Literal

Direction = Literal["Money In", "Money Out"]
"""The way money goes (published words)."""
DIRECTIONS: tuple[Direction, ...] = ("Money In", "Money Out")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: the JSON names of what it has of its own, and where its money goes."""

    name: str
    number: str
    day: str
    party: str
    direction: Direction


INCOME = Kind("income", "invoiceNumber", "invoiceDate", "customer", "Money In")
EXPENSE = Kind("expense", "referenceNumber", "expenseDate", "supplier", "Money Out")
