"""What a write or a list filter of Nuvio says, once it has the right shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ledgerspan.sandbox.nuvio.members import Members

_INVOICE_NUMBER = "[A-Za-z0-9-]{1,50}"
_CURRENCY = "[A-Z]{3}"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by id or by code; the id wins (published)."""

    id: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class LineSent:
    """A line: without a quantity one unit, without a price nothing to pay."""

    product: Named
    quantity: Decimal
    unit_price: Decimal
    taxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncomeSent:
    """The body of a create or an update; None for what was left out."""

    invoice_number: str | None
    description: str | None
    invoice_date: str | None
    due_date: str | None
    currency: str | None
    exchange_rate: Decimal | None
    project: Named
    customer: Named
    tags: tuple[str, ...]
    lines: tuple[LineSent, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """The body of a list; what is None does not filter."""

    start_date: str | None
    end_date: str | None
    customer: Named
    tag_name: str | None
    project_name: str | None
    project_code: str | None
    payment_status: str | None


def read_income(body: Mapping[str, Any], complaints: list[str]) -> IncomeSent:
    """Read a write and add what is wrong with it to `complaints`."""
    members = Members(body, complaints)
    return IncomeSent(
        invoice_number=members.text("invoiceNumber", pattern=_INVOICE_NUMBER),
        description=members.text("description", null=True),
        invoice_date=members.day("invoiceDate"),
        due_date=members.day("dueDate", null=True),
        currency=members.text("currency", pattern=_CURRENCY),
        exchange_rate=members.number("exchangeRate", null=True),
        project=_named(members, "project"),
        customer=_named(members, "customer"),
        tags=members.uuids("tags"),
        lines=tuple(_line(line) for line in members.objects("items")),
    )


def read_filters(body: Mapping[str, Any], complaints: list[str]) -> Filters:
    """Read the filters of a list; every one may be null."""
    members = Members(body, complaints)
    return Filters(
        start_date=members.day("startDate", null=True),
        end_date=members.day("endDate", null=True),
        customer=_named(members, "customer"),
        tag_name=members.text("tagName", null=True),
        project_name=members.text("projectName", null=True),
        project_code=members.text("projectCode", null=True),
        payment_status=members.text("paymentStatus", null=True),
    )


def _named(members: Members, thing: str) -> Named:
    return Named(
        id=members.uuid(f"{thing}Id", null=True), code=members.text(f"{thing}Code", null=True)
    )


def _line(members: Members) -> LineSent:
    quantity = members.number("quantity")
    unit_price = members.number("unitPrice", zero=True)
    return LineSent(
        product=_named(members, "product"),
        quantity=Decimal(1) if quantity is None else quantity,
        unit_price=Decimal(0) if unit_price is None else unit_price,
        taxes=members.uuids("itemTaxes"),
    )
