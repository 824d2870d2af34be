"""Write the tables of wrapper/COVERAGE.md from what `ledgerspan.coverage()` says.

    mapping tables of the providers ──> coverage() ──> one table a resource: field | Daftra | Nuvio

Run as `scripts/coverage`; `--check` only compares.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from ledgerspan.field_coverage import RECORDS, FieldCoverage, coverage
from ledgerspan.models import FieldOrigin, Provider

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "wrapper" / "COVERAGE.md"
HEAD = """\
# What each provider gives and takes

Written by `scripts/coverage` from the mapping tables of the client; do not edit. The same as data:
`ledgerspan.coverage()`; of one record: `record.explain("total")`.

*sent*: the provider's own value, from the member named. *computed*: made of the members named, and
only where the provider sent nothing. *-*: the provider has no such thing, the field is None. *w*: a
draft or an update can write it.
"""


def page(rows: Sequence[FieldCoverage]) -> str:
    """Return the text of the page."""
    return HEAD + "".join(
        _section(name, [row for row in rows if row.resource == name])
        for name in dict.fromkeys(row.resource for row in rows)
    )


def _section(resource: str, rows: Sequence[FieldCoverage]) -> str:
    lines = ["", f"## {resource} ({RECORDS[resource]})", ""]
    missing = {row.provider: row.instead for row in rows if row.instead is not None}
    lines += [f"{who.capitalize()} has none: {instead}.\n" for who, instead in missing.items()]
    lines += ["| field | Daftra | Nuvio |", "|---|---|---|"]
    for name in dict.fromkeys(row.field for row in rows):
        cells = [
            _cell(row for row in rows if (row.field, row.provider) == (name, who))
            for who in Provider
        ]
        lines.append(f"| `{name}` | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(rows: Iterable[FieldCoverage]) -> str:
    """Return what one provider does with a field: once where all parts do the same."""
    told = {row.part: _words(row) for row in rows}
    if len(set(told.values())) == 1:
        return next(iter(told.values()))
    return "<br>".join(f"{part}: {words}" for part, words in told.items()) or "-"


def _words(row: FieldCoverage) -> str:
    words = ["-" if row.origin is FieldOrigin.ABSENT else row.origin.value]
    if row.provider_field:
        words.append(f"`{row.provider_field}`")
    if row.writable:
        words.append("*w*")
    text = " ".join(words) + (f" ({row.note})" if row.note else "")
    return text.replace("|", "\\|").replace("\n", " ")


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page, or with --check compare; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="scripts/coverage", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 when stale")
    options = parser.parse_args(argv)
    text = page(coverage())
    if not options.check:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PAGE.relative_to(ROOT)} is stale: run scripts/coverage", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
