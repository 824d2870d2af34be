"""List what changed between two bundles, in the words of a user of the Python client.

    OLD, NEW ──view "generator"─┬─ operations and classes that came or went ───────┐
                                └─ redocly diff ──> diff_words, one line a change ─┼─> exit code
                                                     breaking or additive ─────────┘

Run as `scripts/diff-specs OLD NEW`, or `--released` to compare the bundles of the last release
(specs/released) with those of this tree. Exit code 1 when something breaks. The generator view is
compared, because that is what the client is made from: a lax spelling more or less changes nothing
for its users. Needs Node.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tooling.bundle import APIS, SPECS
from tooling.diff_words import Change, worded
from tooling.node_tools import NodeMissingError, run
from tooling.openapi import Node, operations
from tooling.spec_views import view

RELEASED = SPECS / "released"


def changes(old: Node, new: Node) -> list[Change]:
    """Return what a user of the client made from `old` meets in the one made from `new`."""
    old, new = view(old, "generator"), view(new, "generator")
    found = [*_surface_changes(old, new), *_member_changes(old, new)]
    return sorted(dict.fromkeys(found), key=lambda change: (not change.breaking, change.text))


def report(found: Sequence[Change]) -> str:
    """Return the lines to print: breaking changes first, then what was added."""
    lines = []
    for title, breaking in (("breaking", True), ("additive", False)):
        texts = [change.text for change in found if change.breaking is breaking]
        lines += [f"{title}: {len(texts)}", *(f"  {text}" for text in texts)]
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the changes; return 1 when one of them breaks, 2 for a file that is no bundle."""
    parser = argparse.ArgumentParser(
        prog="scripts/diff-specs", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="OLD NEW", help="two bundles")
    parser.add_argument(
        "--released", action="store_true", help="compare the last release with this tree"
    )
    options = parser.parse_args(argv)
    if options.released:
        pairs = [(RELEASED / f"{api}.json", SPECS / "dist" / f"{api}.json") for api in APIS]
    elif len(options.files) == len(("OLD", "NEW")):
        pairs = [(options.files[0], options.files[1])]
    else:
        parser.error("give two bundles, OLD and NEW, or --released")
    try:
        found = [change for old, new in pairs for change in changes(_read(old), _read(new))]
    except (OSError, ValueError, LookupError) as fault:
        print(f"scripts/diff-specs: not two bundles: {fault}", file=sys.stderr)
        return 2
    except NodeMissingError as fault:
        print(f"\n*** SKIPPED: the bundles were not compared: {fault} ***\n", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    print(report(found))
    return 1 if any(change.breaking for change in found) else 0


def _read(file: Path) -> Node:
    document: Node = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(document, dict) or not {"info", "paths", "components"} <= document.keys():
        raise ValueError(f"{file} is no OpenAPI document")
    return document


def _surface_changes(old: Node, new: Node) -> Iterator[Change]:
    """Yield the modules and classes that people import and that came or went."""
    before, after = _surface(old), _surface(new)
    moved = {name: place for place, name in after.items()}
    for place, name in before.items():
        if place not in after:
            whither = f"; it is {moved[name]} now" if name in moved else ""
            yield Change(breaking=True, text=f"{place} is gone{whither}")
    for place in after:
        if place not in before:
            yield Change(breaking=False, text=f"{place} is new")


def _surface(document: Node) -> dict[str, str]:
    """Return importable name to bare name, of operations and classes."""
    package = str(document["info"]["title"]).split()[0].lower() + "_client"
    names = {
        f"{package}.api.{each.node['tags'][0]}.{each.id}": each.id for each in operations(document)
    }
    for name in document["components"].get("schemas", {}):
        names[f"{package}.models.{name}"] = name
    return names


def _member_changes(old: Node, new: Node) -> Iterator[Change]:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "old.json", Path(folder) / "new.json"]
        for file, document in zip(files, (old, new), strict=True):
            file.write_text(json.dumps(document), encoding="utf-8")
        options = ["--format", "json", "--fail-on", "none"]
        listed: dict[str, Any] = json.loads(run("redocly", ["diff", *map(str, files), *options]))
    for each in listed["changes"]:
        yield from worded(each, old, new)


if __name__ == "__main__":
    sys.exit(main())
