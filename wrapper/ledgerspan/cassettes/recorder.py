"""Write what passes into a cassette, exchange by exchange."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection
from pathlib import Path
from typing import IO, Any

from ledgerspan._version import __version__
from ledgerspan.errors import ConfigurationError

from .cassette import VERSION, Head, line_of
from .exchange import Exchange
from .taking import Taker
from .transport import Tap


class Tape:
    """Write a cassette; each exchange is on the disk when the next one begins.

    `keep` names members that are not masked, `amounts` masks amounts too, and `raw` masks nothing
    at all: the file then holds credentials, so that only its owner may read it. A file that is
    there already is refused with ConfigurationError, unless `overwrite`.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        keep: Collection[str] = (),
        amounts: bool = False,
        raw: bool = False,
        overwrite: bool = False,
    ) -> None:
        self.path = Path(path)
        self.taken = 0
        self._taker = Taker(keep=keep, amounts=amounts, raw=raw)
        self._lock = threading.Lock()
        self._file: IO[bytes] | None = self._created(raw=raw, overwrite=overwrite)
        by = f"ledgerspan {__version__}"
        head = Head(cassette=VERSION, by=by, masked=not raw, kept=sorted(keep))
        self._write(line_of(head))

    def take(self, exchange: Exchange) -> None:
        """Write one exchange; what is no call of either API is left out."""
        with self._lock:
            line = self._taker.line(exchange)
            if line is not None:
                self._write(line)
                self.taken += 1

    def close(self) -> None:
        """Close the file; what comes after that opens it again and goes on."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _write(self, line: bytes) -> None:
        if self._file is None:
            self._file = self.path.open("ab")
        self._file.write(line)
        self._file.flush()

    def _created(self, *, raw: bool, overwrite: bool) -> IO[bytes]:
        flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if overwrite else os.O_EXCL)
        try:
            if overwrite and raw:
                # The rights of a file that is there would stay as they are.
                self.path.unlink(missing_ok=True)
            return os.fdopen(os.open(self.path, flags, 0o600 if raw else 0o666), "wb")
        except FileExistsError:
            raise ConfigurationError(
                f"{self.path} is there already: name another file, or overwrite it"
            ) from None
        except OSError as fault:
            raise ConfigurationError(f"{self.path} cannot be written: {fault.strerror}") from None


class Recorder(Tap):
    """Record what clients ask and are answered: `Daftra(..., transport=Recorder("acme.ndjson"))`.

    Works for threads and for tasks, and for several clients at once. `inner` is what is sent
    through; the other options are those of a `Tape`. Closing the client closes the file.
    """

    def __init__(
        self,
        path: str | Path,
        inner: Any = None,
        *,
        keep: Collection[str] = (),
        amounts: bool = False,
        raw: bool = False,
        overwrite: bool = False,
    ) -> None:
        self.tape = Tape(path, keep=keep, amounts=amounts, raw=raw, overwrite=overwrite)
        super().__init__(self.tape.take, inner)

    def close(self) -> None:
        """Close the file and what was sent through."""
        self.tape.close()
        super().close()

    async def aclose(self) -> None:
        """Close the file and what was sent through."""
        self.tape.close()
        await super().aclose()
