"""The members of payments: against an invoice, and on the account of a client (published)."""

from ledgerspan.sandbox.daftra.columns import (
    Column,
    Start,
    amount,
    code,
    flag,
    moment,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.documents.settlement import COMPLETED, PENDING

STATES = (0, 1, 2, 3)
CLIENT_CREDIT = "client_credit"
"""The method of a payment that a client's credit made; lists hide it (observation, quirk 10)."""


def _members(state: int, currency: Start | None) -> tuple[Column, ...]:
    return (
        text("payment_method", 100),
        amount("amount", start="0"),
        text("transaction_id", 100),
        reference("treasury_id", "treasuries"),
        moment("date", start=Start.NOW),
        text("email", 255),
        code("status", *STATES, start=state),
        text("notes"),
        text("response_code"),
        text("response_message"),
        Column("currency_code", "currency", takes_null=False, start=currency, empty=""),
        text("first_name", 255),
        text("last_name", 255),
        text("address1", 255),
        text("address2", 255),
        text("city", 255),
        text("state", 100),
        text("postal_code", 10),
        text("country_code", 3),
        text("phone1", 50),
        text("phone2", 50),
        text("transaction_type", 255),
        flag("processed"),
        text("attachment", 255),
        reference("staff_id"),
        text("receipt_notes"),
        # A JSON document in a text where there is one (observation 6).
        text("extra_details", access="seen"),
        *stamps(),
    )


INVOICE_PAYMENT = (
    reference("invoice_id", "invoices", empty=None, loose=True),
    # Nobody knows the state of one that names none; an inline one cannot name it and counts.
    *_members(COMPLETED, Start.CURRENCY),
    # The client payment whose money this is; set by `credit` alone.
    reference("client_payment_id", access="hidden"),
)
CLIENT_PAYMENT = (
    reference("client_id", "clients", empty=None),
    # Without a status it is pending and never counts; without a currency it opens a ledger of
    # its own (both observed live).
    *_members(PENDING, None),
)
