"""Build a reference page from each bundle: one HTML file that works without a network.

    specs/dist/<api>.json ──redocly build-docs, scripts inlined──> build/docs/<api>.html

Run as `scripts/docs [FOLDER]`. Needs Node.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tooling.bundle import APIS, ROOT, SPECS
from tooling.node_tools import NodeMissingError, run

FOLDER = ROOT / "build" / "docs"


def write_page(bundle: Path, page: Path) -> None:
    """Write the reference page of a bundle; raises NodeMissingError and NodeToolError."""
    page.parent.mkdir(parents=True, exist_ok=True)
    run("redocly", ["build-docs", str(bundle), "--inlineBundle", "--output", str(page)])


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page of each API; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="scripts/docs", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, default=FOLDER, help="where to (build/docs)"
    )
    folder: Path = parser.parse_args(argv).folder.resolve()
    try:
        for api in APIS:
            write_page(SPECS / "dist" / f"{api}.json", folder / f"{api}.html")
            print(folder / f"{api}.html")
    except NodeMissingError as fault:
        print(f"scripts/docs: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
