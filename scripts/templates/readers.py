"""Let msgspec fill models whose JSON names differ as fast as it fills the others.

`wire_names` names members for msgspec by `__dataclass_fields__`, and there each slot that stays
empty costs it an exception: half the time of a record of 88 members with a quarter of them absent.
A reader is a subclass of a model that msgspec takes for an attrs class: its fields have their JSON
names, its slots are preset, and once filled it turns into its model.
"""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from threading import RLock
from types import SimpleNamespace, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

# Presetting and turning cost as much as a few absent members: small models are better off without.
MANY = 24

_readers: dict[type, type] = {}
# Readers refer to each other, so one is known before it is finished.
_building = RLock()


class _Hidden:
    """Hide an inherited attribute from `hasattr`."""

    def __get__(self, _: object, owner: type) -> Any:
        raise AttributeError(owner)


def reader_of(hint: Any) -> Any:
    """Return a type to decode into in place of `hint`: its models come out all the same."""
    with _building:
        return _read_as(hint)


def _read_as(hint: Any) -> Any:
    if get_origin(hint) is list:
        return list[_read_as(get_args(hint)[0])]  # type: ignore[misc]
    if get_origin(hint) in (Union, UnionType):
        return reduce(or_, (_read_as(member) for member in get_args(hint)))
    if isinstance(hint, type) and _leads_to_many_names(hint, set()):
        return _readers.get(hint) or _reader(hint)
    return hint


def _reader(model: Any) -> type:
    # The layout of its slots is that of the model: otherwise it could not turn into it.
    reader: Any = type(model.__name__, (model,), {"__slots__": (), "__module__": model.__module__})
    _readers[model] = reader
    names: Mapping[str, str] = getattr(model, "__wire_names__", {})
    hints = get_type_hints(model)
    reader.__dataclass_fields__ = _Hidden()
    reader.__attrs_attrs__ = tuple(
        SimpleNamespace(name=names.get(each.name, each.name), default=each.default, validator=None)
        for each in model.__attrs_attrs__
    )
    reader.__annotations__ = {
        names.get(each.name, each.name): _read_as(hints[each.name])
        for each in model.__attrs_attrs__
    }

    def become_the_model(filled: Any) -> None:
        filled.__class__ = model

    reader.__attrs_post_init__ = become_the_model
    return reader  # type: ignore[no-any-return]


def _leads_to_many_names(hint: Any, seen: set[Any]) -> bool:
    """Whether a type leads to a model of many members, some with other JSON names."""
    if not hasattr(hint, "__attrs_attrs__"):
        return any(_leads_to_many_names(member, seen) for member in get_args(hint))
    if hint in seen:
        return False
    seen.add(hint)
    is_one = hasattr(hint, "__wire_names__") and len(hint.__attrs_attrs__) >= MANY
    return is_one or any(
        _leads_to_many_names(member, seen) for member in get_type_hints(hint).values()
    )
