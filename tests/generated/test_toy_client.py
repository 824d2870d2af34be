"""A client generated from a small description: enums, recursion, names, required members."""

import copy
import datetime
import importlib
import pickle
from decimal import Decimal
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest


def codec() -> Any:
    return importlib.import_module("toy_client.codec")


def shelf(toy: ModuleType, content: bytes) -> tuple[Any, list[str]]:
    told: list[str] = []
    found = codec().decode(content, toy.Shelf, lambda each: told.append(each.path))
    return found, told


def test_camel_case_becomes_snake_case_and_back(toy: ModuleType) -> None:
    found, told = shelf(toy, b'{"shelfId":1,"netWeight":2.50,"openSince":"2026-03-14"}')
    assert told == []
    assert (found.shelf_id, str(found.net_weight)) == (1, "2.50")
    assert found.open_since == datetime.date(2026, 3, 14)
    assert codec().encode(found) == b'{"shelfId":1,"netWeight":2.50,"openSince":"2026-03-14"}'


def test_a_name_that_is_a_keyword_is_readable(toy: ModuleType) -> None:
    found, _ = shelf(toy, b'{"shelfId":1,"from":"store"}')
    assert (found.from_, found.to_dict()) == ("store", {"shelfId": 1, "from": "store"})


def test_a_model_that_contains_itself_is_read_to_any_depth(toy: ModuleType) -> None:
    content = b'{"shelfId":1,"parent":{"shelfId":2},"subShelves":[{"shelfId":3,"subShelves":[]}]}'
    found, told = shelf(toy, content)
    assert told == []
    assert (found.parent.shelf_id, found.sub_shelves[0].shelf_id) == (2, 3)
    assert codec().encode(found) == content


def test_known_values_of_enums_are_members(toy: ModuleType) -> None:
    found, _ = shelf(toy, b'{"shelfId":1,"kind":"steel","level":1}')
    assert (found.kind is toy.ShelfKind.STEEL, found.level is toy.ShelfLevel.HIGH) == (True, True)


def unknown(toy: ModuleType) -> Any:
    found, told = shelf(toy, b'{"shelfId":1,"kind":"glass","level":7,"oldKinds":["wood","tin"]}')
    assert told == []
    return found


def test_unknown_values_of_enums_are_kept(toy: ModuleType) -> None:
    found = unknown(toy)
    assert (found.kind, found.level) == ("glass", 7)
    assert isinstance(found.kind, toy.ShelfKind)
    assert isinstance(found.level, toy.ShelfLevel)
    assert [kind.name for kind in found.old_kinds] == ["WOOD", "UNKNOWN"]


def test_unknown_values_of_enums_are_written_as_they_came(toy: ModuleType) -> None:
    assert codec().encode(unknown(toy)) == (
        b'{"shelfId":1,"kind":"glass","level":7,"oldKinds":["wood","tin"]}'
    )


@pytest.mark.parametrize(
    "clone",
    [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))],  # noqa: S301
)
def test_unknown_values_of_enums_survive_copy_and_pickle(toy: ModuleType, clone: Any) -> None:
    found = unknown(toy)
    again = clone(found)
    assert again == found
    assert (again.kind.value, again.level.value) == ("glass", 7)
    assert isinstance(clone(found.kind), toy.ShelfKind)


def test_an_enum_takes_no_value_of_another_kind(toy: ModuleType) -> None:
    found, told = shelf(toy, b'{"shelfId":1,"kind":7,"level":"high"}')
    assert (found.to_dict(), told) == ({"shelfId": 1}, ["$.kind", "$.level"])


def test_an_unknown_value_adds_no_member(toy: ModuleType) -> None:
    unknown(toy)
    assert {kind.value for kind in toy.ShelfKind} == {"wood", "steel"}
    assert {level.value for level in toy.ShelfLevel} == {0, 1}


def test_a_required_member_must_be_given(toy: ModuleType) -> None:
    with pytest.raises(TypeError, match="shelf_id"):
        toy.Shelf()


def test_null_in_a_member_that_knows_no_null_is_told(toy: ModuleType) -> None:
    found, told = shelf(toy, b'{"shelfId":1,"netWeight":null,"oldKinds":null}')
    assert (found.to_dict(), told) == ({"shelfId": 1}, ["$.netWeight", "$.oldKinds"])


@pytest.mark.parametrize("day", ['"31/12/2026"', '"2026-12-31T00:00:00Z"', '"0000-00-00"', "7"])
def test_a_date_that_is_none_is_told_and_left_unset(toy: ModuleType, day: str) -> None:
    found, told = shelf(toy, f'{{"shelfId":1,"openSince":{day}}}'.encode())
    assert (found.to_dict(), told) == ({"shelfId": 1}, ["$.openSince"])


def test_a_request_is_bytes_with_its_content_type(toy: ModuleType) -> None:
    create = importlib.import_module("toy_client.api.shelves.create_shelf")
    kwargs = create.get_kwargs(body=toy.Shelf(shelf_id=1, net_weight=Decimal("0.10")))
    assert kwargs == {
        "method": "post",
        "url": "/shelf",
        "content": b'{"shelfId":1,"netWeight":0.10}',
        "headers": {"Content-Type": "application/json"},
    }


def test_an_answer_is_decoded_by_its_status(toy: ModuleType) -> None:
    get = importlib.import_module("toy_client.api.shelves.get_shelf")
    client = importlib.import_module("toy_client").Client(base_url="https://books.invalid")

    def parsed(status: int) -> Any:
        answer = SimpleNamespace(status_code=status, content=b'{"shelfId":"1"}', extensions={})
        return get.parse_response(client=client, response=answer)

    assert parsed(200) == toy.Shelf(shelf_id=1)
    assert parsed(418) is None
