"""Points and credits: kinds of credit, packages of them, what is granted and what is used.

They are updated by a POST to the collection that names the id (published). What a use of credits
does to the charges nobody has published: a charge usage is written by the caller, too.
"""

from decimal import Decimal

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import (
    Column,
    Stored,
    amount,
    code,
    day,
    flag,
    reference,
    stamps,
    text,
)
from ledgerspan.sandbox.daftra.entities.shape import Shape, Writes
from ledgerspan.sandbox.daftra.table import Draft, Rules, Table

_PERIODS = ("daily", "weekly", "monthly", "yearly")
AVAILABLE, SUSPENDED = "available", "suspended"
"""The word that a published record has, and an invented one."""


class CreditRules(Rules):
    """A kind of credit that takes no decimals is granted and used in whole numbers."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Complain about a fraction of a credit that has none."""
        kind = books.find("credit_types", self.kind_of(draft, books))
        sent = draft.values["amount"]
        if kind is None or kind["allow_decimal"] or sent is None:
            return
        if Decimal(sent) % 1:
            draft.complain("amount", "must be a whole number: the credit type takes no decimals")

    def kind_of(self, draft: Draft, books: Books) -> Stored:
        """Give the id of the credit type."""
        del books
        return draft.values["credit_type_id"]


class CreditChargeRules(CreditRules):
    """A charge is suspended by `on`, and by leaving the word out no longer (published)."""

    def settle(self, draft: Draft, books: Books) -> None:
        """Say in one word whether the credit can be used."""
        super().settle(draft, books)
        suspended = draft.sent.get("is_suspended") == "on"
        draft.values["status"] = SUSPENDED if suspended else AVAILABLE


class ChargeUsageRules(CreditRules):
    """What is drawn from a charge is of its type."""

    def kind_of(self, draft: Draft, books: Books) -> Stored:
        """Give the type of the charge."""
        charge = books.find("credit_charges", draft.values["credit_charge_id"])
        return None if charge is None else charge["credit_type_id"]


_CREDIT_TYPES = Table(
    "credit_types",
    "CreditType",
    (
        text("name", takes_null=False),
        flag("allow_decimal", takes_null=False),
        code("status", 0, 1, start=1, takes_null=False),
        text("unit"),
        text("description"),
        *stamps(),
    ),
    routes=(),
)
_PACKAGES = Table(
    "packages",
    "Package",
    (
        text("name", takes_null=False),
        amount("price", takes_null=False),
        Column("period_value", "id", takes_null=False),
        Column("period_unit", "text", choices=_PERIODS, takes_null=False),
        code("status", 0, 1, start=1, takes_null=False),
        reference("product_id", "products", empty=None, access="read"),
        text("description"),
        *stamps(),
        Column("type", "text", choices=("credit_charge", "membership"), takes_null=False),
        reference("branch_id", start=1),
    ),
    routes=(),
)
_KIND = reference("credit_type_id", "credit_types")
_CREDIT_TYPE_PACKAGES = Table(
    "credit_type_packages",
    "CreditTypePackage",
    (_KIND, reference("package_id", "packages"), amount("amount", takes_null=False)),
    routes=(),
    rules=CreditRules(),
)
_CREDIT_CHARGES = Table(
    "credit_charges",
    "CreditCharge",
    (
        reference("staff_id", "staff"),
        reference("client_id", "clients"),
        _KIND,
        text("status", access="read", start=AVAILABLE),
        day("start_date"),
        day("expiry_date"),
        amount("amount", takes_null=False),
        text("description"),
        *stamps(),
        reference("renewal_id", empty=None, access="read"),
        Column("is_suspended", "text", choices=("on",), takes_null=False, access="write"),
    ),
    routes=(),
    rules=CreditChargeRules(),
)
_CREDIT_USAGES = Table(
    "credit_usages",
    "CreditUsage",
    (
        reference("client_id", "clients"),
        _KIND,
        day("usage_date"),
        text("description"),
        *stamps(),
        # Written, and in no published record.
        amount("amount", takes_null=False, access="write"),
        reference("added_by", "staff", access="write"),
    ),
    routes=(),
    rules=CreditRules(),
)
_CHARGE_USAGES = Table(
    "charge_usages",
    "ChargeUsage",
    (
        reference("credit_charge_id", "credit_charges"),
        reference("credit_usage_id", "credit_usages"),
        amount("amount", takes_null=False),
    ),
    routes=(),
    rules=ChargeUsageRules(),
)

CREDIT_TABLES = (
    _CREDIT_TYPES,
    _PACKAGES,
    _CREDIT_TYPE_PACKAGES,
    _CREDIT_CHARGES,
    _CREDIT_USAGES,
    _CHARGE_USAGES,
)
_BY_POST = Writes(by_post=True)
CREDITS = (
    Shape("credit_type", "credit_types", writes=_BY_POST),
    Shape("package", "packages", writes=_BY_POST),
    Shape("credit_type_package", "credit_type_packages", deleted_at=False, writes=_BY_POST),
    Shape(
        "credit_charge",
        "credit_charges",
        writes=Writes(by_post=True, account_days=("start_date", "expiry_date")),
    ),
    Shape(
        "credit_usage",
        "credit_usages",
        writes=Writes(by_post=True, account_days=("usage_date",)),
    ),
    Shape("charge_usage", "charge_usages", deleted_at=False, writes=_BY_POST),
)
