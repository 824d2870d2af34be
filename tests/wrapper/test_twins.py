"""The fast twin of a generated class reads as the class itself does."""

import attrs
import msgspec
import pytest
from daftra_client.models import Income as DaftraIncome
from daftra_client.models import IncomePage
from daftra_client.types import UNSET
from ledgerspan.twin import twin, twin_decoder
from nuvio_client.models import Income as NuvioIncome
from nuvio_client.models import IncomeListResponse


@pytest.mark.parametrize("model", [DaftraIncome, IncomePage, NuvioIncome, IncomeListResponse])
def test_a_twin_has_the_attributes_of_its_model(model: type) -> None:
    expected = {attribute.name for attribute in attrs.fields(model)}
    assert set(twin(model).__struct_fields__) == expected


@pytest.mark.parametrize("model", [DaftraIncome, IncomePage, NuvioIncome, IncomeListResponse])
def test_a_twin_has_the_json_names_of_its_model(model: type) -> None:
    names = getattr(model, "__wire_names__", {})
    expected = {names.get(each.name, each.name) for each in attrs.fields(model)}
    assert set(twin(model).__struct_encode_fields__) == expected


def test_a_model_has_one_twin() -> None:
    assert twin(DaftraIncome) is twin(DaftraIncome)


def test_a_twin_is_lax_as_the_model_is() -> None:
    record = twin_decoder(DaftraIncome).decode(b'{"id":"7","amount":"1.10","tax1_included":"1"}')
    assert (record.id, str(record.amount), record.tax1_included) == (7, "1.10", True)


def test_what_was_not_sent_is_unset_in_a_twin() -> None:
    assert twin_decoder(DaftraIncome).decode(b'{"id":1}').vendor is UNSET


def test_a_twin_refuses_what_its_model_refuses() -> None:
    with pytest.raises(msgspec.ValidationError):
        twin_decoder(NuvioIncome).decode(b'{"invoiceNumber":"INV-1"}')


def test_twins_nest_as_their_models_do() -> None:
    content = b'{"data":[{"id":"a","items":[{"id":"l","unitPrice":"2.50"}],"customer":null}]}'
    page = twin_decoder(IncomeListResponse).decode(content)
    assert isinstance(page.data, list)
    record = page.data[0]
    assert isinstance(record.items, list)
    assert (str(record.items[0].unit_price), record.customer) == ("2.50", None)
