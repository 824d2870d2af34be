"""Hold a record against a condition when it arrives, laxly: "12" equals 12.

Only what no reading of the condition allows is refused: how the server's database compares texts,
and whether a day is a whole day or its midnight to it, nobody has said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from operator import ge, gt, le, lt
from typing import Any

from .entity_conditions import Condition

_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": gt,
    "gte": ge,
    "from": ge,
    "lt": lt,
    "lte": le,
    "to": le,
}


def is_verifiable(condition: Condition) -> bool:
    """Tell whether a record alone can say if it meets a condition.

    Not for `like`, whose patterns are in no document, and not for members of relations.
    """
    return condition.operator != "like" and "." not in condition.member


def may_meet(condition: Condition, members: Mapping[str, Any]) -> bool:
    """Tell whether a record may meet a condition; one that does not state the member may."""
    if not is_verifiable(condition) or condition.member not in members:
        return True
    have, wanted = members[condition.member], condition.wanted
    match condition.operator:
        case "is_null":
            return have in (None, "")
        case "equal":
            return _may_equal(have, wanted)
        case "in":
            return any(_may_equal(have, each) for each in wanted)
        case "not_equal":
            return not _surely_equals(have, wanted)
        case "not_in":
            return not any(_surely_equals(have, each) for each in wanted)
        case operator:
            return _may_compare(_ORDER[operator], have, wanted)


def _may_equal(have: Any, wanted: Any) -> bool:
    if isinstance(have, Mapping | list):
        return True
    if isinstance(wanted, date):
        moment = _moment(have)
        # A text that is no ISO date cannot be judged here.
        return (
            (isinstance(have, str) and bool(have))
            if moment is None
            else moment in _readings(wanted, moment)
        )
    one, other = _number(have), _number(wanted)
    if one is not None and other is not None:
        return one == other
    return have is not None and str(have).strip().casefold() == str(wanted).strip().casefold()


def _surely_equals(have: Any, wanted: Any) -> bool:
    if isinstance(wanted, date):
        moment = _moment(have)
        return moment is not None and moment == _midnight(wanted)
    one, other = _number(have), _number(wanted)
    if one is not None and other is not None:
        return one == other
    return isinstance(have, str) and have == wanted


def _may_compare(holds: Callable[[Any, Any], bool], have: Any, wanted: Any) -> bool:
    if have is None:
        return False
    if isinstance(wanted, date):
        moment = _moment(have)
        return moment is None or any(holds(moment, each) for each in _readings(wanted, moment))
    one, other = _number(have), _number(wanted)
    # Texts are ordered by rules that differ from database to database.
    return one is None or other is None or holds(one, other)


def _readings(wanted: date, moment: datetime) -> tuple[datetime, ...]:
    """Return the moments that a day may mean: its midnight, or whatever lies in it."""
    midnight = _midnight(wanted)
    whole_day = not isinstance(wanted, datetime) and moment.date() == wanted
    return (midnight, moment) if whole_day else (midnight,)


def _midnight(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())


def _moment(have: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(have)
    except (TypeError, ValueError):
        return None
    return moment.replace(tzinfo=None)


def _number(value: Any) -> Decimal | None:
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, bool | int):
        return Decimal(int(value))
    if not isinstance(value, str):
        return None
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
