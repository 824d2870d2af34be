"""The coverage of the fuzz as numbers, with a reason for each response code that no run reaches.

archives of all runs ──> what was reached ──┬─> table, tests/contract/COVERAGE.md
tests/contract/unreached.toml ──> reasons ──┴─> shortfalls: what is too little, or unexplained
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

from tooling.bundle import APIS, bundle
from tooling.fuzz_har import Entry, entries
from tooling.fuzz_reached import Code, Coverage, coverage_of

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "contract"
REASONS = FOLDER / "unreached.toml"
PAGE = FOLDER / "COVERAGE.md"
CODES_WANTED = 0.95
HEAD = """\
# What the fuzz reaches of the specs

Written by `scripts/fuzz --jobs 2 --coverage write`, from the archive of a quick run of both APIs in
both dialects; do not edit. *By a request*: codes that come without a fault of the sandbox; nothing
but a fault brings about a server that fails, or a list that is missing. *Sent* are properties of
request bodies, *seen* those of answers. Of operations that the sandbox does not answer yet nothing
else is counted.
"""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why no run reaches a code of an operation; "*" stands for every operation.

    What is left to chance may come with another seed, or another version of Python.
    """

    api: str
    operation: str
    code: str
    reason: str
    left_to_chance: bool = False

    def fits(self, api: str, missing: Code) -> bool:
        """Tell whether this is the reason for a missing code."""
        operation, code = missing
        return (self.api, self.code) == (api, code) and self.operation in ("*", operation)


def read_reasons(path: Path = REASONS) -> list[Reason]:
    """Read the committed reasons."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [Reason(**each) for each in table.get("unreached", [])]


def coverages(archives: Sequence[Path]) -> list[Coverage]:
    """Hold archives against the published documents; the name of one begins with its API."""
    found: list[Coverage] = []
    for api in APIS:
        own = [path for path in archives if path.name.startswith(f"{api}.")]
        if own:
            taken = ((entry, _base(entry, api)) for path in own for entry in entries(path))
            found.append(coverage_of(api, bundle(api), taken))
    return found


def _base(entry: Entry, api: str) -> str:
    """Give what stands before the paths of the spec: a sandbox serves each API under its name."""
    return f"/{api}" if urlsplit(entry.url).path.startswith(f"/{api}/") else ""


def shortfalls(found: Sequence[Coverage], reasons: Sequence[Reason]) -> list[str]:
    """Say what is too little, what is missing without a reason, and which reasons are stale."""
    lines: list[str] = []
    needed: set[Reason] = set()
    for each in found:
        lines += [f"{each.api}: {one} was never answered" for one in sorted(each.unanswered)]
        lines += [f"{each.api}: parameter never sent: {one}" for one in each.missing_parameters]
        reached, documented = _codes(each)
        if reached < CODES_WANTED * documented:
            lines.append(f"{each.api}: {reached} of {documented} codes are too few")
        for missing in each.missing_codes:
            fitting = [reason for reason in reasons if reason.fits(each.api, missing)]
            needed.update(fitting)
            if not fitting:
                lines.append(f"{each.api}: {missing[0]} {missing[1]} never came, for no reason")
    apis = {each.api for each in found}
    lines += [
        f"{reason.api}: {reason.operation} {reason.code} came after all: drop its reason"
        for reason in reasons
        if reason.api in apis and reason not in needed and not reason.left_to_chance
    ]
    return lines


def coverage_lines(found: Sequence[Coverage]) -> list[str]:
    """Draw the numbers, a table for each API."""
    lines: list[str] = []
    for each in found:
        lines += [f"## {each.api}", "", "| what | reached | documented | share |"]
        lines += ["|---|---:|---:|---:|"]
        lines += [
            f"| {name} | {reached} | {documented} | {_share(reached, documented)} |"
            for name, (reached, documented) in numbers(each).items()
        ]
        lines.append("")
    return lines


def numbers(each: Coverage) -> dict[str, tuple[int, int]]:
    """Give the reached and the documented of each kind."""
    documented, reached = each.documented, each.reached
    codes, all_codes = _codes(each)
    parameters = {one for one in documented.parameters if one[0] not in each.unanswered}
    return {
        "operations": (len(reached.operations), len(documented.operations)),
        "parameters": (len(parameters & reached.parameters), len(parameters)),
        "codes": (codes, all_codes),
        "codes by a request": (codes - len(each.by_fault), all_codes),
        "properties sent": (len(reached.sent & documented.sent), len(documented.sent)),
        "properties seen": (len(reached.seen & documented.seen), len(documented.seen)),
    }


def page(found: Sequence[Coverage], reasons: Sequence[Reason]) -> str:
    """Return the text of COVERAGE.md."""
    lines = [HEAD]
    for each in found:
        lines += coverage_lines([each])
        lines += _named("Not answered yet", sorted(each.unanswered))
        codes = [
            f"{operation} {code}: {_reason(each.api, (operation, code), reasons)}"
            for operation, code in each.missing_codes
        ]
        lines += _named("Codes that never came", codes)
        for name, missing in (
            ("Properties never sent", each.documented.sent - each.reached.sent),
            ("Properties never seen", each.documented.seen - each.reached.seen),
        ):
            lines += _named(name, list(_by_schema(missing)))
    return "\n".join(lines).rstrip() + "\n"


def told_numbers(text: str) -> list[tuple[str, int]]:
    """Read from COVERAGE.md how much of each kind is documented, API after API."""
    rows = re.findall(r"^\| ([a-z ]+) \| \d+ \| (\d+) \|", text, re.MULTILINE)
    return [(name, int(documented)) for name, documented in rows]


def _named(title: str, items: Sequence[str]) -> list[str]:
    return [f"### {title}", "", *(f"- {item}" for item in items), ""] if items else []


def _by_schema(pointers: set[str]) -> Iterator[str]:
    """Name the members of each schema on one line."""
    split = sorted(pointer.partition("/properties/")[::2] for pointer in pointers)
    for schema, members in groupby(split, key=lambda pair: pair[0]):
        names = ", ".join(member.replace("/properties/", ".") for _, member in members)
        yield f"`{schema.removeprefix('/components/schemas/')}`: {names}"


def _reason(api: str, missing: Code, reasons: Sequence[Reason]) -> str:
    return next((each.reason for each in reasons if each.fits(api, missing)), "no reason known")


def _codes(each: Coverage) -> tuple[int, int]:
    documented = {one for one in each.documented.codes if one[0] not in each.unanswered}
    return len(documented & each.reached.codes), len(documented)


def _share(reached: int, documented: int) -> str:
    return f"{100 * reached / documented:.1f} %" if documented else "-"
