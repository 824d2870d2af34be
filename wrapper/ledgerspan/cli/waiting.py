"""Wait for Ctrl-C, as commands that serve do."""

import threading


def wait() -> None:
    """Wait for Ctrl-C."""
    threading.Event().wait()
