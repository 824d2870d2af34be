"""Join resources that the provider keeps apart: clients with suppliers, two kinds of payments.

Ids are those of each part, so an id alone may mean several records: nothing is guessed then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from .call import Flow
from .drafts import Draft
from .errors import ConfigurationError, NotFoundError
from .listing import Listing
from .models import Record
from .resources.resource import Flows, Slices

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Draft)


class JoinedFlows(Generic[R, T]):
    """Join parts, by name in the order in which they are listed.

    `part_of_draft` and `part_of_record` name the part, `parts_asked` those that filters leave;
    `word` is the argument that tells parts apart, as in role.
    """

    def __init__(
        self,
        parts: Mapping[str, Flows[R, T]],
        *,
        part_of_draft: Callable[[T], str],
        part_of_record: Callable[[R], str],
        parts_asked: Callable[[Any], Sequence[str]],
        word: str,
    ) -> None:
        self._parts = parts
        self._part_of_draft = part_of_draft
        self._part_of_record = part_of_record
        self._parts_asked = parts_asked
        self._word = word

    def of(self, part: str | None) -> Flows[R, T]:
        """Return the flows of a part, or those that look in all of them.

        Raises ConfigurationError for a part that there is not.
        """
        if part is None:
            return self
        if part not in self._parts:
            known = ", ".join(self._parts)
            raise ConfigurationError(f"{self._word} is one of {known} here, not {part!r}")
        return self._parts[part]

    def listings(self, filters: Any, slices: Slices) -> Sequence[Listing[R]]:
        """Describe the listings of all parts that the filters leave."""
        return [
            listing
            for part in self._parts_asked(filters)
            for listing in self._parts[part].listings(filters, slices)
        ]

    def get(self, identity: str) -> Flow[R]:
        """Read one by its id, wherever it is; raises ConfigurationError where several have it."""
        found: dict[str, R] = {}
        missing: NotFoundError | None = None
        for part, flows in self._parts.items():
            try:
                found[part] = yield from flows.get(identity)
            except NotFoundError as fault:
                missing = fault
        if len(found) > 1:
            raise ConfigurationError(
                f"there are several with the id {identity}: say which you mean, as in "
                + " or ".join(f'{self._word}="{part}"' for part in found)
            )
        if not found and missing is not None:
            raise missing
        return next(iter(found.values()))

    def create(self, draft: T, *, once: str | None, reread: bool) -> Flow[R | str]:
        """Create one in the part that its draft belongs to."""
        flows = self.of(self._part_of_draft(draft))
        return (yield from flows.create(draft, once=once, reread=reread))

    def update(
        self, known: R | str, changes: dict[str, Any], *, force: bool, reread: bool
    ) -> Flow[R | str]:
        """Change one where it is."""
        record = (yield from self.get(known)) if isinstance(known, str) else known
        flows = self.of(self._part_of_record(record))
        target = known if isinstance(known, Record) else record.id
        return (yield from flows.update(target, changes, force=force, reread=reread))

    def delete(self, known: R | str) -> Flow[None]:
        """Delete one where it is."""
        record = (yield from self.get(known)) if isinstance(known, str) else known
        yield from self.of(self._part_of_record(record)).delete(record)
