"""Read bodies into the provider's records: fast when they fit, tolerantly when they do not.

bytes ── twin (msgspec Struct) ──> record                  every body that fits its description
└── does not fit ── generated codec, record by record ──> record, and each misfit is told
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from .twin import twin_decoder

M = TypeVar("M")

Report = Callable[[Any], object]


class Codec(Protocol):
    """Name what is used of the module `codec` of a generated package."""

    def decode(self, content: bytes, shape: type[M], on_mismatch: Report | None = None) -> M:
        """Decode tolerantly."""

    def decode_with(self, decoder: msgspec.json.Decoder[M], content: bytes) -> M:
        """Decode fast; raises `msgspec.ValidationError` for what does not fit."""


class Reader(Generic[M]):
    """Read bodies of one generated model.

    The model is named by a function and its decoder built at the first body, so that importing a
    client imports no model.
    """

    def __init__(self, model: Callable[[], type[M]], codec: Codec) -> None:
        self._model = model
        self._codec = codec

    @cached_property
    def _fast(self) -> msgspec.json.Decoder[M]:
        return twin_decoder(self._model())

    def read(self, content: bytes, report: Report | None = None) -> M:
        """Read one body; raises `msgspec.DecodeError` only for bytes that are no JSON."""
        try:
            return self._codec.decode_with(self._fast, content)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return self._codec.decode(content, self._model(), report)
