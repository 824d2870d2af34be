"""Decide whether the value of a member meets a condition, as a database would.

Nothing but `is_null` matches no value. A number is compared with numbers alone: a word that is
sent for one equals none and is neither above nor below. What the real service does then is not
known, nor which values of `is_null` mean yes: 1, the published one, and none, the observed one, do.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import Any

from ledgerspan.sandbox.daftra.entities.conditions import Condition

_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": gt,
    "gte": ge,
    "from": ge,
    "lt": lt,
    "lte": le,
    "to": le,
}


def meets(condition: Condition, value: Any) -> bool:
    """Tell whether `value`, as it is written in a record, meets the condition."""
    operands = condition.operands
    if condition.operator == "is_null":
        return value is None or operands[0] not in ("", "1")
    if value is None:
        return False
    match condition.operator:
        case "like":
            return _like(operands[0], value)
        case "equal" | "in":
            return any(_equal(operand, value) for operand in operands)
        case "not_equal" | "not_in":
            return not any(_equal(operand, value) for operand in operands)
        case operator:
            other = _comparable(operands[0], value)
            return other is not None and _ORDER[operator](value, other)


def _equal(operand: str, value: Any) -> bool:
    other = _comparable(operand, value)
    return other is not None and bool(value == other)


def _comparable(operand: str, value: Any) -> Any:
    if not isinstance(value, int | Decimal):
        return operand
    return Decimal(operand) if _NUMBER.fullmatch(operand) else None


def _like(pattern: str, value: Any) -> bool:
    """Find the pattern anywhere in the value, whatever the case; % and _ stand for any text.

    The wildcards are those of SQL. Whether the real service finds parts without them is not shown.
    """
    parts = [{"%": ".*", "_": "."}.get(each, re.escape(each)) for each in pattern]
    return re.search("".join(parts), str(value), re.IGNORECASE | re.DOTALL) is not None
