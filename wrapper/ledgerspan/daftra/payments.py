"""Say how payments are spoken to: those of invoices and those of clients, joined under one name."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec
from daftra_client import codec
from daftra_client import models as daftra
from daftra_client.api import client_payments, invoice_payments

from ledgerspan.drafts import PaymentDraft
from ledgerspan.drafts.members import refuse_misfits
from ledgerspan.errors import ConfigurationError
from ledgerspan.filters import Filters
from ledgerspan.joined import JoinedFlows
from ledgerspan.models import Origin, Payment
from ledgerspan.resources.payments import PaymentFilters
from ledgerspan.resources.resource import Flows

from .kind import Dates, Kind, Narrowed, is_key
from .payments_body import CHANGES, changed_body, check_changes, draft_body, require_day
from .payments_lookup import is_near, is_same
from .payments_of_contact import InvoicePaymentFlows
from .payments_record import CLIENT_CREDIT, FIELDS, payments_of

_DAY = datetime.timedelta(days=1)
_INVOICE, _CLIENT = "invoice_payments", "client_payments"


class PaymentKind(Kind[Payment, PaymentDraft]):
    """Speak to one of the two; `settles` is what its payments are for, "document" or "contact"."""

    shape = Payment
    name = "payments"
    one = "payment"
    fields = FIELDS

    def __init__(self, path: str, api: Any, model: str, settles: str) -> None:
        self.api = api
        self.model = model
        self.settles = settles
        self.path = f"/api2/{path}"
        self.raw_kind = path
        self.key = path.removesuffix("s")
        self.verbs = {
            "list": f"list_{path}",
            **{verb: f"{verb}_{self.key}" for verb in ("get", "create", "update", "delete")},
        }
        self.writable = CHANGES[settles]

    @cached_property
    def nothing(self) -> Any:
        """Return what stands for a row without a record in it; both kinds are read as one class."""
        return codec.adapt({}, daftra.Payment)

    def normalize(self, records: Sequence[Any], origin: Origin, dates: Dates) -> list[Payment]:
        """Turn records into the common model."""
        return payments_of(self.raw_kind, records, origin, dates.read)

    def narrowed(self, filters: Filters) -> Narrowed:
        """Ask for payments out of a client's credit too: they are hidden else (quirk 10).

        A day more is asked for on each side, since days are moments here and nobody has said
        whether the bounds are included; every record is verified.
        """
        query: dict[str, Any] = {"include_client_credit": 1} if self.raw_kind == _INVOICE else {}
        since, until, contact = (
            getattr(filters, name, None) for name in ("since", "until", "contact")
        )
        sent = []
        if contact is not None:
            query["client_id"] = contact
            sent.append("contact")
        if since is not None and since > datetime.date.min:
            query["date_from"] = (since - _DAY).isoformat()
            sent.append("since")
        if until is not None and until < datetime.date.max:
            query["date_to"] = (until + _DAY).isoformat()
            sent.append("until")
        return query, tuple(sent)

    def checked(self, filters: Any) -> Any:
        """Return filters with ids in one spelling."""
        ids: dict[str, str | None] = {}
        for name in ("contact", "document"):
            identity = getattr(filters, name)
            if identity is not None and not is_key(identity):
                raise ConfigurationError(f"{name} is a Daftra id, digits, not {identity!r}")
            # "07" is 7: ids are numbers that come as texts.
            ids[name] = None if identity is None else str(int(identity))
        return msgspec.structs.replace(filters, **ids)

    def request_of(self, draft: PaymentDraft) -> Any:
        """Return the body that creates a draft."""
        return self._request(draft_body(self._input, draft, self.settles))

    def changed_request(
        self, record: Any, known: Payment | None, changes: Mapping[str, Any]
    ) -> Any:
        """Return the body that writes a record with changes over it."""
        check_changes(changes, self.settles)
        day = None if known is None else known.date
        if known is not None:
            require_day(day, changes)
        return self._request(changed_body(self._input, record, day, changes))

    def unchanged_request(self, record: Any, known: Payment) -> Any:
        """Return the body that would leave a record as it is, even one without a date."""
        return self._request(changed_body(self._input, record, known.date, {}))

    def refusal(self, record: Any) -> str | None:
        """Return why a payment is closed to changes; None when it is not."""
        if record.payment_method != CLIENT_CREDIT:
            return None
        return "it spends the credit of a client: change the client payment that it comes from"

    def marked(self, draft: PaymentDraft, once: str) -> PaymentDraft:
        """Return a draft that bears a reference: it is the payment's own, `transaction_id`."""
        if draft.reference not in (None, once):
            raise ConfigurationError(
                "on Daftra `once` is the reference of the payment: leave `reference` out, or give "
                "the same text for both"
            )
        return msgspec.structs.replace(draft, reference=once)

    def bears(self, record: Payment, once: str) -> bool:
        """Tell whether a payment bears a reference."""
        return record.reference == once

    def near_filters(self, draft: PaymentDraft) -> Filters:
        """Return the day of a draft, and what it is for: nobody rewrites those."""
        return PaymentFilters(
            since=draft.date, until=draft.date, document=draft.document, contact=draft.contact
        )

    def is_near(self, record: Payment, draft: PaymentDraft) -> bool:
        """Tell whether a payment has what a server does not rewrite of a draft."""
        return is_near(record, draft)

    def is_same(self, record: Payment, draft: PaymentDraft) -> bool:
        """Tell whether a payment has all values of a draft."""
        return is_same(record, draft)

    @property
    def _input(self) -> Any:
        return getattr(daftra, f"{self.model}Input")

    def _request(self, record: Any) -> Any:
        return getattr(daftra, f"{self.model}Request")(record)


INVOICE_PAYMENTS = PaymentKind(_INVOICE, invoice_payments, "InvoicePayment", "document")
CLIENT_PAYMENTS = PaymentKind(_CLIENT, client_payments, "ClientPayment", "contact")


def _part_of_draft(draft: PaymentDraft) -> str:
    if not isinstance(draft, PaymentDraft):
        refuse_misfits(draft, Payment, PaymentDraft.require)
    return _CLIENT if draft.document is None else _INVOICE


def joined(parts: Mapping[str, Flows[Payment, PaymentDraft]]) -> JoinedFlows[Payment, PaymentDraft]:
    """Join the two: a draft with a document is of an invoice, any other is of a client."""
    flows: dict[str, Flows[Payment, PaymentDraft]] = {
        _INVOICE: InvoicePaymentFlows(parts[_INVOICE]),
        _CLIENT: parts[_CLIENT],
    }

    def asked(filters: PaymentFilters) -> Sequence[str]:
        return (_INVOICE,) if filters.document is not None else (_INVOICE, _CLIENT)

    return JoinedFlows(
        flows,
        part_of_draft=_part_of_draft,
        # A record made by hand names no path, and is refused as none.
        part_of_record=lambda record: record.raw_kind or "",
        parts_asked=asked,
        word="raw_kind",
    )
