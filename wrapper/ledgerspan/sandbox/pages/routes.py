"""The pages of a sandbox: written here whole, they need no script and nothing of the network.

GET   /                            the start page
POST  /                            its forms
GET   /docs/{api}                  the reference: all operations
GET   /docs/{api}/{tag}            those of one tag, with everything about them
GET   /docs/{api}/schemas/{name}   one schema
GET   /openapi/{api}.json          the document that the reference shows
"""

from importlib import import_module
from importlib.resources import files
from typing import Any

from ledgerspan.sandbox.desk import say_no
from ledgerspan.sandbox.exchange import Answer, Call
from ledgerspan.sandbox.pages.documents import read_bytes, read_document
from ledgerspan.sandbox.pages.forms import read_form, submit
from ledgerspan.sandbox.pages.reference import overview_of, schema_of, tag_of
from ledgerspan.sandbox.pages.start import start_values
from ledgerspan.sandbox.service import Operation, Resource
from ledgerspan.sandbox.state import State

_HTML = "text/html; charset=utf-8"
# Our own style sheet and our own forms, and nothing else: not even what a record might smuggle in.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)


class Pages:
    """The pages of one sandbox, on its thread."""

    def __init__(self, state: State) -> None:
        self._state = state

    def resources(self) -> tuple[Resource, ...]:
        """Every path of them."""
        paths: dict[str, dict[str, Operation]] = {
            "/": {"GET": self._start, "POST": self._submit},
            "/sandbox.css": {"GET": _style},
            "/openapi/{api}.json": {"GET": _document},
            "/docs/{api}": {"GET": _overview},
            "/docs/{api}/{tag}": {"GET": _tag},
            "/docs/{api}/schemas/{name}": {"GET": _schema},
        }
        return tuple(Resource(path, operations) for path, operations in paths.items())

    def _start(self, call: Call) -> Answer:
        return _page("start.html.jinja", start_values(self._state, call.origin))

    def _submit(self, call: Call) -> Answer:
        """Do what a form asks and show the page anew; or show it with the reason why not."""
        form = read_form(call.body)
        try:
            place = submit(self._state, form)
        except ValueError as problem:
            values = start_values(self._state, call.origin, form=form, problem=str(problem))
            return _page("start.html.jinja", values, status=400)
        return Answer(303, b"", headers={"location": f"/#{place}"})


def _style(_call: Call) -> Answer:
    sheet = files("ledgerspan.sandbox.pages").joinpath("sandbox.css").read_bytes()
    return Answer(200, sheet, "text/css; charset=utf-8")


def _document(call: Call) -> Answer:
    document = read_bytes(call.named["api"])
    return _missing(call) if document is None else Answer(200, document)


def _overview(call: Call) -> Answer:
    document = read_document(call.named["api"])
    if document is None:
        return _missing(call)
    values = overview_of(document)
    return _page("overview.html.jinja", {**values, "api": call.named["api"]})


def _tag(call: Call) -> Answer:
    document = read_document(call.named["api"])
    values = document and tag_of(document, call.named["tag"])
    if not values:
        return _missing(call)
    address = f"{call.origin}/{call.named['api']}"
    return _page("tag.html.jinja", {**values, "api": call.named["api"], "address": address})


def _schema(call: Call) -> Answer:
    document = read_document(call.named["api"])
    values = document and schema_of(document, call.named["name"])
    if not values:
        return _missing(call)
    return _page("schema.html.jinja", {**values, "api": call.named["api"]})


def _missing(call: Call) -> Answer:
    return say_no(404, f"there is nothing at {call.path}: / lists what there is")


def _page(template: str, values: dict[str, Any], status: int = 200) -> Answer:
    # Found late: a sandbox that nobody looks at does not load the template engine.
    render = import_module("ledgerspan.sandbox.pages.rendering").render
    body: bytes = render(template, values)
    return Answer(status, body, _HTML, {"content-security-policy": _POLICY})
