"""The `ledgerspan` command (extra `cli`).

    ledgerspan drift          what a provider changed, in recorded or live answers
    ledgerspan record         a proxy that writes down what passes, masked
    ledgerspan replay         answers from such a recording
    ledgerspan sandbox        both APIs on this machine

Exit codes: 0 done; 1 it failed, or found what it looks for; 2 wrong usage or something missing;
130 ended by Ctrl-C. Data goes to standard output, everything else to standard error.
"""

import sys
from collections.abc import Sequence

_USAGE = 2
_INTERRUPTED = 130
_EXTRAS = {
    "cyclopts": "cli",
    "jinja2": "sandbox",
    "jsonschema_rs": "drift",
    "starlette": "sandbox",
    "uvicorn": "sandbox",
}
"""Packages that come with an extra, and which."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command (the arguments of the process when None is given); give its exit status."""
    try:
        # Found late: without the extra it is not there, and the hint below says so.
        from ledgerspan.cli.app import run  # noqa: PLC0415

        return run(sys.argv[1:] if arguments is None else arguments)
    except ImportError as fault:
        package = _missing_package(fault)
        extra = _EXTRAS.get(package)
        if extra is None:
            raise
        print(
            f"ledgerspan: {package} is not installed: "
            f"pip install 'ledgerspan[{', '.join(sorted({'cli', extra}))}]'",
            file=sys.stderr,
        )
        return _USAGE
    except KeyboardInterrupt:
        return _INTERRUPTED


def _missing_package(fault: BaseException | None) -> str:
    """Return the package that is not there; "" when that is not what failed."""
    # The module of a command is imported late, and its error comes wrapped in another.
    while fault is not None and not isinstance(fault, ModuleNotFoundError):
        fault = fault.__cause__ or fault.__context__
    return "" if fault is None else (fault.name or "").split(".")[0]
