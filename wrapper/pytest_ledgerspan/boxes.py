"""Keep sandboxes from test to test, and lend them as if they were new.

Putting one back to its seeded state takes half a millisecond, opening one three, and starting its
server over the wire two hundred.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ledgerspan.sandbox import Sandbox


class ExtraMissingError(Exception):
    """Say what to install, so that there can be a sandbox."""


class Boxes:
    """The sandboxes of one session by what they were made from, `most` of them at a time.

    A sandbox has a thread, a database and perhaps a server, so that a test with a hundred seeds
    must not leave a hundred of them.
    """

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[tuple[str, Any], ...], Sandbox] = OrderedDict()

    def lend(self, options: Mapping[str, Any]) -> Sandbox:
        """Return a sandbox made from `options`, as seeded; nobody else may have it meanwhile.

        Raises ExtraMissingError without the extra `sandbox`, and ValueError for options that
        `Sandbox` refuses.
        """
        key = tuple(sorted(options.items()))
        box = self._kept.pop(key, None)
        if box is None or not _was_reset(box):
            box = _sandbox_class()(**options)
        self._kept[key] = box
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)[1].close()
        return box

    def close(self) -> None:
        """Close them all."""
        while self._kept:
            self._kept.popitem()[1].close()


def _was_reset(box: Sandbox) -> bool:
    from ledgerspan.sandbox.engine import ClosedError  # noqa: PLC0415  # see _sandbox_class

    try:
        box.reset()
    except ClosedError:
        # A test may close what it was lent.
        return False
    return True


def _sandbox_class() -> type[Sandbox]:
    """Import the sandbox, which most runs that load this plugin never need."""
    try:
        from ledgerspan.sandbox import Sandbox  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        package = (missing.name or "").partition(".")[0]
        if package in {"", "ledgerspan", *sys.stdlib_module_names}:
            raise
        raise ExtraMissingError(
            f"the sandbox needs {package}: pip install 'ledgerspan[sandbox]'"
        ) from None
    return Sandbox
