"""Bodies that refer to what exists, as further examples of the spec that is fuzzed.

The examples of the specs refer to records of no account. The fuzzer sends every example and
varies its members one by one, so an example with good references takes it past the look-ups,
which chance seldom does with five of them in one body.
"""

import copy
from typing import Any

from tooling.fuzz_known import Known
from tooling.fuzz_place import aim_of
from tooling.fuzz_references import filled
from tooling.openapi import Node, operations, resolved

NAME = "known"


def with_known_examples(api: str, document: Node, known: Known) -> Node:
    """Put an example before the others wherever a JSON body can refer to something; in place."""
    for operation in operations(document):
        body = resolved(document, operation.node.get("requestBody", {}))
        media = body.get("content", {}).get("application/json")
        examples = (media or {}).get("examples", {})
        if media is None or not examples:
            continue
        first = resolved(document, next(iter(examples.values())))["value"]
        aim = aim_of(operation.path.replace("{id}", "1"), operation.method.upper())
        value: Any = filled(api, aim.place if aim else None, copy.deepcopy(first), known.values)
        if value != first:
            media["examples"] = {NAME: {"value": value}, **examples}
    return document
