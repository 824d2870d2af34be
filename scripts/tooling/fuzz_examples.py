"""Bodies that refer to what exists, as further examples of the spec that is fuzzed.

The examples of the specs refer to records of no account. The fuzzer sends every example and
varies its members one by one, so an example with good references takes it past the look-ups,
which chance seldom does with five of them in one body.
"""

import copy
import re
from typing import Any

from tooling.fuzz_known import Known
from tooling.fuzz_place import Place, aim_of
from tooling.fuzz_references import OWN, filled, target_of
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
        place = aim.place if aim else None
        wanted = copy.deepcopy(first)
        if api == "nuvio" and aim is not None and aim.verb in ("create", "update"):
            wanted = _asking(aim.place, wanted)
        value: Any = filled(api, place, wanted, known.values)
        if value != first:
            media["examples"] = {NAME: {"value": value}, **examples}
    return document


def with_known_ids(api: str, document: Node, known: Known, *, strangers: bool = False) -> Node:
    """Let paths name a record that exists, or one of nobody, and lists an order; in place.

    The examples of answers go: the engine takes ids from there first, and those exist nowhere.
    """
    of_v2 = (place.name for (place, _), ids in known.values.items() if place.style == "v2" and ids)
    creates = any(each.id == "create_entity" for each in operations(document))
    # A store is what can be made of nothing; one that was made can be read.
    entity = "store" if creates else next(of_v2, "client")
    nobody = "00000000-0000-4000-8000-00000000dead" if api == "nuvio" else 2_000_000_000
    for operation in operations(document):
        for response in operation.node["responses"].values():
            for media in response.get("content", {}).values():
                media.pop("examples", None)
        path = operation.path.replace("{entity}", entity)
        aim = aim_of(re.sub(r"\{[^}]*}", "1", path), operation.method.upper())
        place = Place("nuvio", "transactions") if aim is None else aim.place
        ids = [nobody] if strangers else known.values.get((place, "id"), [])
        examples: dict[str, Any] = {"entity": entity, "level": 1, "workflow_id": 1}
        if ids:
            examples |= {"id": ids[-1], "transactionId": ids[-1]}
        if place.style == "v1":
            # Both are needed for an order, and every record has an id.
            examples |= {"sort": "id", "direction": "asc"}
        operation.node["parameters"] = [
            {**each, "example": examples[each["name"]]} if each["name"] in examples else each
            for each in operation.parameters(document)
        ]
    return document


def _asking(place: Place, value: Any) -> Any:
    """Put something where an example of Nuvio refers to nothing, so that it is filled.

    Its records may refer to anything by id and code at once. A code of its own gets another end,
    because the example itself is sent, too.
    """
    if isinstance(value, list):
        return [_asking(place, each) for each in value]
    if not isinstance(value, dict):
        return value
    asking: dict[str, Any] = {}
    for name, inner in value.items():
        if (place.name, name) in OWN:
            asking[name] = f"{inner}-K" if inner else inner
        elif target_of("nuvio", name) is not None and inner in (None, []):
            asking[name] = "?" if inner is None else ["?", "?"]
        else:
            asking[name] = _asking(place, inner)
    return asking
