"""Bundle the specs: many YAML files in, one JSON document an API out.

    specs/<api>/openapi.yaml ─┐
    paths, schemas, shared    ├─ strict YAML ─> references hoisted ─> specs/dist/<api>.json
    examples/*.json          ─┘                     │                └─> views (spec_views)
                                                    └─> specs/COVERAGE.md (spec_coverage)

Run as `scripts/bundle`; `--check` compares with the committed files and writes nothing.
"""

import argparse
import difflib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tooling.spec_coverage import coverage
from tooling.spec_files import BundleError, SpecTree
from tooling.spec_views import KINDS, view

__all__ = ["APIS", "KINDS", "bundle", "main", "rendered", "view"]

ROOT = Path(__file__).resolve().parents[2]
SPECS = ROOT / "specs"
APIS = ("daftra", "nuvio")
TOP_LEVEL = ("openapi", "info", "servers", "security", "tags", "paths", "components")
SECTIONS = ("schemas", "responses", "parameters", "headers", "links", "securitySchemes")
SUMMARY_LINES = 12


def bundle(api: str, specs: Path = SPECS) -> dict[str, Any]:
    """Return the published document of an API ("daftra", "nuvio"), read from its YAML files."""
    tree = SpecTree(specs / api)
    index = tree.inlined_root("openapi.yaml")
    hoisted = tree.components
    for section, members in index.get("components", {}).items():
        hoisted.setdefault(section, {}).update(members)
    index["components"] = {
        section: dict(sorted(hoisted[section].items()))
        for section in SECTIONS
        if section in hoisted
    }
    unknown = index.keys() - set(TOP_LEVEL)
    if unknown:
        raise BundleError(f"{api}/openapi.yaml: no place for {sorted(unknown)}")
    return {name: index[name] for name in TOP_LEVEL if name in index}


def rendered(document: dict[str, Any]) -> str:
    """Return the text of a document as it is committed: equal documents, equal bytes."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Write `specs/dist` and `specs/COVERAGE.md`; return 1 when `--check` finds one stale."""
    parser = argparse.ArgumentParser(
        prog="scripts/bundle", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 when stale")
    parser.add_argument(
        "--views", type=Path, metavar="DIR", help="write every view of both APIs too"
    )
    options = parser.parse_args(argv)
    stale = 0
    documents = {api: bundle(api) for api in APIS}
    for api, document in documents.items():
        stale += _publish(SPECS / "dist" / f"{api}.json", rendered(document), check=options.check)
        if options.views:
            options.views.mkdir(parents=True, exist_ok=True)
            for kind in KINDS:
                text = rendered(view(document, kind))
                (options.views / f"{api}.{kind}.json").write_text(text, encoding="utf-8")
    stale += _publish(SPECS / "COVERAGE.md", coverage(documents), check=options.check)
    return 1 if stale else 0


def _publish(target: Path, text: str, *, check: bool) -> int:
    """Write or compare one bundle; return 1 when it was stale and stays so."""
    committed = target.read_text(encoding="utf-8") if target.exists() else ""
    if committed == text:
        return 0
    if not check:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return 0
    changes = [
        line
        for line in difflib.unified_diff(
            committed.splitlines(), text.splitlines(), lineterm="", n=0
        )
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    name = target.relative_to(SPECS.parent)
    print(f"{name} is stale: {len(changes)} lines differ; run scripts/bundle")
    for line in changes[:SUMMARY_LINES]:
        print(f"  {line}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
