"""All mutants, and the control that must survive."""

from tests.contract.mutants import (
    access,
    answers,
    entities,
    filters,
    headers,
    judgement,
    lists,
    money,
    nuvio_records,
    order,
    records,
    removals,
    texts,
)
from tests.contract.mutants.control import break_nothing
from tests.contract.mutants.mutant import MUTANTS

__all__ = [
    "MUTANTS",
    "access",
    "answers",
    "break_nothing",
    "entities",
    "filters",
    "headers",
    "judgement",
    "lists",
    "money",
    "nuvio_records",
    "order",
    "records",
    "removals",
    "texts",
]
