"""Make bodies from the response schemas of the bundles, and damage them."""

import json
import random
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

DIST = Path(__file__).resolve().parents[2] / "specs" / "dist"

TEXTS = (
    "", "0", "1", "7", "12.50", "-3", "0.000", "1e3", "SAR", "2026-03-14", "2026-03-14 10:20:30",
    "2026-03-14T10:20:30Z", "14/03/2026", "0000-00-00", "0000-00-00 00:00:00", "INV-42", "true",
    "00000000-0000-4000-8000-000000000042", "دفعة مقدمة", "٢٠٢٦-٠٣-١٤", "a\r\nb", "<b>x</b>", "🧾",
    "https://files.example/receipt.pdf", "['a.pdf', 'b.pdf']", "someone@example.com", "null",
)  # fmt: skip
NUMBERS: tuple[Any, ...] = (0, 1, 2, 3, 7, 15, -1, 100, 2026, 12.5, 0.001, 115.25, 10**12, 1e-7)
# Written into the bytes in place of a text: what no JSON library of Python writes by itself.
ODD = {
    "@deep": b"[" * 3000 + b"]" * 3000,
    "@wide": b'{"a":' * 900 + b"1" + b"}" * 900,
    "@huge": b"9" * 5000,
    "@power": b"1e999999999",
    "@tiny": b"-1e-999999999",
    "@half": b'"\\ud83e"',
    "@nan": b"NaN",
    "@long": b'"' + b"x" * 70_000 + b'"',
    "@day": b'"2026-13-45"',
}
WRONG: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**70, 1.5, "", "text", "0", [], {}, [None], [[]], [1, "a", {}],
    {"a": 1}, {"": {"": []}}, "\x00", "\u202e", *ODD,
)  # fmt: skip


@cache
def bundle(provider: str) -> dict[str, Any]:
    """Return the bundled specification of a provider."""
    read: dict[str, Any] = json.loads((DIST / f"{provider}.json").read_bytes())
    return read


@cache
def operation(provider: str, name: str) -> tuple[str, dict[str, Any]]:
    """Return the path of an operation, as the client asks for it, and the schema of its 200."""
    paths: dict[str, Any] = bundle(provider)["paths"]
    for path, item in paths.items():
        for described in item.values():
            if isinstance(described, dict) and described.get("operationId") == name:
                content = described["responses"]["200"]["content"]["application/json"]
                return path.replace("{format}", "").rstrip("."), content["schema"]
    raise LookupError(f"{provider} has no operation {name}")


class Maker:
    """Make values that fit schemas, from a seed."""

    _YES: ClassVar[dict[str, Any]] = {
        "code": 200,
        "result": "successful",
        "success": True,
        "errors": None,
    }

    def __init__(self, provider: str, seed: int) -> None:
        self._schemas = bundle(provider)["components"]["schemas"]
        self._chance = random.Random(seed)  # noqa: S311  # reproducible on purpose

    def fitting(self, schema: dict[str, Any], depth: int = 0) -> Any:
        """Return a value that fits a schema, roughly where it has a pattern."""
        if "$ref" in schema:
            return self.fitting(self._schemas[schema["$ref"].rsplit("/", 1)[1]], depth)
        if "enum" in schema:
            return self._chance.choice(schema["enum"])
        for word in ("anyOf", "oneOf"):
            if word in schema:
                return self.fitting(self._chance.choice(schema[word]), depth)
        if "allOf" in schema:
            parts = [self.fitting(part, depth) for part in (*schema["allOf"], _rest(schema))]
            objects = [part for part in parts if isinstance(part, dict)]
            if len(objects) == len(parts):
                return {name: value for part in objects for name, value in part.items()}
            return parts[0]
        return self._plain(schema, depth)

    def _plain(self, schema: dict[str, Any], depth: int) -> Any:
        kind = schema.get("type", "object" if "properties" in schema else "string")
        if isinstance(kind, list):
            kind = self._chance.choice(kind)
        match kind:
            case "object":
                return self._object(schema, depth)
            case "array":
                count = self._chance.randint(0, 3 if depth < 4 else 1)
                return [self.fitting(schema.get("items", {}), depth + 1) for _ in range(count)]
            case "boolean":
                return self._chance.random() < 0.5
            case "integer":
                return self._chance.choice([each for each in NUMBERS if isinstance(each, int)])
            case "number":
                return self._chance.choice(NUMBERS)
            case "null":
                return None
            case _:
                pattern = schema.get("pattern", "")
                fitting = [text for text in TEXTS if re.search(pattern, text)]
                return self._chance.choice(fitting or TEXTS)

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        required = schema.get("required", ())
        share = 0.7 if depth < 5 else 0.1
        return {
            name: self.fitting(inner, depth + 1)
            for name, inner in schema.get("properties", {}).items()
            if name in required or self._chance.random() < share
        }

    def good(self, schema: dict[str, Any]) -> Any:
        """Return a body that fits a schema and says that all went well."""
        fitting = self.fitting(schema)
        while not fitting.get("data"):
            fitting = self.fitting(schema)
        return {name: value for name, value in fitting.items() if name != "error"} | self._YES

    def damaged(self, body: Any) -> Any:
        """Damage a body in up to four places: types swapped, members dropped, oddities put in.

        Three in four are only damaged below their outermost members, so that most are read on.
        """
        inside = self._chance.random() < 0.75
        for _ in range(self._chance.randint(1, 4)):
            places = [each for each in _places(body) if not (inside and each[0] is body)]
            if not places:
                return body
            holder, key = self._chance.choice(places)
            if self._chance.random() < 0.3 and isinstance(holder, dict):
                del holder[key]
            else:
                holder[key] = deepcopy(self._chance.choice(WRONG))
        return body

    def broken(self, content: bytes) -> bytes:
        """Break the bytes themselves: cut off, bad UTF-8, noise, another body behind."""
        place = self._chance.randrange(len(content) or 1)
        match self._chance.randrange(5):
            case 0:
                return content[:place]
            case 1:
                return content[:place] + bytes([self._chance.randint(128, 255)]) + content[place:]
            case 2:
                return content + content[:place]
            case 3:
                return b"\xef\xbb\xbf" + content
            case _:
                return content[:place] + self._chance.randbytes(3) + content[place + 3 :]


def written(body: Any) -> bytes:
    """Write a body as JSON, the oddities as they are."""
    content = json.dumps(body, ensure_ascii=False).encode()
    for name, odd in ODD.items():
        content = content.replace(b'"%b"' % name.encode(), odd)
    return content


def rows_of(body: Any) -> int | None:
    """Return how many rows the body of a list has; None where it is no list."""
    rows = body.get("data") if isinstance(body, dict) else None
    return len(rows) if isinstance(rows, list) else None


def _places(value: Any) -> Any:
    """Yield each member of a body as its holder and its key; the rows themselves are kept."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inner:
        yield value, key
        if isinstance(each, dict | list):
            yield from _places(each)


def _rest(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "allOf"} | {"type": "object"}
