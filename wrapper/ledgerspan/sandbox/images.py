"""Keep seeded databases for the next sandbox of the same plan, as many bytes as the budget lets."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

MEBIBYTE = 2**20


class Images:
    """Made images by key, the least recently used dropped first; safe between threads.

    `budget` bounds the sum of their bytes; one above it is never made. Two threads that miss the
    same one may both make it.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes that are kept now."""
        with self._lock:
            return self._total()

    def find(self, key: Hashable) -> bytes | None:
        """Give the image of `key` if it is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Hashable, size: int, make: Callable[[], bytes]) -> None:
        """Keep what `make` gives, `size` bytes, if that many fit at all."""
        if size > self._budget:
            return
        image = make()
        with self._lock:
            self._kept[key] = image
            while self._total() > self._budget:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        """Keep nothing that was made so far."""
        with self._lock:
            self._kept.clear()

    def _total(self) -> int:
        return sum(map(len, self._kept.values()))
