"""Turn what a validator says of a body into sightings.

A validator tells that a branch of a choice failed, and why all others did; a reader wants the one
reason that matters: the branch that was meant is the one whose kind of value was sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jsonschema_rs import ValidationError, ValidationErrorKind

from ledgerspan.specs.bundle import Node

from .findings import Kind, Sighting
from .validators import Validators
from .values import class_of, masked_value, plain_value, token_of

# Kinds of one value, whatever its spelling; other lax schemas have members of their own.
_SCALARS = {
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "date-time": "date and time",
    "string": "text",
    "code": "text or integer",
    "text-list": "list of texts",
    "nothing": "nothing",
}
_LARGEST_CODE = 9999
_NONE = (None, "")
Path = Sequence[str | int]


class Body:
    """Compare one decoded body with a schema of an API."""

    def __init__(self, value: Any, validators: Validators, *, show_values: bool) -> None:
        self._value = value
        self._validators = validators
        self._plain = show_values

    def sightings(self, schema: Node) -> Iterator[Sighting]:
        """Yield every difference; nothing but a quick look where there is none."""
        validator = self._validators.of(schema)
        if not validator.is_valid(self._value):
            for error in validator.iter_errors(self._value):
                yield from self._told(error)

    def _told(self, error: ValidationError) -> Iterator[Sighting]:
        path = error.instance_path
        match error.kind:
            case ValidationErrorKind.AdditionalProperties(unexpected):
                for name in unexpected:
                    yield self._sighting(Kind.FIELD, [*path, name])
            case ValidationErrorKind.Required(name):
                if not path and _is_refusal(self._value):
                    return
                yield Sighting(kind=Kind.MISSING, pointer=_pointer([*path, name]))
            case ValidationErrorKind.AnyOf(branches) | ValidationErrorKind.OneOfNotValid(branches):
                yield from self._of_branches(error, branches)
            case ValidationErrorKind.Enum(codes):
                known = _is_scalar(self._at(path))
                yield self._sighting(Kind.CODE if known else Kind.TYPE, path, _one_of(codes))
            case ValidationErrorKind.Type(types):
                yield self._sighting(Kind.TYPE, path, " or ".join(types))
            case kind:
                schema = self._validators.at(error.absolute_keyword_location)
                yield self._sighting(Kind.TYPE, path, _expected(schema) or kind.name)

    def _of_branches(
        self, error: ValidationError, branches: list[list[ValidationError]]
    ) -> Iterator[Sighting]:
        """Go on in the branch that was meant; where none was, the value is of a wrong kind."""
        schema = self._validators.at(error.absolute_keyword_location)
        meant = [
            errors
            for errors in branches
            if not any(_refuses(each, error.instance_path) for each in errors)
        ]
        if not meant or schema.get("x-lax") in _SCALARS:
            yield self._sighting(Kind.TYPE, error.instance_path, _expected(schema))
            return
        for each in min(meant, key=len):
            yield from self._told(each)

    def _sighting(self, kind: Kind, path: Path, expected: str = "") -> Sighting:
        value = self._at(path)
        # A number in the place of a code is a code; a word in it may be anything.
        is_code = kind is Kind.CODE and isinstance(value, int) and abs(value) <= _LARGEST_CODE
        return Sighting(
            kind=kind,
            pointer=_pointer(path),
            expected=expected,
            seen=class_of(value),
            example=plain_value(value) if self._plain or is_code else masked_value(value),
        )

    def _at(self, path: Path) -> Any:
        node = self._value
        for token in path:
            node = node[token]
        return node


def _refuses(error: ValidationError, path: Path) -> bool:
    """Tell whether a branch cannot have been meant: it refuses the value itself."""
    members = ValidationErrorKind.AdditionalProperties | ValidationErrorKind.Required
    return list(error.instance_path) == list(path) and not isinstance(error.kind, members)


def _is_refusal(body: Any) -> bool:
    """Tell whether a body says no: under 200 too, and then without what it should carry.

    v1 says that its result is failed, v2 has an `error` (observation 3); Nuvio tells by the status.
    """
    if not isinstance(body, dict):
        return False
    return str(body.get("result", "")).startswith("fail") or bool(body.get("error"))


def _expected(schema: Node) -> str:
    """Say what a schema wants, as far as it says so in a word."""
    if schema.get("x-lax") in _SCALARS:
        return _SCALARS[schema["x-lax"]]
    if "enum" in schema:
        return _one_of(schema["enum"])
    if "anyOf" in schema:
        words = [_expected(branch) or _name(branch) for branch in schema["anyOf"]]
        return " or ".join(dict.fromkeys(filter(None, words)))
    kinds = schema.get("type", [])
    word = " or ".join([kinds] if isinstance(kinds, str) else kinds)
    limits = [key for key in ("format", "pattern", "const", "maxLength") if key in schema]
    return f"{word} ({', '.join(f'{key} {schema[key]}' for key in limits)})" if limits else word


def _one_of(codes: Iterable[Any]) -> str:
    """List codes once each, whatever the spellings in which they may come."""
    return "one of " + ", ".join(dict.fromkeys(str(code) for code in codes if code not in _NONE))


def _name(schema: Node) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _pointer(path: Path) -> str:
    return "".join(f"/{token_of(token)}" for token in path)


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)
