"""Move bytes into the models of this package and back.

    bytes ── msgspec, lax ("12" fits an integer) ──> model            the fast path
      └── does not fit ──> json ──> field by field ──> model          the tolerant path

The tolerant path keeps every record and every field that fits. A field that does not fit is left
UNSET and told to `on_mismatch`, so an annotation is never a lie; the bytes still hold the value.
"""

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from .readers import reader_of
from .types import UNSET

T = TypeVar("T")

# What servers send for "no value" where a number, a flag, a date or an object is meant.
_EMPTY: tuple[object, ...] = ("", [], "0000-00-00", "0000-00-00 00:00:00")

# One escape: a whole surrogate pair, half of one (kept as group 1), or any other.
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)


_EMPTY_BYTES = tuple(json.dumps(empty).encode() for empty in _EMPTY)
# More members than this that are empty somewhere on a page: the tolerant path is as good.
_EMPTY_MEMBERS = 6


class Mismatch(NamedTuple):
    """Say where a body left its description: JSON path and what was expected there."""

    path: str
    message: str


Report = Callable[[Mismatch], object]


def decode(content: bytes, shape: type[T], on_mismatch: Report | None = None) -> T:
    """Decode JSON bytes into a model; raise `msgspec.DecodeError` only for what is no JSON."""
    if _names_work():
        try:
            return cast("T", decode_with(_decoder(cast("Any", shape)), content))
        except (msgspec.DecodeError, UnicodeDecodeError):
            # It does not fit, or it is JSON that msgspec is too strict for.
            pass
    try:
        value = parsed(mended(content))
    except (ValueError, RecursionError) as fault:
        raise msgspec.DecodeError(str(fault)) from None
    return adapt(value, shape, on_mismatch)


def parsed(content: bytes) -> object:
    """Return JSON untyped, each number exact: int or Decimal; raise `ValueError` for no JSON."""
    return json.loads(content, parse_float=_fraction, parse_int=_whole, parse_constant=_no_number)


def mended(content: bytes) -> bytes:
    """Replace bytes that are no UTF-8, and halves of surrogate pairs, by U+FFFD.

    Texts that were cut in the middle of a character leave both; neither can be written again.
    """
    try:
        content.decode()
    except UnicodeDecodeError:
        content = content.decode("utf-8", "replace").encode()
    if b"\\ud" not in content and b"\\uD" not in content:
        return content
    return _ESCAPE.sub(lambda found: found[0] if found[1] is None else b"\\ufffd", content)


def decode_with(decoder: "msgspec.json.Decoder[T]", content: bytes) -> T:
    """Decode; an empty text, list or date in a member that cannot hold it is read as null.

    The member is nulled by name in the whole body, at a fraction of the tolerant path's cost:
    `"name":""` with bare quotes is part of no JSON text. Raises `msgspec.ValidationError` for
    what does not fit even so.
    """
    for _ in range(_EMPTY_MEMBERS):
        try:
            return decoder.decode(content)
        except msgspec.ValidationError as fault:
            nulled = _nulled(content, str(fault))
            if nulled == content:
                raise
            content = nulled
    return decoder.decode(content)


def _nulled(content: bytes, message: str) -> bytes:
    # msgspec ends its message with the path: "... - at `$.data[14].Income.tax2_value`"
    name = message.rpartition(".")[2].rstrip("`").encode()
    for empty in _EMPTY_BYTES:
        nulled = content.replace(b'"%b":%b' % (name, empty), b'"%b":null' % name)
        if nulled != content:
            return nulled
    return content


def adapt(value: object, shape: type[T], on_mismatch: Report | None = None) -> T:
    """Fit decoded JSON into a model, field by field; what does not fit stays UNSET and is told."""
    return cast("T", _adapt(value, shape, "$", on_mismatch or _ignore))


def encode(body: object) -> bytes:
    """Write a model as JSON bytes: Decimal as an exact number, UNSET fields left out."""
    return _ENCODER.encode(body)


