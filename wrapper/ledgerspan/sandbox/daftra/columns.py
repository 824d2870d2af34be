"""The members of a Daftra income: what each holds, and what a write may send for it."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["amount", "currency", "text", "date", "id", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """A writable member.

    `longest` counts characters; `empty` is how the real service writes that there is no value
    (observation 6): null, "", "0" or "0000-00-00".
    """

    name: str
    kind: Kind
    longest: int | None = None
    takes_null: bool = True
    empty: str | None = None


def _tax(slot: int) -> tuple[Column, ...]:
    return (
        Column(f"tax{slot}_id", "id"),
        Column(f"tax{slot}_name", "text", longest=255),
        Column(f"tax{slot}_value", "amount"),
        Column(f"tax{slot}_amount", "amount"),
        Column(f"tax{slot}_included", "flag"),
    )


WRITABLE = (
    Column("amount", "amount", takes_null=False),
    Column("currency_code", "currency", takes_null=False),
    Column("vendor", "text", longest=200, empty=""),
    Column("category", "text", longest=200, empty=""),
    Column("date", "date", takes_null=False, empty="0000-00-00"),
    Column("file", "text", longest=200, empty=""),
    Column("note", "text", empty=""),
    Column("client_id", "id", empty="0"),
    *_tax(1),
    *_tax(2),
)
READ_ONLY = ("id", "is_income", "attachments")
