"""Read bodies into the provider's records: fast when they fit, tolerantly when they do not.

bytes ── twin (msgspec Struct) ──> record                  every body that fits its description
  └── does not fit ── generated codec, record by record ──> record, and each misfit is told
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from .twin import twin_decoder

M = TypeVar("M")

Report = Callable[[Any], object]


class Decode(Protocol):
    """Name the shape of `decode` in the generated packages."""

    def __call__(self, content: bytes, shape: type[M], on_mismatch: Report | None = None) -> M:
        """Decode tolerantly."""


class Reader(Generic[M]):
    """Read bodies of one generated model; the decoder is built at the first body."""

    def __init__(self, model: type[M], tolerant: Decode) -> None:
        self._model = model
        self._tolerant = tolerant

    @cached_property
    def _fast(self) -> "msgspec.json.Decoder[M]":
        return twin_decoder(self._model)

    def read(self, content: bytes, report: Report | None = None) -> M:
        """Read one body; raises `msgspec.DecodeError` only for bytes that are no JSON."""
        try:
            return self._fast.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return self._tolerant(content, self._model, report)
