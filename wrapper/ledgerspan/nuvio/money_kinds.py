"""Say how incomes and expenses are told apart: by paths, names of members and classes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from nuvio_client import codec
from nuvio_client import models as nuvio
from nuvio_client.api import expenses, incomes

from ledgerspan.models import Document, Expense, Income, Origin, Provider, Source
from ledgerspan.reading import Reader

from .money_record import EXPENSE_FIELDS, INCOME_FIELDS, expenses_of, incomes_of

D = TypeVar("D", bound=Document)


class Kind(Generic[D]):
    """Speak to one of the two resources; the generated classes are imported when they are needed.

    `number`, `day` and `party` name members of what is written: `invoice_number`, `invoice_date`,
    `customer`. `has_key_number` says whether the number addresses the record as its UUID does.
    """

    def __init__(
        self,
        normalize: Callable[[Any, Origin], list[D]],
        fields: Mapping[str, Source],
        operations: Any,
        *,
        one: str,
        number: str,
        party: str,
        has_key_number: bool,
    ) -> None:
        self.normalize = normalize
        self.fields = fields
        self.one = one
        self.name = one + "s"
        self.path = f"/v1/{one}"
        self.list_path = f"/v1/list-{self.name}"
        self.number = number
        self.day = "invoice_date" if has_key_number else "expense_date"
        self.party = party
        self.has_key_number = has_key_number
        self._class = one.capitalize()
        self._operations = operations
        self.pages: Reader[Any] = Reader(
            lambda: getattr(nuvio, f"{self._class}ListResponse"), codec
        )
        self.singles: Reader[Any] = Reader(lambda: getattr(nuvio, f"{self._class}Response"), codec)

    @property
    def has_details(self) -> bool:
        """Whether a line can be described in words: those of expenses can."""
        return not self.has_key_number

    @cached_property
    def filter(self) -> Any:
        """Return the class of what a list is asked for."""
        return getattr(nuvio, f"{self._class}Filter")

    def operation(self, verb: str) -> Any:
        """Return the generated module of "list", "get", "create", "update" or "delete"."""
        what = self.name if verb == "list" else self.one
        return getattr(self._operations, f"{verb}_{what}")

    @cached_property
    def input(self) -> Any:
        """Return the class of what may be written."""
        return getattr(nuvio, f"{self._class}Input")

    @cached_property
    def item_input(self) -> Any:
        """Return the class of a line that may be written."""
        return getattr(nuvio, f"{self._class}ItemInput")

    @cached_property
    def nothing(self) -> Document:
        """Return a document that says nothing, to lay changes over."""
        shape = Income if self.has_key_number else Expense
        return shape(id="", provider=Provider.NUVIO)


INCOMES = Kind(
    incomes_of,
    INCOME_FIELDS,
    incomes,
    one="income",
    number="invoice_number",
    party="customer",
    has_key_number=True,
)
EXPENSES = Kind(
    expenses_of,
    EXPENSE_FIELDS,
    expenses,
    one="expense",
    number="reference_number",
    party="supplier",
    has_key_number=False,
)
