"""What an API must offer to be served: its paths, and its ways to say no."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ledgerspan.sandbox.exchange import Answer, Call, Provider

Operation = Callable[[Call], Answer]


@dataclass(frozen=True, slots=True)
class Resource:
    """One path and its operations by method; `creates` when its POST makes a record."""

    path: str
    operations: Mapping[str, Operation]
    creates: bool = False

    @property
    def allow(self) -> str:
        """The Allow header of a 405."""
        return ", ".join(sorted(self.operations))


class Service(Protocol):
    """One of the two APIs."""

    @property
    def provider(self) -> Provider:
        """Its name, which is also the first segment of its paths."""

    @property
    def resources(self) -> Sequence[Resource]:
        """Everything it serves."""

    def failure(self, status: int, message: str, headers: Mapping[str, str]) -> Answer:
        """Say no in this API's words."""

    def rejected(self) -> Answer:
        """Say no inside a 200."""

    def created_nothing(self) -> Answer:
        """Claim a create that did not happen: success with an id of null."""
