"""Say how incomes and expenses are told apart: by path, wrapper key and classes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from daftra_client import codec
from daftra_client import models as daftra
from daftra_client.api import expenses, incomes

from ledgerspan.models import Document, Expense, Income, Source
from ledgerspan.reading import Reader

from .money_body import CHANGES, EXPENSE_CHANGES
from .money_record import EXPENSE_FIELDS, FIELDS

D = TypeVar("D", bound=Document)


class Kind(Generic[D]):
    """Speak to one of the two; the generated classes are imported when they are needed."""

    def __init__(
        self, shape: type[D], operations: Any, one: str, fields: Mapping[str, Source]
    ) -> None:
        self.shape = shape
        self.fields = fields
        self.one = one
        self.name = one + "s"
        self.path = f"/api2/{self.name}"
        self._class = one.capitalize()
        self._operations = operations
        self.pages: Reader[Any] = Reader(lambda: getattr(daftra, f"{self._class}Page"), codec)
        self.singles: Reader[Any] = Reader(lambda: getattr(daftra, f"{self._class}Response"), codec)

    def operation(self, verb: str) -> Any:
        """Return the generated module of "list", "get", "create", "update" or "delete"."""
        what = self.name if verb == "list" else self.one
        return getattr(self._operations, f"{verb}_{what}")

    @cached_property
    def input(self) -> Any:
        """Return the class of what may be written."""
        return getattr(daftra, f"{self._class}Input")

    @cached_property
    def nothing(self) -> Any:
        """Return what stands for a row without a record in it: the row still counts."""
        return codec.adapt({}, getattr(daftra, self._class))

    @property
    def is_from_client(self) -> bool:
        """Whether `client_id` is who pays; of an expense it is the customer it is made for."""
        return self.shape is Income

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of what an update takes."""
        return CHANGES if self.is_from_client else EXPENSE_CHANGES

    def unwrapped(self, row: Any) -> Any:
        """Return the record in a row, None when there is none."""
        return getattr(row, self.one) or None

    def request(self, record: Any) -> Any:
        """Return the body of a write: the record in its wrapper."""
        return getattr(daftra, f"{self._class}Request")(record)


INCOMES = Kind(Income, incomes, "income", FIELDS)
EXPENSES = Kind(Expense, expenses, "expense", EXPENSE_FIELDS)
