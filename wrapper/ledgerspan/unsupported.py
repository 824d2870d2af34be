"""Refuse a resource that a provider does not have, naming the nearest thing it has."""

from __future__ import annotations

from typing import Any, NoReturn

from .errors import UnsupportedOperationError


class UnsupportedFlows:
    """Stand for the flows of such a resource: every operation raises the same."""

    def __init__(self, provider: str, name: str, instead: str) -> None:
        self._text = f"{provider} has no {name.replace('_', ' ')}: {instead}"

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise UnsupportedOperationError(self._text)

    listings = get = create = update = delete = of = _refuse
