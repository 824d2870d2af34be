"""The reads that a call for several entities is made of, and what they get wrong (published)."""

import re
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

from ledgerspan.sandbox.exactjson import read_json

Level: TypeAlias = Literal[-1, 1, 2, 3, 4]
_Key = Annotated[str, Meta(pattern="^[a-z0-9_-]+$")]
_Alias = Annotated[str, Meta(min_length=1)] | None
_Id = Annotated[int, Meta(ge=1)] | Annotated[str, Meta(pattern="^[1-9][0-9]*$")]
_PLACE = re.compile(r"(.*) - at `\$(.*)`")


class Show(Struct, frozen=True, tag_field="action", tag="show"):
    """A record by its id. What is read without a level nobody has said: 1 is likely."""

    key: _Key
    options: _Id
    data_level: Level = 1
    alias: _Alias = None

    @property
    def name(self) -> str:
        """What the result is called in the answer."""
        return self.alias or self.key


class Listing(Struct, frozen=True, tag_field="action", tag="list"):
    """A page of records; `options` are values that members must equal."""

    key: _Key
    options: dict[str, str | int | float | bool]
    data_level: Level = 1
    alias: _Alias = None

    @property
    def name(self) -> str:
        """What the result is called in the answer."""
        return self.alias or self.key


Read = Show | Listing
_decoder: msgspec.json.Decoder[list[Read]] = msgspec.json.Decoder(
    Annotated[list[Read], Meta(min_length=1)]
)


class MisshapenError(ValueError):
    """The body is JSON and no list of reads; `errors` holds the reason by its place in it."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__("The reads cannot be understood")
        self.errors = errors


def decode_reads(body: bytes) -> list[Read]:
    """Read the body of a call; raise MalformedJsonError, or MisshapenError with a fault."""
    # What is no JSON is told first: the decoder would name the shape of its beginning.
    read_json(body)
    try:
        return _decoder.decode(body)
    except msgspec.ValidationError as invalid:
        found = _PLACE.fullmatch(str(invalid))
        place, reason = (found[2], found[1]) if found else ("", str(invalid))
        # `[0].options`, as a place is written by the library, is `0.options` in this API.
        name = place.replace("[", "").replace("]", "") or "body"
        raise MisshapenError({name: [reason]}) from None
