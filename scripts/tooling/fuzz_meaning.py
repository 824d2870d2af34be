"""What a value means, whatever its spelling: 12, "12" and 12.0 are one amount.

The five spellings of nothing (observation 6) are the same nothing, and a date in the account's
order of day, month and year is the date itself.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from tooling.fuzz_exchange import Finding

_NOTHING: tuple[Any, ...] = (None, "", "0000-00-00", "0000-00-00 00:00:00", [], {})
_DAY = 10
_PARTS = ("YYYY", "MM", "DD")
_USUAL = "DD/MM/YYYY"
"""The order of a date where the account tells its format by a number alone."""


def same(written: Any, read: Any, date_format: str | None) -> bool:
    """Tell whether a value that is read is the one that was written."""
    if isinstance(written, list) and isinstance(read, list):
        if any(isinstance(each, dict) for each in read) and not any(
            isinstance(each, dict) for each in written
        ):
            # Ids or names are sent, what they refer to is read; order and repeats say nothing.
            return {str(each).lower() for each in written} == {_id_of(each) for each in read}
        return len(written) == len(read) and all(
            same(one, other, date_format) for one, other in zip(written, read, strict=True)
        )
    if isinstance(written, dict) and isinstance(read, dict):
        # What a service adds to it (ids, names of what is referred to) is no difference.
        return all(
            value is None or same(value, read[name], date_format)
            for name, value in written.items()
            if name in read
        )
    if isinstance(written, dict) and not isinstance(read, dict | list):
        # v2 takes a number or an amount with words beside it, and shows it alone.
        asked = [value for value in written.values() if value is not None]
        if is_nothing(read):
            return not any(_number(value) for value in asked)
        return not asked or any(same(value, read, date_format) for value in asked)
    if is_nothing(written) or is_nothing(read):
        return is_nothing(written) and is_nothing(read)
    if str(written) == str(read):
        return True
    left, right = _number(written), _number(read)
    if left is not None and right is not None:
        return left == right
    left_day, right_day = _day(str(written), date_format), _day(str(read), date_format)
    # A day is the beginning of itself where a time is kept.
    return right_day in (left_day, f"{left_day} 00:00:00")


def differences(
    wanted: Mapping[str, Any], read: Mapping[str, Any], date_format: str | None, words: str
) -> Iterator[Finding]:
    """Compare the members that both have; `words` says what `wanted` is.

    A null asks for what the service starts with, so it says nothing of what is read.
    """
    for name, value in wanted.items():
        if name not in read or value is None or same(value, read[name], date_format):
            continue
        inner = list(_inner(name, value, read[name], date_format, words))
        yield from inner or [f"{name}: {value!r} {words}, {read[name]!r} is read"]


def _inner(
    name: str, value: Any, shown: Any, date_format: str | None, words: str
) -> Iterator[Finding]:
    """Say which member of which line differs, where both are lists of lines of one length."""
    if isinstance(value, list) and isinstance(shown, list) and len(value) == len(shown):
        for place, (line, read) in enumerate(zip(value, shown, strict=True)):
            if isinstance(line, dict) and isinstance(read, dict):
                for finding in differences(line, read, date_format, words):
                    yield f"{name} {place}: {finding}"


def _id_of(shown: Any) -> str:
    """Give the id of what is shown for a reference, `id` or `taxId` and its like; or its name."""
    names = [name for name in shown if name == "id" or name.endswith("Id")]
    return str(shown[names[0]] if names else shown.get("name", "")).lower()


def is_nothing(value: Any) -> bool:
    """Tell whether a value says that there is none; 0 and false are what is then stored."""
    if value in _NOTHING and value is not False:
        return True
    number = _number(value)
    return number is not None and number == 0


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool):
        return Decimal(int(value))
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return {"true": Decimal(1), "false": Decimal(0)}.get(str(value).lower())
    return number if number.is_finite() else None


def _day(text: str, date_format: str | None) -> str:
    """Bring a date to ISO; a time of day after it stays."""
    if date_format is None or text[:4].isdecimal():
        return text.replace("T", " ").removesuffix("Z")
    order = date_format if all(part in date_format for part in _PARTS) else _USUAL
    places = {part: order.find(part) for part in _PARTS}
    if len(text) < _DAY or not text[places["YYYY"]].isdecimal():
        return text
    day = "-".join(text[start : start + len(part)] for part, start in places.items())
    return day + text[_DAY:]
