"""Count what the bundles describe, and from where it is known.

    bundle ──> resource x operation x provenance, counts ──> specs/COVERAGE.md

The file is a table for people whose rows programs can split at the bars. `scripts/bundle` writes
it beside the bundles; `--check` compares.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tooling.openapi import Node, at, operations, resolved, subschemas

PROVENANCES = ("seed", "published", "observed", "inferred")
HEAD = """\
# What the specs cover

Written by `scripts/bundle` from the bundles; do not edit. `specs/README.md` says what each
provenance means. A field without a provenance of its own has that of its schema; `fields` counts
the members of the records and inputs an operation takes and gives, envelopes included, each once.
"""
COLUMNS = ("resource", "operation", "method", "path", "provenance", "examples", "links", "fields")


def coverage(documents: dict[str, Node]) -> str:
    """Return the text of COVERAGE.md for the published documents by API."""
    return HEAD + "".join(_section(api, document) for api, document in documents.items())


def _section(api: str, document: Node) -> str:
    rows = sorted(_rows(document))
    lines = [
        "",
        f"## {api}",
        "",
        "| what | total | " + " | ".join(PROVENANCES) + " |",
        "|---|" + "---:|" * (len(PROVENANCES) + 1),
        _count_row("operations", Counter(row[4] for row in rows)),
        _count_row("schemas", _schemas(document)),
        _count_row("fields", _fields(document)),
        "",
        f"{len({row[0] for row in rows})} resources.",
        "",
        "| " + " | ".join(COLUMNS) + " |",
        "|" + "---|" * 5 + "---:|" * (len(COLUMNS) - 5),
        *("| " + " | ".join(map(str, row)) + " |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def _count_row(name: str, counts: Counter[str]) -> str:
    return (
        f"| {name} | {counts.total()} | {' | '.join(str(counts[each]) for each in PROVENANCES)} |"
    )


def _rows(document: Node) -> Iterator[tuple[Any, ...]]:
    for each in operations(document):
        media = [*_media(document, each.node.get("requestBody", {}))]
        links = 0
        for _, response in each.responses(document):
            media += _media(document, response)
            links += len(response.get("links", {}))
        yield (
            each.node["tags"][0],
            each.id,
            each.method.upper(),
            each.path,
            each.node["x-provenance"],
            sum(len(one.get("examples", {})) for one in media),
            links,
            len(_members(document, [one["schema"] for one in media if "schema" in one])),
        )


def _media(document: Node, holder: Node) -> list[Node]:
    return list(resolved(document, holder).get("content", {}).values())


def _members(document: Node, schemas: list[Node]) -> set[tuple[str, str]]:
    """Return component and member of everything that some schemas lead to."""
    found: set[tuple[str, str]] = set()
    seen: set[str] = set()
    waiting = [("", schema) for schema in schemas]
    while waiting:
        owner, schema = waiting.pop()
        for _, each in subschemas(schema):
            found |= {(owner, name) for name in each.get("properties", {})}
            target = each.get("$ref")
            if target is not None and target not in seen:
                seen.add(target)
                waiting.append((target, at(document, target.removeprefix("#"))))
    return found


def _schemas(document: Node) -> Counter[str]:
    return Counter(schema["x-provenance"] for schema in document["components"]["schemas"].values())


def _fields(document: Node) -> Counter[str]:
    counts: Counter[str] = Counter()
    for schema in document["components"]["schemas"].values():
        for _, each in subschemas(schema):
            for member in each.get("properties", {}).values():
                counts[member.get("x-provenance", schema["x-provenance"])] += 1
    return counts
