"""Find members of another type than a draft declares, before anybody reckons with them.

Type checkers find them too, but notebooks, spreadsheets and JSON go past type checkers.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from ledgerspan import drafts
from ledgerspan.errors import ConfigurationError, DraftError, FieldError
from ledgerspan.models import Line, Record

from .draft import Draft, day_faults
from .line import LineDraft

_SCALARS: dict[Any, str] = {
    str: "a text is needed",
    bool: "True or False is needed",
    Decimal: "a Decimal is needed",
    datetime.datetime: "a datetime.datetime is needed",
}


def refuse_misfits(draft: object, shape: type[Record], judge: Callable[[Any], object]) -> None:
    """Raise DraftError for members of another type, with what `judge` raises for the others.

    Raises ConfigurationError for what is no draft of a `shape` at all.
    """
    wanted = _draft_of(shape)
    if not isinstance(draft, wanted):
        raise ConfigurationError(f"give {_a(wanted)}, not {_a(type(draft))}")
    found = tuple(_struct_misfits(draft, ""))
    if found:
        bad = {_member(fault) for fault in found}
        # What is said of two different stand-ins alike is said of the other members.
        told = [_faults_of(judge, _stand_in(draft, bad, seed)) for seed in (1, 2)]
        others = [fault for fault in told[0] if fault in told[1] and _member(fault) not in bad]
        raise DraftError(f"this {draft.what}", (*found, *others))


def refuse_misfit_changes(
    changes: Mapping[str, object], shape: type[Record], judge: Callable[[Any], object]
) -> None:
    """Raise DraftError for changes of another type, with what `judge` raises for the others.

    What None does to a member, and which there are, is the matter of `judge`.
    """
    hints = _hints(_draft_of(shape))
    found = tuple(
        fault
        for name, value in changes.items()
        if value is not None and name in hints
        for fault in _misfits(value, _changed(hints[name]), name)
    )
    if found:
        bad = {_member(fault) for fault in found}
        rest = {name: value for name, value in changes.items() if name not in bad}
        raise DraftError("this change", (*_faults_of(judge, rest), *found))


def _draft_of(shape: type[Record]) -> type[Draft]:
    found: type[Draft] = getattr(drafts, f"{shape.__name__}Draft")
    return found


def _a(shape: type[Any]) -> str:
    name = shape.__name__
    return f"an {name}" if name[0] in "AEIOU" else f"a {name}"


def _member(fault: FieldError) -> str:
    return fault.path.split(".")[0].split("[")[0]


def _faults_of(judge: Callable[[Any], object], given: object) -> tuple[FieldError, ...]:
    try:
        judge(given)
    except DraftError as error:
        return error.field_errors
    return ()


def _stand_in(draft: Draft, bad: set[str], seed: int) -> Draft:
    hints = _hints(type(draft))
    return msgspec.structs.replace(draft, **{name: _sample(hints[name], seed) for name in bad})


def _sample(hint: Any, seed: int) -> Any:
    hint = _choices(hint)[0]
    if get_origin(hint) is tuple:
        return (_sample(get_args(hint)[0], seed),)
    if issubclass(hint, msgspec.Struct):
        needed = [field for field in msgspec.structs.fields(hint) if field.required]
        hints = _hints(hint)
        return hint(**{field.name: _sample(hints[field.name], seed) for field in needed})
    samples: dict[Any, Any] = {
        str: str(seed),
        bool: seed > 1,
        Decimal: Decimal(seed),
        # The first days there are: no other day lies before them.
        datetime.date: datetime.date(1, 1, seed),
        datetime.datetime: datetime.datetime(1, 1, seed, tzinfo=datetime.UTC),
    }
    return samples[hint] if hint in samples else next(iter(hint))


@cache
def _hints(shape: type[Any]) -> Mapping[str, Any]:
    hints = get_type_hints(shape)
    return {name: hints[name] for name in shape.__struct_fields__}


def _changed(hint: Any) -> Any:
    """Return what an update takes for a member: lines may stay as they were read."""
    return tuple[LineDraft | Line, ...] if hint == tuple[LineDraft, ...] else hint


def _choices(hint: Any) -> tuple[Any, ...]:
    """Return the types of a union, None left out."""
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(choice for choice in get_args(hint) if choice is not type(None))
    return (hint,)


def _struct_misfits(struct: msgspec.Struct, path: str) -> Iterator[FieldError]:
    for name, hint in _hints(type(struct)).items():
        yield from _misfits(getattr(struct, name), hint, f"{path}.{name}" if path else name)


def _misfits(value: object, hint: Any, path: str) -> Iterator[FieldError]:
    choices = _choices(hint)
    if value is None and type(None) in get_args(hint):
        return
    chosen = next((choice for choice in choices if _is_a(value, choice)), None)
    if chosen is None:
        yield from _refused(value, choices, path)
    elif get_origin(chosen) is tuple:
        inner = get_args(chosen)[0]
        for place, item in enumerate(cast("tuple[object, ...]", value)):
            yield from _misfits(item, inner, f"{path}[{place}]")
    elif issubclass(chosen, msgspec.Struct):
        yield from _struct_misfits(cast("msgspec.Struct", value), path)
    elif isinstance(value, str):
        yield from _unwritable(value, path)


def _is_a(value: object, choice: Any) -> bool:
    if get_origin(choice) is tuple:
        return isinstance(value, tuple | list)
    if choice is datetime.date:
        return not tuple(day_faults("", value))
    if issubclass(choice, Enum):
        # Its text is as good as a word; which words there are is looked at with the value.
        return isinstance(value, str)
    return isinstance(value, choice)


def _refused(value: object, choices: tuple[Any, ...], path: str) -> Iterator[FieldError]:
    if choices == (datetime.date,):
        yield from day_faults(path, value)
        return
    needed = " or ".join(map(_needed, choices))
    shown = type(value).__name__ if choices == (Decimal,) else repr(value)
    yield FieldError(path, f"{needed}, not {shown}")


def _needed(choice: Any) -> str:
    if get_origin(choice) is tuple:
        (first, *_) = _choices(get_args(choice)[0])
        one = "texts" if first is str else f"{first.__name__}s"
        return f"a tuple of {one} is needed (() for none)"
    if choice in _SCALARS:
        return _SCALARS[choice]
    if issubclass(choice, Enum):
        return f"a word of {choice.__name__} is needed"
    return f"{_a(choice)} is needed"


def _unwritable(text: str, path: str) -> Iterator[FieldError]:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        # Half of a character, as JSON escapes and file names can leave behind.
        yield FieldError(path, f"character {error.start + 1} is none that can be sent: {text!r}")
