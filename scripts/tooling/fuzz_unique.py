"""Codes that no two records share: each create gets one of its own, so that it is judged at all.

The engine varies one example, code included. The first create takes the code, and whatever comes
after it would be refused for that alone.
"""

from typing import Any

from schemathesis import Case

from tooling.fuzz_entities import UNIQUE as OF_ENTITIES
from tooling.fuzz_excuses import UNIQUE
from tooling.fuzz_place import Place, aim_of
from tooling.fuzz_subject import Subject

_LONGEST = 20
"""A longer code is a boundary case of its own."""


def with_a_free_code(case: Case[Any], subject: Subject) -> None:
    """Change the code of a create in place where one with the same code was sent before."""
    aim = aim_of(case.path, case.method)
    if aim is None or aim.verb != "create" or not isinstance(case.body, dict):
        return
    v1 = aim.place.style == "v1"
    block = case.body.get(aim.place.wrapper) if v1 else case.body
    if not isinstance(block, dict):
        return
    members = OF_ENTITIES if aim.place.style == "v2" else UNIQUE.get(aim.place.name, ())[:1]
    free = {name: _free(aim.place, block[name], subject) for name in members if name in block}
    if any(block[name] != code for name, code in free.items()):
        changed = {**block, **free}
        case.body = {**case.body, aim.place.wrapper: changed} if v1 else changed


def _free(place: Place, code: Any, subject: Subject) -> Any:
    """Give a code as it is when it comes for the first time, and another one after that."""
    if not isinstance(code, str) or not 0 < len(code) <= _LONGEST:
        return code
    times = subject.codes[place, code]
    subject.codes[place, code] += 1
    if not times:
        return code
    return f"{code}{times:03}" if code.isdecimal() else f"{code}-{times}"
