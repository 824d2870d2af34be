"""Tell whether anything that is there to be read could show a wrong statement about answers.

A member that no seeded record holds, a null that none has: no reader of the sandbox can find out.
So a survivor is looked for in every list and in the records behind it, whatever operation it was
tried on. Only if none of them breaks the wrong statement does it count as unseen.
"""

import copy
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import jsonschema_rs
import msgspec

from tooling.fuzz_known import Known
from tooling.fuzz_place import aim_of
from tooling.fuzz_probe import Probe
from tooling.openapi import Node, Operation, resolved
from tooling.spec_mutant import SpecMutant
from tooling.spec_mutants_reach import Reach
from tooling.spec_views import only

_PLAIN = msgspec.json.Encoder(decimal_format="number")
_OK = "200"
_ROWS = 100


class Answer(NamedTuple):
    """What an operation answered to a read."""

    operation: str
    body: Any


def everything(reach: Reach, probe: Probe, known: Known) -> Iterator[Answer]:
    """Read every list of the served operations, and the records that are known."""
    for operation in reach.operations:
        if operation.method == "get" or operation.path.startswith("/v1/list-"):
            for method, path, sent in _asked(operation, known):
                reply = probe.send(method, path, sent)
                if reply.succeeded:
                    # The validator knows no Decimal.
                    body = msgspec.json.decode(_PLAIN.encode(reply.body))
                    yield Answer(operation.id, body)


def _asked(operation: Operation, known: Known) -> Iterator[tuple[str, str, Any]]:
    aim = aim_of(re.sub(r"\{[^}]*}", "1", operation.path), operation.method.upper())
    if "{entity}" in operation.path:
        return
    if aim is not None and aim.verb == "list":
        yield aim.place.listing(1, _ROWS)
    elif aim is not None:
        for record_id in known.values.get((aim.place, "id"), []):
            yield "GET", aim.place.one(str(record_id)), None
    elif "{" not in operation.path:
        yield "GET", operation.path, None


def showing(mutant: SpecMutant, reach: Reach, answers: list[Answer]) -> Iterator[str]:
    """Name the operations with an answer that breaks what the mutant says, but not the spec."""
    concerned = {use.operation.id for use in reach.uses[_component(mutant.pointer)]}
    for operation in reach.operations:
        bodies = [each.body for each in answers if each.operation == operation.id]
        if operation.id in concerned and bodies:
            right = only(reach.document, [operation.id])
            wrong = copy.deepcopy(right)
            mutant.apply(wrong)
            fits, misfits = _validator(right, operation), _validator(wrong, operation)
            if any(fits.is_valid(body) and not misfits.is_valid(body) for body in bodies):
                yield operation.id


def _validator(document: Node, operation: Operation) -> Any:
    responses = document["paths"][operation.path][operation.method]["responses"]
    media = resolved(document, responses[_OK])["content"]["application/json"]
    schema = {**media["schema"], "components": document["components"]}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def _component(pointer: str) -> str:
    """Give the component that a place lies in."""
    return "/".join(pointer.split("/")[:4])
