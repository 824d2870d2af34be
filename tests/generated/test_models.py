"""Generated models: what was not sent stays unset, figures stay exact."""

import copy
import importlib
import pickle
from decimal import Decimal
from typing import Any

import attrs
import pytest
from daftra_client.codec import decode, encode, to_dict
from daftra_client.models import Income, IncomeInput, IncomePage, IncomeRequest
from daftra_client.types import UNSET
from hypothesis import given
from hypothesis import strategies as st
from nuvio_client.models import Income as NuvioIncome
from nuvio_client.models import IncomeItem

MODELS = [
    getattr(models, name)
    for package in ("daftra_client", "nuvio_client")
    for models in [importlib.import_module(f"{package}.models")]
    for name in models.__all__
    if attrs.has(getattr(models, name))
]


def clones(value: Any) -> list[Any]:
    return [copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))]  # noqa: S301


def test_unset_is_one_object_through_copy_and_pickle() -> None:
    assert [clone is UNSET for clone in clones(UNSET)] == [True, True, True]


def test_unset_is_false() -> None:
    assert not UNSET


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__module__ + model.__name__)
def test_an_optional_member_is_unset_until_it_is_said(model: type) -> None:
    required = {each.name: None for each in attrs.fields(model) if each.default is attrs.NOTHING}
    made = model(**required)
    optional = [each.name for each in attrs.fields(model) if each.name not in required]
    assert [name for name in optional if getattr(made, name) is not UNSET] == []
    for clone in clones(made):
        assert clone == made
        assert [name for name in optional if getattr(clone, name) is not UNSET] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__module__ + model.__name__)
def test_what_is_unset_is_left_out_of_a_body(model: type) -> None:
    required = {each.name: None for each in attrs.fields(model) if each.default is attrs.NOTHING}
    made = model(**required)
    names = getattr(model, "__wire_names__", {})
    expected = {names.get(name, name): None for name in required}
    for clone in clones(made):
        assert to_dict(clone) == expected


def test_null_is_not_unset() -> None:
    assert encode(IncomeInput(note=None)) == b'{"note":null}'


def test_a_body_has_the_names_of_the_api() -> None:
    request = IncomeRequest(income=IncomeInput(amount=Decimal("1.10")))
    assert encode(request) == b'{"Income":{"amount":1.10}}'


def test_a_model_becomes_a_dictionary_and_back() -> None:
    item = IncomeItem(id="l", unit_price=Decimal("2.50"), product_name="Desk")
    assert item.to_dict() == {"id": "l", "unitPrice": Decimal("2.50"), "productName": "Desk"}
    assert IncomeItem.from_dict(item.to_dict()) == item


def test_a_nested_model_survives_pickle_with_its_json_names() -> None:
    page = decode(b'{"data":[{"Income":{"id":"7"}}],"pagination":{"next":"x"}}', IncomePage)
    for clone in clones(page):
        assert clone == page
        assert to_dict(clone) == {"data": [{"Income": {"id": 7}}], "pagination": {"next": "x"}}


def test_models_are_attrs_classes() -> None:
    income = Income(id=7, amount=Decimal(1))
    assert attrs.evolve(income, amount=Decimal(2)).amount == Decimal(2)
    assert attrs.asdict(income)["id"] == 7


EXACT = ["0.1", "0.30", "1.125", "999999999999999.99", "1234567890123456.789", "-2.00000", "12",
         "0.1000000000000000055511151231257827021181583404541015625"]  # fmt: skip


@pytest.mark.parametrize("figure", EXACT)
def test_a_figure_is_exact_on_its_way_in(figure: str) -> None:
    as_number = decode(f'{{"id":1,"amount":{figure}}}'.encode(), Income).amount
    as_text = decode(f'{{"id":1,"amount":"{figure}"}}'.encode(), Income).amount
    assert (str(as_number), str(as_text)) == (figure, figure)


@pytest.mark.parametrize("figure", EXACT)
def test_a_figure_is_exact_on_its_way_in_beside_a_misfit(figure: str) -> None:
    content = f'{{"id":1,"amount":{figure},"note":7}}'.encode()
    assert str(decode(content, Income).amount) == figure


@pytest.mark.parametrize("figure", EXACT)
def test_a_figure_is_exact_on_its_way_out_and_is_a_number(figure: str) -> None:
    assert encode(IncomeInput(amount=Decimal(figure))) == f'{{"amount":{figure}}}'.encode()


@given(st.decimals(-(10**20), 10**20, allow_nan=False, places=6))
def test_a_figure_that_is_sent_and_read_back_is_the_same(figure: Decimal) -> None:
    sent = encode(IncomeInput(amount=figure))
    assert decode(sent, IncomeInput).amount == figure


def test_a_figure_in_a_list_below_a_list_is_exact() -> None:
    content = b'{"id":"a","items":[{"id":"l","itemTaxes":[{"taxAmount":0.30}]}]}'
    income = decode(content, NuvioIncome)
    assert to_dict(income)["items"][0]["itemTaxes"][0] == {"taxAmount": Decimal("0.30")}
