"""Run Prism, which answers from the examples of a specification: what the sandbox is held against.

It is stateless: an example is chosen and written, whatever was asked. `scripts/node/prism` pins it.
"""

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tooling import node_tools

FOLDER = node_tools.FOLDER / "prism"
HOST = "127.0.0.1"
# Reading 1.8 MB of specification takes four seconds, on a busy machine several times that.
PATIENCE = 120.0
_POLL = 0.05


@contextmanager
def prism(document: Path) -> Iterator[int]:
    """Serve a specification until the block ends; give the port.

    Raises NodeMissingError without Node, and NodeToolError if Prism does not come up.
    """
    node_tools.install(FOLDER)
    port, program = _free_port(), FOLDER / "node_modules" / ".bin" / "prism"
    preloaded = ["--require", str(FOLDER / "until_stdin_ends.cjs")]
    where = ["--host", HOST, "--port", str(port)]
    # As the sandbox is: a line a request would cost both alike.
    quiet = ["--verboseLevel", "error"]
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(
            ["node", *preloaded, str(program.resolve()), "mock", str(document), *where, *quiet],
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        # Leaving the block closes its standard input and waits for it to end of that.
        if not _is_up(server, port):
            said.seek(0)
            raise node_tools.NodeToolError(f"prism does not come up:\n{said.read()}")
        yield port


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _is_up(server: "subprocess.Popen[bytes]", port: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection((HOST, port)).close()
        except OSError:
            time.sleep(_POLL)
        else:
            return True
    return False
