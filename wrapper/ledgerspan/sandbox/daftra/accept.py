"""Judge what a write sends, member by member, and turn it into what is stored."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ledgerspan.sandbox.daftra.columns import Column, Stored
from ledgerspan.sandbox.days import is_date
from ledgerspan.sandbox.exactjson import as_number, plain_digits, write_json

_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_DIGITS = re.compile(r"[0-9]{1,10}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]")
_AMOUNT_LIMIT = Decimal(10) ** 15
_ID_LIMIT = 2**31


class RefusedError(ValueError):
    """A member cannot be stored; the text is the reason given to the caller."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The outcome: `values` to store, `reasons` against members, `extra` read-only members."""

    values: Mapping[str, Stored]
    reasons: Mapping[str, str]
    extra: tuple[str, ...] = field(default=())


def accept(columns: Iterable[Column], sent: Mapping[str, Any]) -> Accepted:
    """Read the model of a write. Unknown members are ignored (observation 9)."""
    values: dict[str, Stored] = {}
    reasons: dict[str, str] = {}
    extra = ["id"] if "id" in sent else []
    for column in columns:
        if column.name not in sent or column.access in ("seen", "hidden"):
            continue
        if column.access == "read":
            extra.append(column.name)
            continue
        try:
            values[column.name] = stored_value(column, sent[column.name])
        except RefusedError as refused:
            reasons[column.name] = str(refused)
    return Accepted(values, reasons, tuple(extra))


def stored_value(column: Column, sent: Any) -> Stored:
    """Give the stored form of one value, or raise with the reason."""
    if sent is None:
        if column.takes_null:
            return None
        raise RefusedError("must not be null")
    value = _read(column, sent)
    if column.choices and value not in column.choices:
        raise RefusedError(f"must be one of {', '.join(map(str, column.choices))}")
    # "No record" is stored as no record: a write says 0 for it, even where a read says null.
    names_none = column.empty == "0" or (column.refers is not None and not column.loose)
    return None if names_none and value in (0, "0") else value


def _read(column: Column, sent: Any) -> Stored:
    match column.kind:
        case "amount":
            return _amount(sent)
        case "id" | "digits":
            return _id(sent)
        case "ids":
            several = [_id(each) for each in sent] if isinstance(sent, list) else _id(sent)
            return write_json(several).decode()
        case "links":
            return _texts(sent)
        case "flag":
            return _flag(sent)
        case _:
            return _text(column, sent)


def _amount(sent: Any) -> str:
    if isinstance(sent, str) and _AMOUNT.fullmatch(sent):
        return plain_digits(Decimal(sent))
    number = as_number(sent)
    if number is None:
        raise RefusedError("must be a number, or its digits with at most 6 decimals as text")
    if number.copy_abs() >= _AMOUNT_LIMIT:
        raise RefusedError("must have at most 15 digits before the point")
    return plain_digits(number)


def _id(sent: Any) -> int:
    number = as_number(sent)
    if isinstance(sent, str) and _DIGITS.fullmatch(sent):
        number = Decimal(sent)
    if number is None or not 0 <= number < _ID_LIMIT or number != int(number):
        raise RefusedError("must be an id: a whole number from 0 to 2147483647")
    return int(number)


def _flag(sent: Any) -> int:
    if sent in ("0", "1"):
        return int(sent)
    number = Decimal(sent) if isinstance(sent, bool) else as_number(sent)
    if number is None or number not in (0, 1):
        raise RefusedError("must be true, false, 1 or 0")
    return int(number)


def _texts(sent: Any) -> str:
    if not isinstance(sent, list) or not all(isinstance(each, str) for each in sent):
        raise RefusedError("must be a list of texts")
    return write_json(sent).decode()


def _text(column: Column, sent: Any) -> str:
    if not isinstance(sent, str):
        raise RefusedError("must be text")
    if column.longest is not None and len(sent) > column.longest:
        raise RefusedError(f"must have at most {column.longest} characters")
    if column.kind == "currency" and not _CURRENCY.fullmatch(sent):
        raise RefusedError("must be a currency code of three capital letters")
    if column.kind == "date" and not is_date(sent):
        raise RefusedError("must be a day that exists, written YYYY-MM-DD")
    if column.kind == "email" and not _EMAIL.fullmatch(sent):
        raise RefusedError("must be an e-mail address")
    return _moment(sent) if column.kind == "moment" else sent


def _moment(sent: str) -> str:
    day, _, time = sent.partition(" ")
    if not is_date(day) or not (sent == day or _TIME.fullmatch(time)):
        raise RefusedError("must be a day, or YYYY-MM-DD HH:MM:SS")
    return f"{day} {time or '00:00:00'}"
