"""Large models with other JSON names are filled by a reader that turns into the model."""

import pickle

from daftra_client import models
from daftra_client.codec import decode
from daftra_client.readers import reader_of
from daftra_client.types import UNSET


def row() -> models.InvoiceRow:
    return decode(b'{"Invoice":{"id":"7","InvoiceItem":[{"id":"1","item":"Pen"}]}}', models.InvoiceRow)


def test_what_is_decoded_is_the_model_itself() -> None:
    assert type(row()) is models.InvoiceRow
    lines = [models.InvoiceItem(id=1, item="Pen")]
    assert row() == models.InvoiceRow(invoice=models.SalesDocument(id=7, invoice_item=lines))


def test_members_that_did_not_come_are_unset() -> None:
    document = decode(b'{"id":1}', models.SalesDocument)
    assert (document.no, document.client) == (UNSET, UNSET)


def test_models_below_others_are_the_models_themselves() -> None:
    page = decode(b'{"data":[{"Invoice":{"id":1}}],"pagination":{}}', models.InvoicePage)
    assert isinstance(page.data, list)
    assert [(type(each), type(each.invoice)) for each in page.data] == [
        (models.InvoiceRow, models.SalesDocument)
    ]
    assert type(page.pagination) is models.Pagination


def test_what_was_decoded_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(row())) == row()  # noqa: S301


def test_small_models_and_those_with_their_json_names_need_no_reader() -> None:
    assert reader_of(models.IncomeRow) is models.IncomeRow
    assert reader_of(list[models.Income] | None) == list[models.Income] | None


def test_there_is_one_reader_of_a_model() -> None:
    assert reader_of(models.InvoiceRow) is reader_of(models.InvoiceRow)
    assert issubclass(reader_of(models.InvoiceRow), models.InvoiceRow)
