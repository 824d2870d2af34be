"""Write a changed model back over the bytes it was read from.

    bytes ── decode ──> model, changed by you ── rewrite ──> bytes

A model knows the members of its description. What it does not know, and the spelling of what was
not changed ("12" for 12, `[]` for nothing), stay as they came.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .codec import adapt, encode, mended, parsed
from .types import UNSET


def rewrite(content: bytes, model: object, shape: Any = None) -> bytes:
    """Return `content` with the members of `model` that differ from it changed.

    `shape` is the type it was decoded as, where that is not the class of the model:
    `list[IncomeRow]`. A member set to UNSET is removed. Records of a list are told apart by their
    `id`, else by what they hold, else by their place; new ones are written whole.
    Raises `ValueError` when `content` is no JSON.
    """
    came = parsed(mended(content))
    read = adapt(came, shape or type(model))
    return encode(_laid_over(came, read, model))


def _laid_over(came: object, read: object, now: object) -> object:
    """Return what came with everything changed in which `now` differs from what was read."""
    if _same(read, now):
        return came
    if isinstance(came, dict) and hasattr(now, "__attrs_attrs__") and type(read) is type(now):
        return _members(came, read, now)
    if isinstance(came, list) and isinstance(now, list) and isinstance(read, list):
        return list(_records(came, read, now))
    return now


def _members(came: dict[str, Any], read: Any, now: Any) -> dict[str, Any]:
    names: Mapping[str, str] = getattr(type(now), "__wire_names__", {})
    members = dict(came)
    for attribute in type(now).__attrs_attrs__:
        wire = names.get(attribute.name, attribute.name)
        before, after = getattr(read, attribute.name), getattr(now, attribute.name)
        if after is UNSET:
            # A member that did not fit was read as UNSET too: it stays.
            if before is not UNSET:
                members.pop(wire, None)
        else:
            members[wire] = _laid_over(members.get(wire), before, after)
    return members


def _records(came: list[Any], read: list[Any], now: list[Any]) -> Iterator[object]:
    """Yield each record of a list, laid over the one it was: of equal key, value or place."""
    if len(came) != len(read):
        # Elements that fitted nothing were left out when reading: nothing tells who is who.
        yield from now
        return
    left = dict(enumerate(read))
    for place, record in enumerate(now):
        key = _key(record)
        found = next(
            (
                at
                for at, old in left.items()
                if _same(old, record) or (key is not None and _key(old) == key)
            ),
            None,
        )
        if found is None and key is None and len(now) == len(read) and place in left:
            found = place
        if found is None:
            yield record
        else:
            yield _laid_over(came[found], left.pop(found), record)


def _key(record: object) -> object:
    """Return the id of a record, or of the record in its wrapper; None when there is none."""
    for attribute in getattr(type(record), "__attrs_attrs__", ()):
        value = getattr(record, attribute.name)
        if attribute.name == "id":
            return None if value is UNSET else value
        key = _key(value)
        if key is not None:
            return key
    return None


def _same(read: object, now: object) -> bool:
    # 1 == True and 1 == 1.0 in Python, but not in JSON.
    return type(read) is type(now) and read == now
