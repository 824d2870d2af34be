"""Throw for the invented records: days of the past, and things that are sometimes so."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

Option = TypeVar("Option")

DAYS = 548
"""Eighteen months."""


def seeded_day(chance: Random, clock: date) -> date:
    """Pick a day of the eighteen months that end with `clock`."""
    return clock - timedelta(days=int(chance.random() * DAYS))


def happens(chance: Random, share: float) -> bool:
    """Let something be so in `share` of all cases, 0 to 1."""
    return chance.random() < share


def drawn(chance: Random, weights: dict[int, int]) -> int:
    """Pick a key of `weights`, each as often as its weight says."""
    return chance.choices(list(weights), list(weights.values()))[0]


def pick(chance: Random, options: Sequence[Option]) -> Option:
    """Pick one; the plain way of doing it, since large seeds throw millions of times."""
    return options[int(chance.random() * len(options))]


def pick_several(
    chance: Random, options: Sequence[Option], counts: Sequence[int]
) -> tuple[Option, ...]:
    """Pick a count, then as many different neighbours (fewer than all)."""
    count = pick(chance, counts)
    if count == 0:
        return ()
    first = int(chance.random() * len(options))
    return tuple(options[(first + step) % len(options)] for step in range(count))
