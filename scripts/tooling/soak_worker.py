"""One client of a soak: it writes incomes, meets faults, and knows what must be there in the end.

what the call gives           what it believes
a record, None                it happened
AmbiguousWriteError           what `resolve()` says; both are possible when that is not known
any other error               it did not happen
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ledgerspan import AmbiguousWriteError, Daftra, IncomeDraft, LedgerspanError, Nuvio, Outcome
from ledgerspan.drafts import LineDraft

DAY = date(2026, 5, 17)
_MOST = 200
"""Incomes a client keeps: with more every minute no memory could stay flat."""
_STEPS = ("create", "create", "create", "update", "update", "get", "list", "delete")


@dataclass(slots=True)
class Belief:
    """What must be read of one income in the end: one of `texts`, or nothing where that is said.

    `record_id` is None while it is not known whether the income was made.
    """

    texts: set[str]
    may_be_gone: bool = False
    record_id: str | None = None


@dataclass(slots=True)
class Worker:
    """A client with its own incomes, told apart by the mark in their description."""

    number: int
    client: Daftra | Nuvio
    company: tuple[str, int]
    beliefs: dict[str, Belief] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    made: int = 0
    most: int = _MOST
    broken_by: Exception | None = None
    _chance: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # Reproducible on purpose; nothing here guards a secret.
        self._chance = random.Random(self.number)  # noqa: S311

    def step(self) -> None:
        """Do one thing."""
        verb = self._chance.choice(_STEPS)
        known = [mark for mark, belief in self.beliefs.items() if belief.record_id is not None]
        if not known or (verb == "create" and len(self.beliefs) < self.most):
            self._create()
        elif verb == "list":
            self._call("list", lambda: self.client.incomes.list(since=DAY).first())
        else:
            mark = self._chance.choice(known)
            change = {"get": self._get, "delete": self._delete}.get(verb, self._update)
            change(mark, self.beliefs[mark])

    def _create(self) -> None:
        mark = f"soak {self.number}/{self.made}"
        self.made += 1
        draft = self._draft(mark)
        happened, record = self._call("create", lambda: self.client.incomes.create(draft))
        if happened is not False:
            found = None if record is None else str(record.id)
            self.beliefs[mark] = Belief({mark}, may_be_gone=happened is None, record_id=found)

    def _draft(self, text: str) -> IncomeDraft:
        if isinstance(self.client, Daftra):
            return IncomeDraft(date=DAY, currency="SAR", amount=Decimal("12.345"), description=text)
        line = LineDraft(quantity=Decimal(2), unit_price=Decimal("3.10"))
        return IncomeDraft(date=DAY, currency="EUR", description=text, lines=(line,))

    def _update(self, mark: str, belief: Belief) -> None:
        text = f"{mark} changed {self._chance.randrange(1000)}"
        record_id = belief.record_id or ""
        happened, _ = self._call(
            "update", lambda: self.client.incomes.update(record_id, description=text)
        )
        if happened:
            belief.texts = {text}
        elif happened is None:
            belief.texts = {*belief.texts, text}

    def _get(self, _mark: str, belief: Belief) -> None:
        self._call("get", lambda: self.client.incomes.get(belief.record_id or ""))

    def _delete(self, mark: str, belief: Belief) -> None:
        if isinstance(self.client, Nuvio):
            self._get(mark, belief)
            return
        record_id = int(belief.record_id or 0)
        happened, _ = self._call("delete", lambda: self.client.incomes.delete(record_id))
        if happened:
            del self.beliefs[mark]
        elif happened is None:
            belief.may_be_gone, belief.record_id = True, None

    def _call(self, verb: str, call: Callable[[], Any]) -> tuple[bool | None, Any]:
        """Tell whether a call happened, None when nobody knows, and what it gave."""
        try:
            record = call()
        except AmbiguousWriteError as error:
            self.counts["ambiguous"] += 1
            return self._looked(error)
        except LedgerspanError as error:
            self.counts[type(error).__name__] += 1
            return False, None
        self.counts[verb] += 1
        return True, record

    def _looked(self, error: AmbiguousWriteError) -> tuple[bool | None, Any]:
        try:
            found = error.resolve()
        except LedgerspanError:
            # Faults strike the look as well: then nothing is known.
            self.counts["unresolved"] += 1
            return None, None
        self.counts[f"resolved {found.outcome}"] += 1
        known = {Outcome.HAPPENED: True, Outcome.NOT_HAPPENED: False}
        return known.get(found.outcome), found.record
