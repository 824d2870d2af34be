"""Every example of the bundles is read by the fast path, and nothing of it is misread."""

import importlib
import json
from typing import Any

import pytest
from tooling.bundle import APIS, bundle

from tests.generated.examples import answered_examples, sent_examples

@pytest.fixture(scope="module", params=APIS)
def api(request: pytest.FixtureRequest) -> Any:
    return request.param


def examples(api: str) -> list[tuple[str, Any, Any]]:
    document = bundle(api)
    return [*answered_examples(api, document), *sent_examples(api, document)]


def compact(value: object) -> bytes:
    """Write JSON as servers do."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def test_every_example_is_read_by_the_fast_path(api: str, monkeypatch: pytest.MonkeyPatch) -> None:
    codec = importlib.import_module(f"{api}_client.codec")

    def tolerant(content: bytes) -> object:
        raise AssertionError(f"the tolerant path was taken for {content.decode()}")

    monkeypatch.setattr(codec, "parsed", tolerant)
    for _, value, shape in examples(api):
        codec.decode(compact(value), shape)


def test_no_example_leaves_its_description(api: str) -> None:
    codec = importlib.import_module(f"{api}_client.codec")
    told: dict[str, list[str]] = {}
    for name, value, shape in examples(api):
        codec.decode(
            compact(value),
            shape,
            lambda each, name=name: told.setdefault(name, []).append(str(each)),
        )
    assert told == {}
