"""Where records live: the kind of record that a request is about, told by its path alone.

/api2/clients            /api2/clients/39                                v1 of Daftra
/v2/api/entity/brand     /v2/api/entity/brand/5/1   .../brand/list/1     v2 of Daftra
/v1/list-incomes         /v1/income/INV-4           /v1/accounts         Nuvio
"""

import re
from dataclasses import dataclass
from typing import Any, Literal

Style = Literal["v1", "v2", "nuvio"]
Verb = Literal["list", "get", "create", "update", "delete"]

_V1 = re.compile(r"/api2/([a-z_]+?)(?:\.json)?(?:/([^/]+?)(?:\.json)?)?")
_V2 = re.compile(r"/v2/api/entity/([^/]+)(?:/(list|[^/]+)(?:/([^/]+))?)?")
_NUVIO = re.compile(r"/v1/([a-z-]+)(?:/([^/]+))?")
# What answers no record of its own kind.
_NO_RECORDS = frozenset(
    {"site_info", "bookings", "listing", "follow_up_actions", "follow_up_statuses", "branches"}
)
_SENT_AS = {
    "purchase_invoices": "PurchaseOrder",
    "client_appointments": "FollowUpReminder",
    "taxes": "Tax",
    "treasuries": "Treasury",
    "product_categories": "ProductCategory",
}
"""How v1 wraps what is written, where that is not its name in the singular."""
_LINES = ("InvoiceItem", "PurchaseOrderItem", "JournalTransaction", "RequisitionItem")
"""Lists that v1 takes beside a record and shows inside it."""
_NUVIO_LISTS = {"list-incomes": "income", "list-expenses": "expense"}
_NUVIO_ACTIONS = frozenset({"add-payment", "match-payment"})
_BY_METHOD: dict[str, Verb] = {"GET": "get", "PUT": "update", "POST": "update", "DELETE": "delete"}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One kind of record of one API; `name` is as its paths spell it."""

    style: Style
    name: str

    def one(self, record_id: str) -> str:
        """Give the path to read a record from."""
        if self.style == "v2":
            return f"/v2/api/entity/{self.name}/{record_id}/1"
        return self.written(record_id)

    def written(self, record_id: str) -> str:
        """Give the path to change or delete a record at."""
        prefix = {"v1": "/api2", "v2": "/v2/api/entity", "nuvio": "/v1"}[self.style]
        return f"{prefix}/{self.name}/{record_id}"

    def listing(self, page: int, limit: int) -> tuple[str, str, Any]:
        """Give method, path and body of a list; Nuvio answers everything at once."""
        if self.style == "v1":
            return "GET", f"/api2/{self.name}?page={page}&limit={limit}", None
        if self.style == "v2":
            return "GET", f"/v2/api/entity/{self.name}/list/1?page={page}&per_page={limit}", None
        for path, name in _NUVIO_LISTS.items():
            if name == self.name:
                return "POST", f"/v1/{path}", {}
        return "GET", f"/v1/{self.name}", None

    @property
    def deletes(self) -> bool:
        """Whether the API deletes records of this kind."""
        return self.style == "v1"

    def record_in(self, body: Any) -> Any:
        """Take the record out of the answer to a single read; None where there is none."""
        if self.style == "v2":
            return _block(_opened(body))
        data = body.get("data") if isinstance(body, dict) else None
        return _block(data)

    def rows_in(self, body: Any) -> list[dict[str, Any]]:
        """Take the records out of the answer to a list."""
        body = _opened(body)
        data = body.get("data") if isinstance(body, dict) else None
        blocks = [_block(row) for row in data] if isinstance(data, list) else []
        return [block for block in blocks if block is not None]

    def id_in(self, body: Any) -> str | None:
        """Take the id out of the answer to a create."""
        if not isinstance(body, dict):
            return None
        data = body.get("data") if self.style == "nuvio" else body
        found = data.get("id") if isinstance(data, dict) else None
        return None if found is None else str(found)

    def sent_in(self, body: Any) -> dict[str, Any]:
        """Take the record out of what a write sends; lines stand inside it, as they are read."""
        if not isinstance(body, dict):
            return {}
        if self.style != "v1":
            return body
        main = body.get(self.wrapper)
        lines = {name: body[name] for name in _LINES if isinstance(body.get(name), list)}
        return {**lines, **main} if isinstance(main, dict) else lines

    @property
    def wrapper(self) -> str:
        """The object that v1 wraps a record in when it is written."""
        words = self.name.removesuffix("s").split("_")
        return _SENT_AS.get(self.name, "".join(word.capitalize() for word in words))


@dataclass(frozen=True, slots=True)
class Aim:
    """What a request is about: a kind of record, what is done, and to which ("" for none)."""

    place: Place
    verb: Verb
    record_id: str = ""


def aim_of(path: str, method: str) -> Aim | None:
    """Read a path below the address of the service; None where it is about no kind of record."""
    if found := _V1.fullmatch(path):
        return _v1(found[1], found[2], method)
    if found := _V2.fullmatch(path):
        return _v2(found[1], found[2], found[3], method)
    if found := _NUVIO.fullmatch(path):
        return _nuvio(found[1], found[2], method)
    return None


def _v1(name: str, record_id: str | None, method: str) -> Aim | None:
    if name in _NO_RECORDS or record_id == "add_bulk":
        return None
    place = Place("v1", name)
    if record_id is not None:
        return Aim(place, _BY_METHOD[method], record_id) if method in _BY_METHOD else None
    return _collection(place, method)


def _v2(name: str, second: str | None, third: str | None, method: str) -> Aim | None:
    place = Place("v2", name)
    if second is None:
        return Aim(place, "create") if method == "POST" else None
    if third is not None and method == "GET":
        return Aim(place, "list") if second == "list" else Aim(place, "get", second)
    return Aim(place, "update", second) if (third, method) == (None, "PUT") else None


def _nuvio(name: str, record_id: str | None, method: str) -> Aim | None:
    if name in _NUVIO_LISTS and method == "POST":
        return Aim(Place("nuvio", _NUVIO_LISTS[name]), "list")
    if name in _NUVIO_LISTS or name in _NUVIO_ACTIONS:
        return None
    place = Place("nuvio", name)
    if record_id is not None:
        return Aim(place, _BY_METHOD[method], record_id) if method in ("GET", "PUT") else None
    return _collection(place, method)


def _collection(place: Place, method: str) -> Aim | None:
    verbs: dict[str, Verb] = {"GET": "list", "POST": "create"}
    return Aim(place, verbs[method]) if method in verbs else None


def _opened(body: Any) -> Any:
    """Take off the `payload` that one entity of v2 is wrapped in (published)."""
    inner = body.get("payload") if isinstance(body, dict) else None
    return inner if isinstance(inner, dict) else body


def _block(data: Any) -> dict[str, Any] | None:
    """Give the record itself: Daftra wraps it in an object by the name of its kind."""
    if not isinstance(data, dict):
        return None
    if "id" in data:
        return data
    inner = (value for value in data.values() if isinstance(value, dict) and "id" in value)
    return next(inner, None)
