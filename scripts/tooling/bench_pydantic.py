"""Build pydantic models with the fields of generated classes: same names, same types, lax.

An empty text where a number or a flag is meant becomes None, as a user of pydantic would have to
arrange for the bodies that Daftra sends.
"""

from functools import cache, reduce
from operator import or_
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import attrs
from msgspec import UnsetType
from pydantic import BaseModel, BeforeValidator, Field, create_model


@cache
def pydantic_twin(model: type) -> type[BaseModel]:
    """Return the pydantic model of a generated class, with those of all classes below it.

    A member that is absent is None there: pydantic has no word for it.
    """
    names = getattr(model, "__wire_names__", {})
    hints = get_type_hints(model)
    fields: dict[str, Any] = {}
    for attribute in attrs.fields(model):
        alias = names.get(attribute.name, attribute.name)
        kind = _pydantic_type(hints[attribute.name])
        default = ... if attribute.default is attrs.NOTHING else None
        fields[attribute.name] = (kind, Field(default=default, alias=alias))
    built: type[BaseModel] = create_model(model.__name__, **fields)
    return built


def _none_if_blank(value: object) -> object:
    return None if value == "" else value


def _pydantic_type(hint: Any) -> Any:
    if isinstance(hint, type) and attrs.has(hint):
        return pydantic_twin(hint)
    if get_origin(hint) is list:
        return list[_pydantic_type(get_args(hint)[0])]  # type: ignore[misc]
    if get_origin(hint) not in (Union, UnionType):
        return hint
    members = [each for each in get_args(hint) if each is not UnsetType]
    joined = reduce(or_, (_pydantic_type(member) for member in members))
    if NoneType in members and str not in members:
        return Annotated[joined, BeforeValidator(_none_if_blank)]
    return joined
