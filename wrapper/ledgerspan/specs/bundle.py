"""Find and read the published description of an API."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from ledgerspan.errors import ConfigurationError

Api = Literal["daftra", "nuvio"]
Node = dict[str, Any]

APIS: tuple[Api, ...] = get_args(Api)
_HERE = Path(__file__).resolve().parent


@cache
def bundle(api: Api) -> Node:
    """Return the description of an API as it is published; shared, so do not change it.

    A wheel has it beside this module, a checkout where `scripts/bundle` writes it.
    """
    name = f"{api}.json"
    for place in (_HERE / name, _HERE.parents[2] / "specs" / "dist" / name):
        if place.is_file():
            document: Node = msgspec.json.decode(place.read_bytes())
            return document
    raise ConfigurationError(f"the description {name} is not there: install ledgerspan again")


def resolved(document: Node, node: Node) -> Node:
    """Return a node, or what it refers to."""
    while "$ref" in node:
        target = document
        for token in node["$ref"].split("/")[1:]:
            target = target[token.replace("~1", "/").replace("~0", "~")]
        node = target
    return node
