"""Rules about the YAML text: what other loaders would read in another way has to be quoted."""

import re
from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tooling.strict_yaml import plain_value

Problems = Iterator[tuple[int, str]]

# YAML 1.1 readers take these for booleans, dates, base-60 and octal numbers, or floats.
AMBIGUOUS = re.compile(
    r"(?i:y|n|yes|no|on|off|~)"
    r"|(?!true$|false$|null$)(?i:true|false|null)"
    r"|\d{4}-\d{1,2}-\d{1,2}.*"
    r"|\d+(:\d+)+"
    r"|[-+]?0[0-9xob][0-9a-fA-F_]*"
    r"|[-+]?\d[\d_]*(\.\d*)?[eE][-+]?\d+"
    r"|\+\d+|\d[\d_]*_[\d_]*"
)
LITERALS = frozenset({"enum", "const", "example", "default"})


def ambiguous_scalars_are_quoted(tree: Node) -> Problems:
    """Ask for quotes where loaders disagree: `NO`, `on`, `2024-01-01`, `1e3`, `0123`."""
    for _, scalar in _scalars(tree):
        if not scalar.style and AMBIGUOUS.fullmatch(scalar.value):
            yield _line(scalar), f"quote {scalar.value}"


def status_codes_are_quoted(tree: Node) -> Problems:
    """Ask for quotes around status codes: the generator refuses a document with numbers there."""
    for node in _mappings(tree):
        for key, value in node.value:
            if key.value == "responses" and isinstance(value, MappingNode):
                for status, _ in value.value:
                    if not status.style and status.value[:1].isdigit():
                        yield _line(status), f"quote status {status.value}"


def literal_strings_are_quoted(tree: Node) -> Problems:
    """Ask for quotes around literal text in enums, constants, examples and defaults."""
    for trail, scalar in _scalars(tree):
        is_plain_text = not scalar.style and isinstance(plain_value(scalar.value), str)
        if is_plain_text and _is_literal(trail):
            yield _line(scalar), f"quote {scalar.value}"


def _is_literal(trail: tuple[str, ...]) -> bool:
    """Whether a value below these keys is data; a property may well be called `default`."""
    above = ("", *trail)
    return any(
        key in LITERALS and parent != "properties"
        for parent, key in zip(above, trail, strict=False)
    )


def _scalars(
    node: Node, trail: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], ScalarNode]]:
    """Yield every scalar with the keys above it; keys come without."""
    match node:
        case ScalarNode():
            yield trail, node
        case SequenceNode():
            for item in node.value:
                yield from _scalars(item, trail)
        case MappingNode():
            for key, value in node.value:
                yield (), key
                yield from _scalars(value, (*trail, str(key.value)))


def _mappings(node: Node) -> Iterator[MappingNode]:
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from _mappings(item)
    elif isinstance(node, MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)


def _line(node: Node) -> int:
    line: int = node.start_mark.line
    return line + 1
