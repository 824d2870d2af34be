"""Say how incomes and expenses are spoken to: told apart by paths, names of members, classes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec
from nuvio_client import models as nuvio
from nuvio_client.api import expenses, incomes
from nuvio_client.types import UNSET

from ledgerspan.drafts import ExpenseDraft, IncomeDraft, MoneyDraft
from ledgerspan.errors import ConfigurationError
from ledgerspan.filters import DocumentFilters, Filters
from ledgerspan.models import Document, Expense, Income, Origin, Provider, Source

from .kind import Kind
from .money_body import CHANGES, changed_body, draft_body
from .money_lookup import has_changes, is_near, is_same
from .money_record import EXPENSE_FIELDS, INCOME_FIELDS, expenses_of, incomes_of

D = TypeVar("D", bound=Document)
T = TypeVar("T", bound=MoneyDraft)

_DAY = datetime.timedelta(days=1)


class MoneyKind(Kind[D, T], Generic[D, T]):
    """Speak to one of the two.

    `number`, `day` and `party` name members of what is written: `invoice_number`, `invoice_date`,
    `customer`. `has_key_number` says whether the number addresses the record as its UUID does.
    """

    def __init__(
        self,
        shape: type[D],
        records_of: Callable[[Any, Origin], list[D]],
        fields: Mapping[str, Source],
        api: Any,
        *,
        number: str,
        party: str,
        has_key_number: bool,
    ) -> None:
        self.shape = shape
        self._records_of = records_of
        self.fields = fields
        self.api = api
        self.model = shape.__name__
        self.one = one = self.model.lower()
        self.name = f"{one}s"
        self.path = f"/v1/{one}"
        self.list_path = f"/v1/list-{self.name}"
        self.verbs = {
            "list": f"list_{self.name}",
            **{verb: f"{verb}_{one}" for verb in ("get", "create", "update")},
        }
        self.instead = {"delete": f"delete it in the web app, or change it with {self.name}.update"}
        self.keys = "UUID or invoice number" if has_key_number else "UUID"
        self.writable = CHANGES
        self.number = number
        self.day = "invoice_date" if has_key_number else "expense_date"
        self.party = party
        self.has_key_number = has_key_number

    @property
    def has_details(self) -> bool:
        """Whether a line can be described in words: those of expenses can."""
        return not self.has_key_number

    @cached_property
    def input(self) -> Any:
        """Return the class of what may be written."""
        return getattr(nuvio, f"{self.model}Input")

    @cached_property
    def item_input(self) -> Any:
        """Return the class of a line that may be written."""
        return getattr(nuvio, f"{self.model}ItemInput")

    def normalize(self, records: Sequence[Any], origin: Origin) -> list[D]:
        """Turn records into the common model."""
        return self._records_of(records, origin)

    def body_of(self, draft: T) -> Any:
        """Return the body that creates a draft."""
        return draft_body(self, draft)

    def changed_body(self, known: D | None, changes: Mapping[str, Any]) -> Any:
        """Return the body that writes a record with changes over it."""
        now = self.shape(id="", provider=Provider.NUVIO) if known is None else known
        return changed_body(self, now, changes)

    def list_sent(self, filters: Any) -> tuple[Mapping[str, Any], tuple[str, ...]]:
        """Return the filter that is posted; the words of payment states are not published.

        Whether the server includes the bounds of a date range is not published either, so a day
        more is asked for on each side and every record is verified here.
        """
        since, until, contact = (
            getattr(filters, name, None) for name in ("since", "until", "contact")
        )
        body = getattr(nuvio, f"{self.model}Filter")(
            start_date=since - _DAY if since and since > datetime.date.min else UNSET,
            end_date=until + _DAY if until and until < datetime.date.max else UNSET,
            **{f"{self.party}_id": contact or UNSET},
        )
        named = {"since": since, "until": until, "contact": contact}
        return {"body": body}, tuple(name for name, value in named.items() if value is not None)

    def marked(self, draft: T, once: str) -> T:
        """Return a draft whose number is the reference; that of an income can be looked up."""
        if draft.number not in (None, once):
            raise ConfigurationError(
                f"on Nuvio `once` is the number of the {self.one}: leave `number` out, or give the "
                "same text for both"
            )
        return msgspec.structs.replace(draft, number=once)

    def bears(self, record: D, once: str) -> bool:
        """Tell whether a record has the reference for its number."""
        return record.number == once

    def key_of(self, draft: T) -> str | None:
        """Return the invoice number; that of an expense is its supplier's and names nothing."""
        return draft.number if self.has_key_number else None

    def near_filters(self, draft: T) -> Filters:
        """Return the day of a draft: nobody rewrites that."""
        return DocumentFilters(since=draft.date, until=draft.date)

    def is_near(self, record: D, draft: T) -> bool:
        """Tell whether a record has the day, currency, quantities and prices of a draft."""
        return is_near(record, draft)

    def is_same(self, record: D, draft: T) -> bool:
        """Tell whether a record has all values of a draft."""
        return is_same(record, draft)

    def has_changes(self, record: D, changes: Mapping[str, Any]) -> bool:
        """Tell whether a record has the values that an update was to give it."""
        return has_changes(self, record, changes)


INCOMES: MoneyKind[Income, IncomeDraft] = MoneyKind(
    Income,
    incomes_of,
    INCOME_FIELDS,
    incomes,
    number="invoice_number",
    party="customer",
    has_key_number=True,
)
EXPENSES: MoneyKind[Expense, ExpenseDraft] = MoneyKind(
    Expense,
    expenses_of,
    EXPENSE_FIELDS,
    expenses,
    number="reference_number",
    party="supplier",
    has_key_number=False,
)
