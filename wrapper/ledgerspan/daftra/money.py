"""Say how incomes and expenses are spoken to: one table, told apart by path and wrapper key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from daftra_client import models as daftra
from daftra_client.api import expenses, incomes

from ledgerspan.drafts import ExpenseDraft, IncomeDraft, MoneyDraft
from ledgerspan.errors import ConfigurationError, DraftError, FieldError
from ledgerspan.filters import DocumentFilters, Filters
from ledgerspan.models import Document, Expense, Income, Origin, Source

from .kind import Dates, Kind, is_key
from .money_body import CHANGES, EXPENSE_CHANGES, changed_input, draft_input, with_date
from .money_lookup import is_near, is_same
from .money_record import EXPENSE_FIELDS, FIELDS, money_of

D = TypeVar("D", bound=Document)
T = TypeVar("T", bound=MoneyDraft)

# PUT resets what is left out (quirk 6) and takes no empty date.
_NO_DATE = FieldError(
    "date", "the record has no readable date and would be given today's: change the date too"
)


class MoneyKind(Kind[D, T], Generic[D, T]):
    """Speak to one of the two. Which filters their lists honour is not known: none is sent."""

    def __init__(self, shape: type[D], api: Any, one: str, fields: Mapping[str, Source]) -> None:
        self.shape = shape
        self.api = api
        self.one = self.key = one
        self.name = f"{one}s"
        self.path = f"/api2/{self.name}"
        self.model = one.capitalize()
        self.verbs = {
            "list": f"list_{self.name}",
            **{verb: f"{verb}_{one}" for verb in ("get", "create", "update", "delete")},
        }
        self.fields = fields
        self.writable = CHANGES if self.is_from_client else EXPENSE_CHANGES

    @property
    def is_from_client(self) -> bool:
        """Whether `client_id` is who pays; of an expense it is the customer it is made for."""
        return self.shape is Income

    def normalize(self, records: Sequence[Any], origin: Origin, dates: Dates) -> list[D]:
        """Turn records into the common model."""
        return money_of(self.shape, records, origin, dates.read, is_from_client=self.is_from_client)

    def checked(self, filters: DocumentFilters) -> DocumentFilters:
        """Return filters with the id of the contact in one spelling."""
        if filters.contact is None:
            return filters
        if not self.is_from_client:
            raise ConfigurationError(
                f"a Daftra {self.one} names its payee by a text and nobody by id: "
                "compare `contact.name` of what is listed"
            )
        if not is_key(filters.contact):
            raise ConfigurationError(f"contact is a Daftra id, digits, not {filters.contact!r}")
        # "07" is 7: ids are numbers that come as texts.
        return msgspec.structs.replace(filters, contact=str(int(filters.contact)))

    def request_of(self, draft: T) -> Any:
        """Return the body that creates a draft."""
        return self._request(draft_input(self._input, draft))

    def changed_request(self, record: Any, known: D | None, changes: Mapping[str, Any]) -> Any:
        """Return the body that writes a record with changes over it."""
        body = changed_input(self._input, record, changes, self.writable)
        if known is not None:
            if known.date is None and changes.get("date") is None:
                raise DraftError("this change", (_NO_DATE,))
            body = with_date(body, known.date)
        return self._request(body)

    def unchanged_request(self, record: Any, known: D) -> Any:
        """Return the body that would leave a record as it is, even one without a date."""
        body = changed_input(self._input, record, {}, self.writable)
        return self._request(with_date(body, known.date))

    def near_filters(self, draft: T) -> Filters:
        """Return the day of a draft: nobody rewrites that."""
        return DocumentFilters(since=draft.date, until=draft.date)

    def is_near(self, record: D, draft: T) -> bool:
        """Tell whether a record has the day, currency and amount of a draft."""
        return is_near(record, draft)

    def is_same(self, record: D, draft: T) -> bool:
        """Tell whether a record has all values of a draft."""
        return is_same(record, draft)

    @property
    def _input(self) -> Any:
        return getattr(daftra, f"{self.model}Input")

    def _request(self, record: Any) -> Any:
        return getattr(daftra, f"{self.model}Request")(record)


INCOMES: MoneyKind[Income, IncomeDraft] = MoneyKind(Income, incomes, "income", FIELDS)
EXPENSES: MoneyKind[Expense, ExpenseDraft] = MoneyKind(Expense, expenses, "expense", EXPENSE_FIELDS)
