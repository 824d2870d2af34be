"""Ask Redocly what the same archives reach: its `drift --coverage`, counted by other people.

It agrees on operations and parameters. It counts a refused method (405) for no operation, where the
document gives it to each one of the path, and a property once for each answer it is in, where
`fuzz_reached` counts a property of a component once.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from tooling import node_tools
from tooling.bundle import APIS, SPECS
from tooling.fuzz_har import Tape, entries

_SERVER = "http://fuzzed.invalid"
_KINDS = ("operations", "parameters", "responses", "properties")


def opinion_lines(archives: Sequence[Path]) -> list[str]:
    """Draw Redocly's numbers; raise NodeMissingError where there is no Node."""
    lines = ["| api | " + " | ".join(_KINDS) + " |", "|---|" + "---:|" * len(_KINDS)]
    for api in APIS:
        own = [path for path in archives if path.name.startswith(f"{api}.")]
        if own:
            totals = _totals(api, own)
            cells = [f"{totals[kind]['covered']}/{totals[kind]['total']}" for kind in _KINDS]
            lines.append(f"| {api} | {' | '.join(cells)} |")
    return lines


def _totals(api: str, archives: Sequence[Path]) -> dict[str, dict[str, int]]:
    with TemporaryDirectory() as folder:
        traffic, report = Path(folder) / "traffic.har", Path(folder) / "coverage.json"
        _at_one_address(api, archives, traffic)
        node_tools.run(
            "redocly",
            [
                *("drift", str(traffic), "--api", str(SPECS / "dist" / f"{api}.json")),
                *("--server", _SERVER, "--ignore-headers", "apikey,authorization,x-schemathesis-*"),
                *("--format", "json", "--output", str(Path(folder) / "drift.json")),
                *("--coverage", "--coverage-output", str(report)),
            ],
            # 1 says that there is drift: a fuzzer sends little else.
            allowed=(0, 1),
        )
        totals: dict[str, dict[str, int]] = json.loads(report.read_text(encoding="utf-8"))["totals"]
        return totals


def _at_one_address(api: str, archives: Sequence[Path], traffic: Path) -> None:
    """Write one archive as if one server had answered: each sandbox has a port of its own."""
    with Tape(traffic, ()) as tape:
        for path in archives:
            for entry in entries(path):
                url = urlsplit(entry.url)
                below = url._replace(scheme="", netloc="", path=url.path.removeprefix(f"/{api}"))
                tape.write(replace(entry, url=_SERVER + below.geturl()))
