"""Read YAML with no surprises: what a loader could read in two ways is an error or stays text.

Plain scalars know four kinds: `null`, `true`/`false`, a decimal number, and text. `NO`, `on`,
`2024-01-01`, `0123` and `1:30` stay text, as YAML 1.2 readers and JSON people expect. A key that
occurs twice in one mapping, a key that is not text (an unquoted status code) and a merge key are
refused: other loaders take them in silence.
"""

import re
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

# libyaml, where PyYAML was built with it: ten times faster, the same trees.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
WORDS = {"null": None, "true": True, "false": False}


class StrictYamlError(ValueError):
    """Say where a YAML text could be read in more than one way."""


def load(text: str, source: str = "text") -> Any:
    """Return the value of a YAML text; `source` names it in errors."""
    node = compose(text)
    if node is None:
        raise StrictYamlError(f"{source}: is empty")
    return value_of(node, source)


def load_file(path: Path) -> Any:
    """Return the value of a YAML file."""
    return load(path.read_text(encoding="utf-8"), path.name)


def compose(text: str) -> Node | None:
    """Return the tree of a YAML text, with styles and positions and before any interpretation."""
    node: Node | None = yaml.compose(text, Loader=LOADER)
    return node


def value_of(node: Node, source: str) -> Any:
    """Return the value of a composed tree."""
    match node:
        case MappingNode():
            return _mapping(node, source)
        case SequenceNode():
            return [value_of(item, source) for item in node.value]
        case ScalarNode():
            return node.value if node.style else plain_value(node.value)
    raise StrictYamlError(f"{place(node, source)}: is neither mapping, list nor scalar")


def plain_value(text: str) -> Any:
    """Return what an unquoted scalar means."""
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if NUMBER.fullmatch(text):
        return float(text)
    return text


def place(node: Node, source: str) -> str:
    """Return `file:line` of a node."""
    return f"{source}:{node.start_mark.line + 1}"


def _mapping(node: MappingNode, source: str) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        where = place(key_node, source)
        key = value_of(key_node, source)
        if not isinstance(key, str):
            raise StrictYamlError(f"{where}: key {key!r} is not text; quote it")
        if key == "<<":
            raise StrictYamlError(f"{where}: merge keys are not used here; write the members out")
        if key in result:
            raise StrictYamlError(f"{where}: key {key!r} occurs twice")
        result[key] = value_of(value_node, source)
    return result
