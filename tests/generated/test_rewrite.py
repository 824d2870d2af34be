"""Change a model and write it back over its bytes: what nobody changed stays as it came."""

import importlib
import json
from decimal import Decimal
from typing import Any

import pytest
from daftra_client import models
from daftra_client.codec import decode
from daftra_client.rewrite import rewrite
from daftra_client.types import UNSET
from nuvio_client import models as nuvio_models
from tooling.bundle import APIS, bundle

from tests.generated.examples import answered_examples

PAGE = (
    b'{"code":200,"result":"successful","data":[{"Income":{"id":"7","amount":"10.5000",'
    b'"vendor":"","is_income":1,"novel":{"a":[1]}},"Neighbour":3},{"Income":{"id":"8"}}],'
    b'"pagination":[]}'
)


def read(content: bytes = PAGE) -> Any:
    return decode(content, models.IncomePage)


def written(page: models.IncomePage, content: bytes = PAGE) -> Any:
    return json.loads(rewrite(content, page), parse_float=Decimal)


def came(content: bytes = PAGE) -> Any:
    return json.loads(content, parse_float=Decimal)


def test_an_unchanged_model_writes_what_came() -> None:
    assert written(read()) == came()


def test_a_changed_member_is_written_and_its_unknown_neighbours_stay() -> None:
    page = read()
    page.data[0].income.vendor = "مكتبة"
    expected = came()
    expected["data"][0]["Income"]["vendor"] = "مكتبة"
    assert written(page) == expected


def test_a_number_that_was_changed_is_written_exactly() -> None:
    page = read()
    page.data[0].income.amount = Decimal("0.10")
    assert b'"amount":0.10,' in rewrite(PAGE, page)


def test_a_member_set_to_unset_is_removed() -> None:
    page = read()
    page.data[0].income.amount = UNSET
    assert "amount" not in written(page)["data"][0]["Income"]


def test_a_member_that_never_fitted_stays() -> None:
    content = b'{"data":[{"Income":{"id":1,"amount":"ten"}}]}'
    page = read(content)
    page.data[0].income.vendor = "Nour"
    assert written(page, content)["data"][0]["Income"] == {
        "id": 1,
        "amount": "ten",
        "vendor": "Nour",
    }


def test_a_member_that_did_not_come_is_added_under_its_json_name() -> None:
    page = decode(b'{"data":[{}]}', models.IncomePage)
    assert isinstance(page.data, list)
    page.data[0].income = models.Income(id=3)
    assert written(page, b'{"data":[{}]}') == {"data": [{"Income": {"id": 3}}]}


def test_records_of_a_list_keep_their_own_unknown_members_when_one_is_removed() -> None:
    content = b'{"items":[{"id":"a","x":1},{"id":"b","x":2}],"id":"i"}'
    income = decode(content, nuvio_models.Income)
    assert isinstance(income.items, list)
    del income.items[0]
    assert json.loads(rewrite(content, income))["items"] == [{"id": "b", "x": 2}]


def test_a_record_added_to_a_list_is_written_whole() -> None:
    content = b'{"items":[{"id":"a","x":1}],"id":"i"}'
    income = decode(content, nuvio_models.Income)
    assert isinstance(income.items, list)
    income.items.append(nuvio_models.IncomeItem(id="b", quantity=Decimal(2)))
    assert json.loads(rewrite(content, income))["items"] == [
        {"id": "a", "x": 1},
        {"id": "b", "quantity": 2},
    ]


def test_one_is_not_taken_for_true() -> None:
    content = b'{"data":{"Site":{"id":1,"is_beta":1}}}'
    answer = decode(content, models.SiteResponse)
    assert json.loads(rewrite(content, answer)) == json.loads(content)


def test_a_list_of_models_names_its_shape() -> None:
    content = b'[{"Income":{"id":"1","new":2}}]'
    rows = decode(content, list[models.IncomeRow])
    assert rewrite(content, rows, list[models.IncomeRow]) == content


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        rewrite(b"<html>", models.Income(id=1))


def strange(value: Any) -> Any:
    """Put a member that no description knows into every object."""
    if isinstance(value, dict):
        return {**{key: strange(each) for key, each in value.items()}, "zz_novel": [{"a": "1"}]}
    return [strange(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("api", APIS)
def test_every_example_with_unknown_members_survives_from_bytes_to_bytes(api: str) -> None:
    rewriter = importlib.import_module(f"{api}_client.rewrite").rewrite
    decoder = importlib.import_module(f"{api}_client.codec").decode
    for name, value, shape in answered_examples(api, bundle(api)):
        content = json.dumps(strange(value)).encode()
        model = decoder(content, shape)
        assert json.loads(rewriter(content, model, shape)) == json.loads(content), name
