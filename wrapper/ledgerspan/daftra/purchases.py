"""Say how bills and bill refunds are spoken to: purchase invoices and purchase refunds there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec
from daftra_client import codec
from daftra_client import models as daftra
from daftra_client.api import purchase_invoices, purchase_refunds
from daftra_client.types import UNSET

from ledgerspan.drafts import BillDraft, BillRefundDraft, DocumentDraft
from ledgerspan.errors import ConfigurationError
from ledgerspan.filters import DocumentFilters, Filters
from ledgerspan.models import Bill, BillRefund, Document, Origin

from .kind import Dates, Kind, is_key
from .purchases_body import CHANGES, Parts, changed_parts, draft_parts, standing_parts
from .purchases_lookup import has_changes, is_near, is_same
from .purchases_record import FIELDS, purchases_of

D = TypeVar("D", bound=Document)
T = TypeVar("T", bound=DocumentDraft)


class PurchaseKind(Kind[D, T], Generic[D, T]):
    """Speak to one of the two: the same record, told apart by path and wrapper key.

    `keys` are the attributes that unwrap a row. Rows of the list have no lines. `once` is the
    number of the document, the only text of ours that the published docs give it. No filter is
    sent: of these lists only `keywords` is known to do anything, and not what it looks at
    (observation 5).
    """

    fields = FIELDS
    writable = CHANGES

    def __init__(
        self, shape: type[D], api: Any, one: str, *, model: str, keys: Sequence[str]
    ) -> None:
        self.shape = shape
        self.api = api
        self.one = one
        self.name = f"{one}s".replace(" ", "_")
        self.model = model
        self.keys = keys
        theirs = api.__name__.rpartition(".")[2]
        self.path = f"/api2/{theirs}"
        self.verbs = {
            "list": f"list_{theirs}",
            **{verb: f"{verb}_{theirs[:-1]}" for verb in ("get", "create", "update", "delete")},
        }

    @property
    def list_has_all(self) -> bool:
        """Whether a row has everything: never the lines."""
        return False

    @cached_property
    def nothing(self) -> Any:
        """Return what stands for a row without a record in it: the row still counts."""
        return codec.adapt({}, daftra.PurchaseOrder)

    def unwrapped(self, row: Any) -> Any:
        """Return the record in a row: refunds may come under the key of purchase invoices."""
        return next((record for key in self.keys if (record := getattr(row, key))), None)

    def normalize(self, records: Sequence[Any], origin: Origin, dates: Dates) -> list[D]:
        """Turn records into the common model."""
        return purchases_of(self.shape, records, origin, dates.read)

    def checked(self, filters: DocumentFilters) -> DocumentFilters:
        """Return filters with the id of the supplier in one spelling."""
        if filters.contact is None:
            return filters
        if not is_key(filters.contact):
            raise ConfigurationError(f"contact is a Daftra id, digits, not {filters.contact!r}")
        # "07" is 7: ids are numbers that come as texts.
        return msgspec.structs.replace(filters, contact=str(int(filters.contact)))

    def request_of(self, draft: T) -> Any:
        """Return the body that creates a draft."""
        return self._request(draft_parts(draft))

    def changed_request(self, record: Any, known: D | None, changes: Mapping[str, Any]) -> Any:
        """Return the body that writes a record with changes over it."""
        return self._request(changed_parts(record, known, changes))

    def unchanged_request(self, record: Any, known: D) -> Any:
        """Return the body that would leave a record as it is, even one without a date."""
        return self._request(standing_parts(record, known))

    def has_changes(self, record: Any, known: D, changes: Mapping[str, Any]) -> bool | None:
        """Tell whether a record has what an update was to give it; None: it does not show that."""
        shown = record.purchase_order_item not in (None, UNSET)
        return has_changes(known, changes, has_lines=shown)

    def marked(self, draft: T, once: str) -> T:
        """Return a draft whose number is the reference."""
        if draft.number not in (None, once):
            raise ConfigurationError(
                f"on Daftra `once` is the number of the {self.one}: leave `number` out, or give "
                "the same text for both"
            )
        return msgspec.structs.replace(draft, number=once)

    def bears(self, record: D, once: str) -> bool:
        """Tell whether a record has the reference for its number."""
        return record.number == once

    def key_of(self, draft: T) -> str | None:
        """Return the number that a draft gives its document."""
        return draft.number

    def near_filters(self, draft: T) -> Filters:
        """Return the number of a draft, else its day: nobody rewrites those."""
        if draft.number is not None:
            return DocumentFilters(number=draft.number)
        return DocumentFilters(since=draft.date, until=draft.date)

    def is_near(self, record: D, draft: T) -> bool:
        """Tell whether a row has the number of a draft, else its day, currency and supplier."""
        return record.number == draft.number if draft.number else is_near(record, draft)

    def is_same(self, record: D, draft: T) -> bool:
        """Tell whether a record has all values of a draft, as far as it shows them."""
        return is_same(record, draft)

    def _request(self, parts: Parts) -> Any:
        return getattr(daftra, f"{self.model}Request")(*parts)


BILLS: PurchaseKind[Bill, BillDraft] = PurchaseKind(
    Bill, purchase_invoices, "bill", model="PurchaseInvoice", keys=("purchase_order",)
)
BILL_REFUNDS: PurchaseKind[BillRefund, BillRefundDraft] = PurchaseKind(
    BillRefund,
    purchase_refunds,
    "bill refund",
    model="PurchaseRefund",
    keys=("purchase_refund", "purchase_order"),
)
