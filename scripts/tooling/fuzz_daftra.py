"""The shadow of a Daftra income: what must be read after what was written.

Both sides are brought to one meaning first: 12, "12" and 12.0 are the same amount, and the five
spellings of nothing (observation 6) are the same nothing.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from tooling.fuzz_exchange import Finding
from tooling.fuzz_target import Target

AMOUNTS = ("amount", "tax1_value", "tax1_amount", "tax2_value", "tax2_amount")
KEYS = ("client_id", "tax1_id", "tax2_id")
FLAGS = ("tax1_included", "tax2_included")
TEXTS = ("currency_code", "vendor", "category", "file", "note", "tax1_name", "tax2_name")
WRITABLE = (*AMOUNTS, *KEYS, *FLAGS, *TEXTS, "date")
_EMPTY = (None, "", "0000-00-00")

Meaning = Decimal | int | bool | str | None


def meaning_of(income: Mapping[str, Any], date_format: str | None) -> dict[str, Meaning]:
    """Read every writable member of an income that was sent or read."""
    return {name: _meaning(name, income.get(name), date_format) for name in WRITABLE}


def written_findings(
    sent: Mapping[str, Any],
    read: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    target: Target,
    date_format: str | None,
) -> Iterator[Finding]:
    """Judge what is read after a create (`before` None) or an update of `before`.

    What is left out of a create gets its default. What is left out of an update stays as it was
    (published), or is reset to its default (observation, quirk 6).
    """
    reset = before is None or target.dialect == "observed"
    expected = _defaults(target) if reset else meaning_of(before or {}, date_format)
    meant = meaning_of(sent, None)
    expected |= {name: meant[name] for name in WRITABLE if name in sent}
    shown = meaning_of(read, date_format)
    for name, value in expected.items():
        if shown[name] != value:
            yield f"{name}: {value!r} was written, {shown[name]!r} is read"
    if _flag(read.get("is_income")) is not True:
        yield f"is_income is {read.get('is_income')!r}"


def changed_findings(
    before: Mapping[str, Any], now: Mapping[str, Any], date_format: str | None
) -> Iterator[Finding]:
    """Judge two readings of a record that nobody wrote to in between."""
    old, new = meaning_of(before, date_format), meaning_of(now, date_format)
    for name in WRITABLE:
        if old[name] != new[name]:
            yield f"{name} was {old[name]!r} and is {new[name]!r} without a write"


def _defaults(target: Target) -> dict[str, Meaning]:
    expected: dict[str, Meaning] = {
        name: 0 if name in KEYS else None for name in WRITABLE if name not in ("date", *TEXTS[:1])
    }
    expected["amount"] = Decimal(0)
    if target.today is not None:
        expected["date"] = target.today
    if target.currency is not None:
        expected["currency_code"] = target.currency
    return expected


def _meaning(name: str, value: Any, date_format: str | None) -> Meaning:
    if name in KEYS:
        return _key(value)
    if value in _EMPTY:
        return None
    if name in AMOUNTS:
        return _amount(value)
    if name in FLAGS:
        return _flag(value)
    if name == "date":
        return _day(str(value), date_format)
    return str(value)


def _amount(value: Any) -> Decimal | str:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return f"no number: {value!r}"


def _key(value: Any) -> Meaning:
    """Read the key of another record; nothing is 0."""
    if value in (None, ""):
        return 0
    if isinstance(value, bool):
        return f"no key: {value!r}"
    try:
        return int(Decimal(str(value)))
    except InvalidOperation:
        return f"no key: {value!r}"


def _flag(value: Any) -> Meaning:
    return {"True": True, "1": True, "1.0": True, "False": False, "0": False}.get(
        str(value), False if str(value) in ("0.0", "-0.0") else f"no flag: {value!r}"
    )


def _day(text: str, date_format: str | None) -> str:
    """Read ISO, or the account's own order of day, month and year."""
    if date_format is None or text[:4].isdecimal():
        return text
    places = {part: date_format.find(part) for part in ("YYYY", "MM", "DD")}
    if min(places.values()) < 0:
        return text
    return "-".join(text[start : start + len(part)] for part, start in places.items())
