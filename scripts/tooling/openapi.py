"""Walk an OpenAPI document: its nodes, operations, schemas and references."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
# Keywords whose value holds one schema, a list of schemas, or schemas by name.
ONE_SCHEMA = (
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
)
SCHEMA_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
SCHEMA_MAPS = ("properties", "patternProperties")

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation and where it stands."""

    path: str
    method: str
    node: Node
    shared_parameters: list[Node]

    @property
    def pointer(self) -> str:
        """JSON pointer of the operation, without the `#`."""
        return pointer_to("paths", self.path, self.method)

    @property
    def id(self) -> str:
        """The operationId, or "" when there is none."""
        return str(self.node.get("operationId", ""))

    @property
    def label(self) -> str:
        """The operation as the fuzzer calls it: "GET /v1/income/{id}"."""
        return f"{self.method.upper()} {self.path}"

    def parameters(self, document: Node) -> list[Node]:
        """Return the parameters of the path and of the operation, references resolved."""
        own = self.node.get("parameters", [])
        return [resolved(document, each) for each in (*self.shared_parameters, *own)]

    def responses(self, document: Node) -> Iterator[tuple[str, Node]]:
        """Yield status and response, references resolved."""
        for status, response in self.node.get("responses", {}).items():
            yield status, resolved(document, response)


def operations(document: Node) -> Iterator[Operation]:
    """Yield every operation of a document."""
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                yield Operation(path, method, item[method], item.get("parameters", []))


def pointer_to(*tokens: str) -> str:
    """Return the JSON pointer (RFC 6901) of some tokens."""
    return "".join("/" + token.replace("~", "~0").replace("/", "~1") for token in tokens)


def at(document: Any, pointer: str) -> Any:
    """Return what a JSON pointer points at; raise LookupError when there is nothing."""
    node = document
    for raw in pointer.split("/")[1:]:
        token = raw.replace("~1", "/").replace("~0", "~")
        if isinstance(node, list) and token.isdigit():
            node = node[int(token)]
        elif isinstance(node, dict):
            node = node[token]
        else:
            raise LookupError(pointer)
    return node


def resolved(document: Node, node: Node) -> Node:
    """Return a node, or what it refers to; siblings of the reference win."""
    while "$ref" in node:
        target = at(document, node["$ref"].removeprefix("#"))
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return node


def nodes(node: Any, pointer: str = "") -> Iterator[tuple[str, Node]]:
    """Yield every mapping below a node with its pointer, data of examples left out."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from nodes(item, f"{pointer}/{index}")
    elif isinstance(node, dict):
        yield pointer, node
        for key, value in node.items():
            if key not in ("examples", "example", "default", "const", "enum") or _is_name(pointer):
                yield from nodes(value, pointer + pointer_to(key))


def references(node: Any) -> Iterator[tuple[str, str]]:
    """Yield pointer and target of every reference below a node."""
    for pointer, each in nodes(node):
        if isinstance(each.get("$ref"), str):
            yield pointer, each["$ref"]


def schema_roots(document: Node) -> Iterator[tuple[str, Node]]:
    """Yield the schemas that stand alone: components, and those of parameters, headers, bodies."""
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        yield pointer_to("components", "schemas", name), schema
    for pointer, node in nodes(document):
        if isinstance(node.get("schema"), dict) and not _is_name(pointer):
            yield pointer + "/schema", node["schema"]


def subschemas(schema: Node, pointer: str = "") -> Iterator[tuple[str, Node]]:
    """Yield a schema and every schema inside it, references not followed."""
    yield pointer, schema
    for key in ONE_SCHEMA:
        if isinstance(schema.get(key), dict):
            yield from subschemas(schema[key], f"{pointer}/{key}")
    for key in SCHEMA_LISTS:
        for index, each in enumerate(schema.get(key, [])):
            yield from subschemas(each, f"{pointer}/{key}/{index}")
    for key in SCHEMA_MAPS:
        for name, each in schema.get(key, {}).items():
            yield from subschemas(each, pointer + pointer_to(key, name))


def reachable(document: Node, start: Any) -> set[str]:
    """Return the pointers of all components that `start` refers to, however indirectly."""
    found: set[str] = set()
    waiting = [target for _, target in references(start)]
    while waiting:
        target = waiting.pop().removeprefix("#")
        if target not in found:
            found.add(target)
            waiting.extend(deeper for _, deeper in references(at(document, target)))
    return found


def _is_name(pointer: str) -> bool:
    return pointer.endswith(("/properties", "/patternProperties", "/schemas"))
