"""The closed copy is as strict as the view that the fuzzer uses, and lax where that one is."""

from typing import Any

import pytest
from ledgerspan.drift.closed import closed_schemas
from ledgerspan.specs.bundle import APIS, Api, bundle
from tooling.openapi import reachable
from tooling.spec_views import view


def answered(api: Api) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fuzzer's view, and of its schemas those that answers lead to."""
    document = view(bundle(api), "fuzz-observed")
    responses = [
        operation["responses"]
        for item in document["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict)
    ]
    used = reachable(document, [responses, document["components"].get("responses", {})])
    schemas = document["components"]["schemas"]
    return document, {
        name: schema for name, schema in schemas.items() if f"/components/schemas/{name}" in used
    }


@pytest.mark.parametrize("api", APIS)
def test_objects_are_closed_and_require_what_the_fuzzer_requires(api: Api) -> None:
    closed = closed_schemas(bundle(api))
    _, schemas = answered(api)
    objects = {name: each for name, each in schemas.items() if "properties" in each}
    assert len(objects) > 20
    for name, schema in objects.items():
        for key in ("type", "properties", "additionalProperties"):
            assert closed[name].get(key) == schema.get(key), (name, key)
        assert set(closed[name].get("required", ())) == set(schema.get("required", ())), name


@pytest.mark.parametrize("api", APIS)
def test_nothing_is_left_in_parts_that_would_exclude_each_other(api: Api) -> None:
    assert [name for name, each in closed_schemas(bundle(api)).items() if "allOf" in each] == []


def test_a_code_list_takes_its_codes_in_both_spellings_and_nothing_else() -> None:
    codes = closed_schemas(bundle("daftra"))["LaxPaymentStatus"]["enum"]
    listed = bundle("daftra")["components"]["schemas"]["PaymentStatus"]["enum"]
    assert codes == [*listed, *map(str, listed), "", None]


def test_the_published_description_stays_as_it_is() -> None:
    before = view(bundle("daftra"), "published")
    closed_schemas(bundle("daftra"))
    assert bundle("daftra") == before
