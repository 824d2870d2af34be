"""Hold what a linter found, ours or another's."""

from typing import NamedTuple


class Finding(NamedTuple):
    """A broken rule: the file or API, the pointer or line in it, the rule, what is wrong."""

    source: str
    place: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.source}: {self.place}: {self.rule}: {self.message}"
