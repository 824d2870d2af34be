"""Read the bodies of v2: Laravel's flat paginator, a bare list, a bare record.

Assets of employees alone stand in `payload`, a page with a `pagination` beside (published docs).
"""

from __future__ import annotations

from typing import Any

import msgspec
from daftra_client.codec import mended

from ledgerspan.call import Answer
from ledgerspan.judge import without
from ledgerspan.models import FieldOrigin, Origin, Provider, Source
from ledgerspan.models.entity import Entity
from ledgerspan.paging import Claims

FIELDS = {
    "id": Source("id"),
    "provider": Source("", FieldOrigin.COMPUTED, "the platform itself"),
    "entity": Source("", FieldOrigin.COMPUTED, "the entity that was asked for"),
    "members": Source("", note="the whole record"),
}
_NONE = msgspec.Raw(b"null")


class _Marks(msgspec.Struct, gc=False):
    """Find where a page stands; `Any`, since callers cast these defensively (observation 4)."""

    current_page: Any = None
    last_page: Any = None
    total: Any = None
    next_page_url: Any = msgspec.UNSET
    has_more_pages: Any = msgspec.UNSET


class _Body(_Marks, gc=False):
    id: msgspec.Raw = _NONE
    data: msgspec.Raw = _NONE
    # The guide draws it, and `links`, instead of the members above; nobody saw them.
    meta: msgspec.Raw = _NONE
    payload: msgspec.Raw = _NONE
    pagination: msgspec.Raw = _NONE


_ROWS = msgspec.json.Decoder(list[msgspec.Raw])
_BODY = msgspec.json.Decoder(_Body)
_MARKS = msgspec.json.Decoder(_Marks)


def read_rows(entity: str, answer: Answer, url: str) -> tuple[list[Entity], Claims]:
    """Return the records of a page and what it claims of itself.

    A bare list is the whole list. Raises UnexpectedResponseError where there are no rows at all.
    """
    content = mended(answer.content)
    claims = Claims(paged=False)
    try:
        rows = split_rows(content)
        if not content.lstrip().startswith(b"["):
            claims = _claims(_opened(content))
    except msgspec.DecodeError:
        raise without("list", method="GET", url=url, status=answer.status_code) from None
    return _entities(entity, len(rows), Origin(content, split_rows, FIELDS)), claims


def read_single(entity: str, answer: Answer, url: str) -> Entity:
    """Return a record, bare or in `data` (observation 3, seen once).

    Raises UnexpectedResponseError where there is none.
    """
    content = mended(answer.content)
    try:
        (record,) = _entities(entity, 1, Origin(content, split_single, FIELDS))
    except msgspec.DecodeError:
        raise without("record", method="GET", url=url, status=answer.status_code) from None
    if "" in record.members or not record.members:
        raise without("record", method="GET", url=url, status=answer.status_code)
    return record


def split_rows(content: bytes) -> list[bytes]:
    """Split a body into the bytes of its rows."""
    if not content.lstrip().startswith(b"["):
        content = bytes(_opened(content).data)
    return [bytes(row) for row in _ROWS.decode(content)]


def split_single(content: bytes) -> list[bytes]:
    """Return the bytes of the one record."""
    body = _BODY.decode(content)
    if _has_payload(body):
        return [bytes(_opened(content).data)]
    wrapped = bytes(body.id) == b"null" and bytes(body.data).startswith(b"{")
    return [bytes(body.data) if wrapped else content]


def _opened(content: bytes) -> _Body:
    """Decode a body, or the payload in it."""
    body = _BODY.decode(content)
    return _BODY.decode(body.payload) if _has_payload(body) else body


def _has_payload(body: _Body) -> bool:
    return bytes(body.id) == b"null" and bytes(body.payload).startswith(b"{")


def _entities(entity: str, count: int, origin: Origin) -> list[Entity]:
    return [
        Entity(
            id=str(members.get("id") or ""),
            provider=Provider.DAFTRA,
            entity=entity,
            members=members,
            _origin=origin,
            _index=index,
        )
        for index in range(count)
        for members in (origin.record(index),)
    ]


def _claims(body: _Body) -> Claims:
    marks: _Marks = body
    for beside in (body.meta, body.pagination):
        if body.current_page is None and bytes(beside).startswith(b"{"):
            marks = _MARKS.decode(beside)
    following = marks.next_page_url
    if following is msgspec.UNSET:
        following = marks.has_more_pages
    return Claims(
        page=_whole(marks.current_page),
        page_count=_whole(marks.last_page),
        total=_whole(marks.total),
        has_next=None if following is msgspec.UNSET else bool(following),
    )


def _whole(value: Any) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value if value.__class__ is int else None
