"""Clients and suppliers: the two kinds of people a company deals with."""

from ledgerspan.sandbox.daftra.columns import (
    Column,
    amount,
    code,
    currency,
    day,
    flag,
    moment,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.table import Table

_NAMES = (text("business_name", 100), text("first_name", 255), text("last_name", 255))
_ADDRESSES = (
    text("password", 255, access="write"),
    text("address1", 255),
    text("address2", 255),
    text("city", 100),
    text("state", 100),
    text("postal_code", 20),
    text("phone1", 50),
    text("phone2", 50),
    text("country_code", 3),
    text("notes"),
    flag("active_secondary_address"),
    text("secondary_name", 255),
    text("secondary_address1", 255),
    text("secondary_address2", 255),
    text("secondary_city", 100),
    text("secondary_state", 100),
    text("secondary_postal_code", 50),
    text("secondary_country_code", 10),
)
_MONEY_AND_ACCESS = (
    currency("default_currency_code"),
    moment("last_login", access="read"),
    flag("suspend", access="read"),
    text("last_ip", access="read"),
    *stamps(),
    Column("follow_up_status", "id", refers="follow_up_statuses", loose=True),
)
_REGISTRATION = (text("bn1"), text("bn1_label"), text("bn2_label"), text("bn2"))

CLIENTS = Table(
    "clients",
    "Client",
    (
        flag("is_offline"),
        text("client_number"),
        reference("staff_id", "staff"),
        *_NAMES,
        Column("email", "email", longest=255, empty=""),
        *_ADDRESSES,
        *_MONEY_AND_ACCESS,
        text("category"),
        reference("group_price_id"),
        Column("timezone", "id", empty="0"),
        *_REGISTRATION,
        amount("starting_balance"),
        code("type", 2, 3),
        day("birth_date", takes_null=False),
        code("gender", 0, 1, 2),
        text("map_location", empty=None),
        amount("credit_limit", start="0"),
        Column("credit_period", "id", start=0),
        reference("branch_id"),
        reference("category_id", access="seen"),
        text("national_id", access="seen"),
        text("photo", access="seen"),
        text("link", access="seen"),
        text("language_code", access="seen", start="41"),
        reference("original_site_id", access="seen"),
    ),
    # Stable, and nobody's order: 37 scatters the neighbours (observation 4).
    order="(id * 37) % 101, id",
    sortable=True,
)

SUPPLIERS = Table(
    "suppliers",
    "Supplier",
    (
        flag("is_offline"),
        Column("supplier_number", "id"),
        reference("staff_id", "staff"),
        *_NAMES,
        # Without a declared format, unlike that of a client (published).
        text("email", 255),
        *_ADDRESSES,
        text("language_code"),
        *_MONEY_AND_ACCESS,
        *_REGISTRATION,
        reference("branch_id"),
    ),
)