def bracketed(params: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return query parameters with mappings written out: `filter[date][gte]=2026-01-01`.

    A list inside a mapping is repeated with empty brackets: `filter[status][in][]=1`.
    """
    return [pair for name, value in params.items() for pair in _pairs(name, value)]


def to_dict(model: object) -> dict[str, Any]:
    """Return the JSON members of a model: Decimals kept, dates as text, UNSET left out."""
    return cast("dict[str, Any]", msgspec.to_builtins(model, builtin_types=(Decimal,)))


def wire_names(model: type, names: Mapping[str, str]) -> None:
    """Let msgspec read and write fields by their JSON names.

    msgspec has no rename for attrs classes (msgspec#372), but it reads `__dataclass_fields__`
    first. Each JSON name becomes a second name of the same slot, so that nothing is copied.
    """
    # Imported late, as attrs is by the models: an operation can be imported without either.
    import dataclasses  # noqa: PLC0415

    fields = {}
    for attribute in _fields(model):
        wire = names.get(attribute.name, attribute.name)
        field: dataclasses.Field[Any] = (
            dataclasses.field()
            if _is_required(attribute)
            else dataclasses.field(default=attribute.default)
        )
        field.name = wire
        field._field_type = dataclasses._FIELD  # type: ignore[attr-defined]  # noqa: SLF001
        fields[wire] = field
        if wire != attribute.name:
            setattr(model, wire, model.__dict__[attribute.name])
            model.__annotations__[wire] = model.__annotations__[attribute.name]
    model.__dataclass_fields__ = fields  # type: ignore[attr-defined]
    model.__wire_names__ = dict(names)  # type: ignore[attr-defined]


def _pairs(name: str, value: object) -> list[tuple[str, Any]]:
    if isinstance(value, list | tuple):
        return [(name, each) for each in value]
    if not isinstance(value, Mapping):
        return [(name, value)]
    return [
        pair
        for key, inner in value.items()
        for pair in _pairs(f"{name}[{key}]" + "[]" * isinstance(inner, list | tuple), inner)
    ]


def _fraction(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        # An exponent beyond what a Decimal holds.
        return text


def _whole(text: str) -> int | Decimal:
    try:
        return int(text)
    except ValueError:
        # More digits than Python turns into an int.
        return Decimal(text)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _adapt(value: object, hint: Any, path: str, report: Report) -> object:
    members = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    models = [member for member in members if _is_model(member)]
    message = f"Expected `{hint}`"
    if _names_work() or not (models or isinstance(value, list)):
        try:
            return msgspec.convert(value, hint, strict=False)
        except msgspec.ValidationError as fault:
            message = str(fault).split(" - at ")[0]
    if isinstance(value, dict) and models:
        return _adapt_model(value, models[0], path, report)
    lists = [member for member in members if get_origin(member) is list]
    if isinstance(value, list) and lists:
        return _adapt_list(value, get_args(lists[0])[0], path, report)
    if value is None or value in _EMPTY:
        if NoneType in members:
            return None
        if models:
            return _adapt_model({}, models[0], path, report)
    report(Mismatch(path, message))
    return UNSET


def _adapt_model(value: dict[str, Any], model: Any, path: str, report: Report) -> object:
    names: Mapping[str, str] = getattr(model, "__wire_names__", {})
    hints = _hints(model)
    fields = {}
    for attribute in _fields(model):
        wire = names.get(attribute.name, attribute.name)
        if wire in value:
            fields[attribute.name] = _adapt(
                value[wire], hints[attribute.name], f"{path}.{wire}", report
            )
        elif _is_required(attribute):
            report(Mismatch(f"{path}.{wire}", "Required member is missing"))
            fields[attribute.name] = UNSET
    return model(**fields)


def _adapt_list(value: list[Any], item: Any, path: str, report: Report) -> object:
    items = []
    for index, element in enumerate(value):
        place = f"{path}[{index}]"
        fitted = _adapt(element, item, place, report)
        if fitted is UNSET and _is_model(item):
            # A record that is no object still counts as a record: the list keeps its length.
            fitted = _adapt_model({}, item, place, _ignore)
        if fitted is not UNSET:
            items.append(fitted)
    return items


def _ignore(mismatch: Mismatch) -> None:
    """Take a mismatch that nobody asked about."""


def _is_model(hint: Any) -> bool:
    return hasattr(hint, "__attrs_attrs__")


def _fields(model: Any) -> Any:
    return model.__attrs_attrs__


def _is_required(attribute: Any) -> bool:
    import attrs  # noqa: PLC0415

    return attribute.default is attrs.NOTHING


@cache
def _decoder(shape: Any) -> msgspec.json.Decoder[Any]:
    # The hook is for what has no type of its own: numbers are exact there too.
    return msgspec.json.Decoder(reader_of(shape), strict=False, float_hook=_fraction)


@cache
def _hints(model: type) -> dict[str, Any]:
    return get_type_hints(model)


_ENCODER = msgspec.json.Encoder(decimal_format="number")


@cache
def _names_work() -> bool:
    """Test once that this msgspec honours `wire_names`.

    Without it all-optional models would silently decode empty, so the tolerant path takes over.
    """
    import attrs  # noqa: PLC0415

    @attrs.define
    class Probe:
        json_name: int = 0

    wire_names(Probe, {"json_name": "jsonName"})
    return msgspec.json.decode(b'{"jsonName":1}', type=Probe).json_name == 1
