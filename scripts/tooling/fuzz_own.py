"""What a live run made: its mark, and its records."""

import secrets
from dataclasses import dataclass, field

from tooling.fuzz_place import Place


@dataclass(slots=True)
class Own:
    """The records of one run, in the order in which they came; `mark` begins a text of each."""

    mark: str = field(default_factory=lambda: f"fuzz-{secrets.token_hex(4)}")
    records: dict[tuple[Place, str], None] = field(default_factory=dict)

    def ids(self, place: Place) -> list[str]:
        """Give the ids of the records of one kind."""
        return [record_id for kind, record_id in self.records if kind == place]
