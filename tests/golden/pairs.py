"""Read golden pairs: bodies as providers send them, beside the records they mean."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from ledgerspan.models import Record

from tests.golden.test_golden import client_of

_HERE = Path(__file__).parent


class Body(msgspec.Struct, frozen=True):
    """Name one body, and the accessor that is to read it; a list says so in its `case`."""

    provider: str
    case: str
    variant: str
    accessor: str

    def __str__(self) -> str:
        return f"{self.provider}-{self.case}-{self.variant}"

    @property
    def content(self) -> bytes:
        """The body to the byte."""
        return (_HERE / self.provider / f"{self.case}.{self.variant}.json").read_bytes()

    @property
    def rows(self) -> list[Any]:
        """The records in the body, decoded without loss."""
        data = json.loads(self.content, parse_float=Decimal)["data"]
        return data if isinstance(data, list) else [data]

    def records(self) -> list[Any]:
        """Read it through a client."""
        with client_of(self.provider, self.content, self.variant) as client:
            resource = getattr(client, self.accessor)
            if isinstance(json.loads(self.content)["data"], list):
                found: list[Any] = resource.list().to_list()
                return found
            return [resource.get("9201")]

    def expected(self, shape: type[Record]) -> list[Any]:
        """Return the records that the body must come out as."""
        said = json.loads((_HERE / self.provider / f"{self.case}.expected.json").read_bytes())
        return [msgspec.convert(fields, shape) for fields in said]


def explained(record: Record) -> tuple[set[str], set[str]]:
    """Return the fields that say something, and those that explain where it came from."""
    fields = type(record).fields()
    said = {name for name in fields if getattr(record, name) not in (None, (), "unknown")}
    return said, {name for name in fields if record.explain(name).origin != "absent"}
