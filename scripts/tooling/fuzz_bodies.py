"""Bodies, changed before they are sent where they would be refused for one thing alone.

The engine varies one example, its code included: the first create takes the code, so that each one
after it gets a code of its own. A write of v2 repeats the id of its path, and the engine thinks of
both apart: what is generated gets the right one, and boundary cases keep what they are about.
"""

from typing import Any

from schemathesis import Case
from schemathesis.generation.meta import TestPhase

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


def with_the_id_of_its_path(case: Case[Any]) -> None:
    """Let a generated update of v2 name the record of its path, in place."""
    aim = aim_of(case.path, case.method)
    if aim is None or aim.place.style != "v2" or aim.verb != "update":
        return
    generated = case.meta is None or case.meta.phase.name is not TestPhase.COVERAGE
    named = (case.path_parameters or {}).get("id")
    if generated and isinstance(case.body, dict) and _is_id(case.body.get("id")) and _is_id(named):
        case.body = {**case.body, "id": named}


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _free(place: Place, code: Any, subject: Subject) -> Any:
    """Give a code as it is when it comes for the first time, and another one after that."""
    if not isinstance(code, str) or not 0 < len(code) <= _LONGEST:
        return code
    times = subject.codes[place, code]
    subject.codes[place, code] += 1
    if not times:
        return code
    return f"{code}{times:03}" if code.isdecimal() else f"{code}-{times}"
