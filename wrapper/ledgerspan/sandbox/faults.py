"""Decide what goes wrong, and when: faults and the plan that deals them out.

A request asks the plan once. The first armed fault that selects it and still has a turn left
is dealt; every fault that selects it counts it, so `after` and `times` are exact.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from ledgerspan.sandbox.exchange import Provider

Kind = Literal[
    "status",
    "html",
    "truncate",
    "latency",
    "reset_before",
    "reset_after",
    "refuse",
    "rejected",
    "null_id",
    "empty",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
_LOWEST_STATUS, _HIGHEST_STATUS = 200, 599
_LONGEST = 86_400
"""A day: no test waits longer."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way for a request to go wrong.

    ===============  ==================================================  ======
    kind             what the caller meets                               stored
    ===============  ==================================================  ======
    `status`         `status` with the API's failure body, or HTML       no
    `html`           200 with a web page                                 no
    `rejected`       200 whose body says that it failed                  no
    `null_id`        a create that succeeds with an id of null           no
    `refuse`         no connection (over the wire: closed at once)       no
    `reset_before`   the connection is lost before anything is stored    no
    `reset_after`    the same, after the record is stored                yes
    `truncate`       the answer, cut in half, Content-Length to match    yes
    `empty`          200 without a body                                  yes
    `latency`        the answer, `seconds` late                          yes
    ===============  ==================================================  ======

    It selects requests by `provider`, `method` and a part of the `path`; skips the first
    `after` of them; strikes `times` times (None: always), each time with `probability`.
    `null_id` selects creates only. `retry_after` goes out as it is, in a Retry-After header.
    """

    kind: Kind
    status: int = 500
    retry_after: str | None = None
    html: bool = False
    seconds: float = 0.0
    provider: Provider | None = None
    method: str | None = None
    path: str = ""
    times: int | None = None
    probability: float = 1.0
    after: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no fault is called {self.kind!r}: use one of {', '.join(KINDS)}")
        if self.provider not in (None, *get_args(Provider)):
            raise ValueError(f"no provider is called {self.provider!r}: use daftra or nuvio")
        if not _LOWEST_STATUS <= self.status <= _HIGHEST_STATUS:
            raise ValueError(f"status is {self.status}: use a final HTTP status, 200 to 599")
        if not 0 <= self.probability <= 1:
            raise ValueError(f"probability is {self.probability}: use a share from 0 to 1")
        if not (math.isfinite(self.seconds) and 0 <= self.seconds <= _LONGEST):
            raise ValueError(f"seconds is {self.seconds}: use 0 to {_LONGEST}, a day")
        if min(self.after, 0 if self.times is None else self.times) < 0:
            raise ValueError("times and after count requests: use zero or more")
        if self.retry_after is not None and not _is_header_value(self.retry_after):
            raise ValueError(
                "retry_after goes out as a header: use printable ASCII, like 2 or a date"
            )

    def selects(self, provider: Provider, method: str, path: str, *, is_create: bool) -> bool:
        """Tell whether the request is one this fault is about; chance and turns come later."""
        return (
            self.provider in (None, provider)
            and (self.method is None or self.method.upper() == method)
            and self.path in path
            and (is_create or self.kind != "null_id")
        )


class FaultPlan:
    """The armed faults of a sandbox, in the order they were added."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.clear()

    def add(self, fault: Fault) -> None:
        """Arm `fault`; earlier ones are dealt first."""
        self._armed.append(Armed(fault))

    def clear(self) -> None:
        """Disarm everything and start the chances of `probability` anew."""
        self._armed: list[Armed] = []
        # Reproducible on purpose: the same seed loses the same requests.
        self._chance = random.Random(f"{self._seed}/faults")  # noqa: S311

    def deal(self, provider: Provider, method: str, path: str, *, is_create: bool) -> Fault | None:
        """Give the fault that strikes this request, and use up its turn."""
        dealt: Fault | None = None
        for armed in self._armed:
            if not armed.fault.selects(provider, method, path, is_create=is_create):
                continue
            armed.seen += 1
            if dealt is None and armed.has_a_turn and self._strikes(armed.fault):
                armed.dealt += 1
                dealt = armed.fault
        return dealt

    def _strikes(self, fault: Fault) -> bool:
        return fault.probability >= 1 or self._chance.random() < fault.probability

    def armed(self) -> "list[Armed]":
        """Give the armed faults with what they did so far."""
        return [replace(armed) for armed in self._armed]

    def __iter__(self) -> Iterator[Fault]:
        return iter([armed.fault for armed in self._armed])

    def __len__(self) -> int:
        return len(self._armed)


@dataclass(slots=True)
class Armed:
    """A fault with its counts: requests it selected so far, and times it was dealt."""

    fault: Fault
    seen: int = 0
    dealt: int = 0

    @property
    def has_a_turn(self) -> bool:
        """Whether it may strike the request that it saw last."""
        return self.seen > self.fault.after and (
            self.fault.times is None or self.dealt < self.fault.times
        )


def _is_header_value(text: str) -> bool:
    return bool(text) and text == text.strip() and text.isascii() and text.isprintable()
