"""A tree of spec files as one document: every file reference is hoisted, inlined or refused.

What a `$ref` becomes depends on where it stands:

* a path item is copied in place;
* a `.json` file (an example) is copied in place as data, never looked into;
* anything else becomes a component named by the last token of its pointer, once.
"""

import json
from pathlib import Path
from typing import Any

from tooling.strict_yaml import load_file

# The mapping or list a reference stands in tells what it refers to; a schema stands anywhere else.
CONTAINERS = {
    "responses": "responses",
    "parameters": "parameters",
    "headers": "headers",
    "links": "links",
}
# Below these, names are the author's and not keywords of OpenAPI.
NAMED_BY_AUTHOR = frozenset({"properties", "patternProperties", "schemas", "$defs"})
DATA = frozenset({"example", "default", "const", "enum"})


class BundleError(ValueError):
    """Say which reference cannot be bundled, and why."""


class SpecTree:
    """The files below one folder, and the components hoisted out of them so far."""

    def __init__(self, folder: Path) -> None:
        self.components: dict[str, dict[str, Any]] = {}
        self._folder = folder.resolve()
        self._files: dict[Path, Any] = {}
        self._origins: dict[tuple[str, str], tuple[Path, str]] = {}

    def inlined_root(self, name: str) -> dict[str, Any]:
        """Return the index file with its file references resolved."""
        file = self._folder / name
        root = self._inlined(self._content(file), file, ())
        if not isinstance(root, dict):
            raise BundleError(f"{name}: is not a mapping")
        return root

    def _inlined(self, node: Any, file: Path, trail: tuple[str, ...]) -> Any:
        if isinstance(node, list):
            return [self._inlined(item, file, (*trail, str(at))) for at, item in enumerate(node)]
        if not isinstance(node, dict):
            return node
        reference = node.get("$ref")
        if isinstance(reference, str) and not _named_by_author(trail):
            return self._resolved(node, reference, file, trail)
        return {
            key: value if _is_data(key, trail) else self._inlined(value, file, (*trail, key))
            for key, value in node.items()
        }

    def _resolved(
        self, node: dict[str, Any], reference: str, file: Path, trail: tuple[str, ...]
    ) -> Any:
        target_name, _, pointer = reference.partition("#")
        target = (file.parent / target_name).resolve() if target_name else file
        if not target.is_relative_to(self._folder):
            raise BundleError(f"{self._named(file)}: {reference} leaves the folder of the API")
        if target.suffix == ".json":
            return self._content(target)
        if trail[:-1] == ("paths",):
            return self._inlined(self._at(target, pointer, file), target, trail)
        section = _section(trail)
        name = pointer.rsplit("/", 1)[-1]
        self._hoist(section, name, target, pointer, file)
        siblings = {key: value for key, value in node.items() if key != "$ref"}
        return {"$ref": f"#/components/{section}/{name}", **siblings}

    def _hoist(self, section: str, name: str, target: Path, pointer: str, file: Path) -> None:
        origin = (target, pointer)
        known = self._origins.setdefault((section, name), origin)
        if known != origin:
            raise BundleError(
                f"{section}/{name} is defined twice: "
                f"{self._named(known[0])}#{known[1]} and {self._named(target)}#{pointer}"
            )
        members = self.components.setdefault(section, {})
        if name in members:
            return
        members[name] = {}  # stands in while a component refers to itself
        content = self._at(target, pointer, file)
        members[name] = self._inlined(content, target, ("components", section, name))

    def _at(self, target: Path, pointer: str, file: Path) -> Any:
        node = self._content(target, file)
        for token in pointer.strip("/").split("/"):
            if not isinstance(node, dict) or token not in node:
                raise BundleError(
                    f"{self._named(file)}: {self._named(target)}#{pointer} does not exist"
                )
            node = node[token]
        return node

    def _content(self, path: Path, referrer: Path | None = None) -> Any:
        if path not in self._files:
            if not path.is_file():
                by = f"{self._named(referrer)}: " if referrer else ""
                raise BundleError(f"{by}{self._named(path)} does not exist")
            text = path.read_text(encoding="utf-8")
            self._files[path] = json.loads(text) if path.suffix == ".json" else load_file(path)
        return self._files[path]

    def _named(self, path: Path) -> str:
        return (
            str(path.relative_to(self._folder)) if path.is_relative_to(self._folder) else path.name
        )


def _named_by_author(trail: tuple[str, ...]) -> bool:
    """Whether the keys of the node at `trail` are names rather than keywords."""
    return bool(trail) and trail[-1] in NAMED_BY_AUTHOR and trail[-2:-1] != ("properties",)


def _is_data(key: str, trail: tuple[str, ...]) -> bool:
    """Whether the value of `key` is data of the author's, in which a `$ref` means nothing."""
    return key in DATA and not _named_by_author(trail)


def _section(trail: tuple[str, ...]) -> str:
    container = trail[-2] if len(trail) > 1 else ""
    if container in CONTAINERS and trail[-3:-2] != ("properties",):
        return CONTAINERS[container]
    return "schemas"
