"""Share tokens with other processes, by two functions of the user."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from ledgerspan.errors import ConfigurationError
from ledgerspan.tokens import Load, Save, Tokens

T = TypeVar("T")


class TokenStore:
    """Call `load` and `save`, where there are any, and refuse what would wait for itself."""

    def __init__(self, load: Load | None, save: Save | None) -> None:
        for name, callback in (("load", load), ("save", save)):
            if callback is not None and not callable(callback):
                raise ConfigurationError(f"{name} is a function, not {type(callback).__name__}")
        self._load = load
        self._save = save
        # Threads that are in a callback: if one asks for a token, it waits for itself.
        self._threads: set[int] = set()

    def load(self) -> Tokens | None:
        """Return what the store has; None where there is no store or nothing in it."""
        if self._load is None:
            return None
        found: object = self._call("load", self._load)
        if found is not None and not isinstance(found, Tokens):
            raise ConfigurationError(
                f"load returns Tokens or None, not {type(found).__name__}: see Tokens.from_dict"
            )
        return found

    def save(self, tokens: Tokens) -> None:
        """Save tokens; what the callback raises goes through with a note."""
        save = self._save
        if save is None:
            return
        try:
            self._call("save", lambda: save(tokens))
        except Exception as fault:
            fault.add_note(
                "The tokens were fetched but not saved: they wait, and are saved before the next "
                "call uses them."
            )
            raise

    def refuse_reentry(self) -> None:
        """Raise ConfigurationError in a callback, which would wait for itself for ever."""
        if threading.get_ident() in self._threads:
            raise ConfigurationError(
                "load and save must not use the client whose tokens they keep: it waits for them"
            )

    def _call(self, name: str, callback: Callable[[], T]) -> T:
        thread = threading.get_ident()
        self._threads.add(thread)
        try:
            answer = callback()
        finally:
            self._threads.discard(thread)
        if hasattr(answer, "__await__"):
            if hasattr(answer, "close"):
                # A coroutine that nobody awaits warns when it is collected.
                answer.close()
            raise ConfigurationError(f"{name} is a plain function: it gave an awaitable")
        return answer

    def __reduce__(self) -> tuple[Any, ...]:
        return TokenStore, (self._load, self._save)
