"""What a write or a list filter of Nuvio says, once it has the right shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ledgerspan.sandbox.nuvio.kinds import EXPENSE, INCOME, Kind
from ledgerspan.sandbox.nuvio.members import CURRENCY, Members, Named

_INVOICE_NUMBER = "[A-Za-z0-9-]{1,50}"


@dataclass(frozen=True, slots=True)
class LineSent:
    """A line: without a quantity one unit, without a price nothing to pay."""

    detail: str | None
    product: Named
    quantity: Decimal
    unit_price: Decimal
    taxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentSent:
    """The body of a create or an update; None for what was left out."""

    number: str | None
    description: str | None
    day: str | None
    due_date: str | None
    currency: str | None
    exchange_rate: Decimal | None
    project: Named
    party: Named
    tags: tuple[str, ...]
    lines: tuple[LineSent, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """The body of a list; what is None does not filter."""

    start_date: str | None
    end_date: str | None
    party: Named
    tag_name: str | None
    project_name: str | None
    project_code: str | None
    payment_status: str | None


def read_income(body: Mapping[str, Any], complaints: list[str]) -> DocumentSent:
    """Read the write of an income and add what is wrong with it to `complaints`."""
    members = Members(body, complaints)
    number = members.text(INCOME.number, pattern=_INVOICE_NUMBER)
    return _document(INCOME, members, number)


def read_expense(body: Mapping[str, Any], complaints: list[str]) -> DocumentSent:
    """Read the write of an expense: any text is a reference number, a line has a detail."""
    members = Members(body, complaints)
    number = members.text(EXPENSE.number, null=True)
    return _document(EXPENSE, members, number)


def read_filters(kind: Kind, body: Mapping[str, Any], complaints: list[str]) -> Filters:
    """Read the filters of a list; every one may be null."""
    members = Members(body, complaints)
    return Filters(
        start_date=members.day("startDate", null=True),
        end_date=members.day("endDate", null=True),
        party=members.named(kind.party),
        tag_name=members.text("tagName", null=True),
        project_name=members.text("projectName", null=True),
        project_code=members.text("projectCode", null=True),
        payment_status=members.text("paymentStatus", null=True),
    )


def _document(kind: Kind, members: Members, number: str | None) -> DocumentSent:
    return DocumentSent(
        number=number,
        description=members.text("description", null=True),
        day=members.day(kind.day),
        due_date=members.day("dueDate", null=True),
        currency=members.text("currency", pattern=CURRENCY),
        exchange_rate=members.number("exchangeRate", null=True),
        project=members.named("project"),
        party=members.named(kind.party),
        tags=members.uuids("tags"),
        lines=tuple(_line(kind, line) for line in members.objects("items")),
    )


def _line(kind: Kind, members: Members) -> LineSent:
    quantity = members.number("quantity")
    unit_price = members.number("unitPrice", least=Decimal(0))
    return LineSent(
        detail=members.text("itemDetail", null=True) if kind is EXPENSE else None,
        product=members.named("product"),
        quantity=Decimal(1) if quantity is None else quantity,
        unit_price=Decimal(0) if unit_price is None else unit_price,
        taxes=members.uuids("itemTaxes"),
    )
