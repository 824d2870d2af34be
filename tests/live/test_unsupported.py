"""What a provider does not have is refused before anything is sent, and says what to use."""

import re
from typing import Any

import pytest
from ledgerspan import UnsupportedOperationError
from ledgerspan.daftra import catalogue as daftra_catalogue
from ledgerspan.field_coverage import RECORDS as RESOURCES
from ledgerspan.nuvio import catalogue as nuvio_catalogue
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, asked, settled
from tests.live.drafts import plain_draft

pytestmark = pytest.mark.anyio

RECORDS = 6

MISSING = [("daftra", name) for name in daftra_catalogue.MISSING] + [
    ("nuvio", name) for name in nuvio_catalogue.MISSING
]
VERBS = ("list", "get", "create", "update", "delete")
CATALOGUES = {"daftra": daftra_catalogue, "nuvio": nuvio_catalogue}


def kinds() -> list[tuple[str, str, Any]]:
    """Return the kinds that are there: provider, resource, kind."""
    found: list[tuple[str, str, Any]] = []
    for provider, catalogue in CATALOGUES.items():
        joined: dict[str, dict[str, str]] = getattr(catalogue, "JOINED", {})
        places = {name: [place] for name, place in catalogue.KINDS.items()} | {
            name: [*parts.values()] for name, parts in joined.items()
        }
        found += [
            (provider, name, catalogue.kind_at(place))
            for name, those in places.items()
            for place in those
        ]
    return found


LACKING = [
    (provider, name, verb, kind)
    for provider, name, kind in kinds()
    for verb in VERBS
    if verb not in kind.verbs
]


def called(resource: Any, verb: str) -> Any:
    """Call a verb with what would do if it were there; lists are asked for, not read."""
    return {
        "list": resource.list,
        "get": lambda: resource.get("7"),
        "create": lambda: resource.create(plain_draft()),
        "update": lambda: resource.update("7", description="seen"),
        "delete": lambda: resource.delete("7"),
    }[verb]()


def named_resources(text: str) -> set[str]:
    """Return the accessors that a text names."""
    return set(re.findall(r"[a-z_]+", text)) & RESOURCES.keys()


@pytest.mark.parametrize(("name", "resource"), MISSING)
@pytest.mark.parametrize("verb", VERBS)
async def test_every_verb_of_a_resource_that_is_missing_is_refused_alike(
    *, box: Sandbox, opened: Opened, kind: str, name: str, resource: str, verb: str
) -> None:
    instead = CATALOGUES[name].MISSING[resource]
    expected = f"{name.capitalize()} has no {resource.replace('_', ' ')}: {instead}"
    with pytest.raises(UnsupportedOperationError) as caught:
        await settled(called(getattr(opened(name, kind), resource), verb))
    assert str(caught.value) == expected
    assert asked(box) == []


@pytest.mark.parametrize(("name", "resource"), MISSING)
def test_what_is_named_instead_of_a_missing_resource_is_there(name: str, resource: str) -> None:
    text = CATALOGUES[name].MISSING[resource]
    here = named_resources(text)
    assert here or "low-level client" in text
    assert not (here - {resource}) & CATALOGUES[name].MISSING.keys()


@pytest.mark.parametrize(("name", "resource", "verb", "spoken"), LACKING)
async def test_a_verb_that_is_missing_is_refused_and_says_what_there_is(
    *, box: Sandbox, opened: Opened, kind: str, name: str, resource: str, verb: str, spoken: Any
) -> None:
    with pytest.raises(UnsupportedOperationError) as caught:
        await settled(called(getattr(opened(name, kind), resource), verb))
    text = str(caught.value)
    assert spoken.instead[verb] in text
    assert f"{name.capitalize()}'s API has no {verb} for " in text
    assert asked(box) == []


@pytest.mark.parametrize(("name", "resource", "verb", "spoken"), LACKING)
def test_what_is_named_instead_of_a_missing_verb_is_there(
    name: str, resource: str, verb: str, spoken: Any
) -> None:
    text = spoken.instead[verb]
    for accessor, named in re.findall(r"\b([a-z_]+)\.(list|get|create|update|delete)\b", text):
        assert accessor in RESOURCES, (resource, text)
        lacking = {(who, what, that) for who, what, that, _ in LACKING}
        assert (name, accessor, named) not in lacking, text


@pytest.mark.parametrize("verb", ["create", "update", "delete"])
async def test_a_rehearsal_of_what_is_missing_is_refused_too(
    box: Sandbox, opened: Opened, kind: str, verb: str
) -> None:
    invoices = opened("nuvio", kind).invoices
    rehearsed = {
        "create": lambda: invoices.create(plain_draft(), dry_run=True),
        "update": lambda: invoices.update("7", description="seen", dry_run=True),
        "delete": lambda: invoices.delete("7", dry_run=True),
    }
    with pytest.raises(UnsupportedOperationError, match="use incomes"):
        await settled(rehearsed[verb]())
    assert asked(box) == []
