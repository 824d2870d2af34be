"""Build the fast twin of a generated class: a msgspec Struct with the same attributes.

The generated attrs class says what a record is; its twin is decoded in half the time
(`scripts/bench` shows both) and is read by the same code, since attribute names, JSON names and
types are equal. Only listings and single reads use it, between bytes and the common model.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

M = TypeVar("M")


@cache
def twin(model: type) -> type[msgspec.Struct]:
    """Return the Struct twin of a generated class, with the twins of all classes below it.

    Models that contain themselves have no twin (RecursionError at the first call); none of the
    records that are listed does.
    """
    import attrs  # noqa: PLC0415  # the first record needs it, importing a client does not

    names: Mapping[str, str] = getattr(model, "__wire_names__", {})
    hints = get_type_hints(model)
    fields: list[Any] = []
    for attribute in attrs.fields(model):
        kind = _twin_type(hints[attribute.name])
        if attribute.default is attrs.NOTHING:
            fields.append((attribute.name, kind))
        else:
            fields.append((attribute.name, kind, attribute.default))
    return msgspec.defstruct(
        model.__name__,
        fields,
        rename=dict(names),
        kw_only=True,
        gc=False,
        module=__name__,
    )


def twin_decoder(model: type[M]) -> msgspec.json.Decoder[M]:
    """Return a lax decoder ("12" fits an integer) whose results can be read as `model`."""
    return cast(
        "msgspec.json.Decoder[M]", msgspec.json.Decoder(twin(cast("Any", model)), strict=False)
    )


def _twin_type(hint: Any) -> Any:
    if hasattr(hint, "__attrs_attrs__"):
        return twin(hint)
    if get_origin(hint) in (Union, UnionType):
        return reduce(or_, (_twin_type(member) for member in get_args(hint)))
    if get_origin(hint) is list:
        return list[_twin_type(get_args(hint)[0])]  # type: ignore[misc]
    return hint
