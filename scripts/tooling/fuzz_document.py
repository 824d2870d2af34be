"""The document of one turn, as the engine gets it: some operations of a view, ready to be tried."""

import copy
from collections.abc import Iterable

from tooling.fuzz_examples import with_known_examples
from tooling.fuzz_known import Known
from tooling.openapi import Node, Operation, nodes
from tooling.spec_views import only


def turn_document(api: str, whole: Node, turn: Iterable[Operation], known: Known) -> Node:
    """Give `whole` with the operations of a turn alone, and with examples that refer to something.

    The engine asks of each branch of a choice whether its type is a plain one, and falls over a
    list of types there; a branch of several types becomes several branches, which says the same.
    """
    document = copy.deepcopy(only(whole, [operation.id for operation in turn]))
    for _, node in nodes(document):
        for keyword in ("anyOf", "oneOf"):
            branches = node.get(keyword)
            if isinstance(branches, list):
                node[keyword] = [single for branch in branches for single in _singles(branch)]
    return with_known_examples(api, document, known)


def _singles(branch: Node) -> list[Node]:
    types = branch.get("type")
    return [{**branch, "type": each} for each in types] if isinstance(types, list) else [branch]
