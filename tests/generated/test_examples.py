"""Every example of the bundles is read by the fast path, and nothing of it is misread."""

import importlib
import json
from typing import Any

import msgspec
import pytest
from tooling.bundle import APIS, bundle

from tests.generated.examples import answered_examples, sent_examples

# Example -> why the fast path cannot take it. The tolerant path does.
TOLERANT: dict[str, str] = {}


@pytest.fixture(scope="module", params=APIS)
def api(request: pytest.FixtureRequest) -> Any:
    return request.param


def examples(api: str) -> list[tuple[str, Any, Any]]:
    document = bundle(api)
    return [*answered_examples(api, document), *sent_examples(api, document)]


def test_every_example_is_read_by_the_fast_path_or_has_a_reason(api: str) -> None:
    codec = importlib.import_module(f"{api}_client.codec")
    slow = {}
    for name, value, shape in examples(api):
        try:
            codec.decode_with(msgspec.json.Decoder(shape, strict=False), json.dumps(value).encode())
        except msgspec.ValidationError as fault:
            slow[f"{api} {name}"] = str(fault)
    reasoned = {name: reason for name, reason in TOLERANT.items() if name.startswith(api)}
    assert slow.keys() == reasoned.keys(), slow


def test_no_example_leaves_its_description(api: str) -> None:
    codec = importlib.import_module(f"{api}_client.codec")
    told: dict[str, list[str]] = {}
    for name, value, shape in examples(api):
        codec.decode(
            json.dumps(value).encode(),
            shape,
            lambda each, name=name: told.setdefault(name, []).append(str(each)),
        )
    assert told == {}
