"""Read exchanges from whatever file they were recorded in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ledgerspan.cassettes.cassette import Cassette, is_cassette
from ledgerspan.cassettes.exchange import Exchange
from ledgerspan.cassettes.har import HarError, exchanges_of_har
from ledgerspan.errors import LedgerspanError


class SourceError(LedgerspanError):
    """Refuse a file that cannot be read, or that is neither a HAR nor a cassette."""


def exchanges_of(path: str | Path) -> Iterator[Exchange]:
    """Return the exchanges of a cassette or of a HAR; what it is shows in the file itself."""
    file = Path(path)
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise SourceError(f"{file} cannot be read: {fault.strerror}") from None
    if is_cassette(content):
        return Cassette.read(file).exchanges()
    return _of_har(file, content)


def _of_har(file: Path, content: bytes) -> Iterator[Exchange]:
    try:
        yield from exchanges_of_har(content)
    except HarError as fault:
        raise SourceError(f"{file} is neither a cassette nor a HAR: {fault}") from None
