"""What v2 wraps records and pages in: nothing for most, and two envelopes of single entities."""

from collections.abc import Mapping
from typing import Any

from ledgerspan.sandbox.daftra.entities.paginator import Asked
from ledgerspan.sandbox.daftra.entities.shape import Shape
from ledgerspan.sandbox.daftra.envelopes import SUCCESS
from ledgerspan.sandbox.exchange import Dialect

_VERSION = "1"


def wrapped_record(shape: Shape, record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Wrap one record."""
    if shape.envelope != "payload":
        return record
    return {"payload": {"data": record}, "version": _VERSION, "message": None}


def wrapped_page(
    shape: Shape, page: Mapping[str, Any], asked: Asked, dialect: Dialect
) -> Mapping[str, Any]:
    """Wrap a page; `page` is the paginator that everything else has.

    The docs alone have the envelope of v1 here: every list of v2 that was seen is a paginator.
    """
    total, last = page["total"], page["last_page"]
    if shape.envelope == "payload":
        pagination = {
            "total": total,
            "current_page": asked.page,
            "per_page": asked.size,
            "has_more_pages": asked.page < last,
        }
        permissions = {"can_add": True, "can_link": True, "can_delete_all": False}
        payload = {"data": page["data"], "pagination": pagination, "permissions": permissions}
        return {"payload": payload, "version": _VERSION, "message": None}
    if shape.envelope == "v1" and dialect == "documented":
        pagination = {
            "prev": page["prev_page_url"],
            "next": page["next_page_url"],
            "page": asked.page,
            "page_count": last,
            "total_results": total,
        }
        body = {"code": 200, "result": SUCCESS, "data": page["data"]}
        return {**body, "pagination": pagination}
    return page
