"""Products from the wire to the common model and back, on both providers, sync and async."""

from decimal import Decimal
from typing import Any

import pytest
from daftra_client.api.invoices import get_invoice
from ledgerspan import (
    ConfigurationError,
    ConflictError,
    DraftError,
    NotFoundError,
    Product,
    ProductDraft,
    UnsupportedOperationError,
    ValidationError,
)
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, asked, gathered, settled, stored
from tests.live.drafts import references
from tests.live.people import full_product, product_said_by, product_says
from tests.live.test_low_level import call

pytestmark = pytest.mark.anyio

RECORDS = 12


def taxes_of(box: Sandbox, provider: str) -> tuple[str, ...]:
    return ("1", "2") if provider == "daftra" else references(box, provider).taxes[:2]


@pytest.mark.usefixtures("dialect")
async def test_every_product_is_listed_and_read_one_by_one(
    opened: Opened, provider: str, kind: str
) -> None:
    products = opened(provider, kind).products
    listed = await gathered(products.list())
    assert len(listed) == 8
    assert [await settled(products.get(each.id)) for each in listed] == listed


@pytest.mark.usefixtures("dialect")
async def test_a_code_is_asked_of_daftra_and_verified_on_both(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    products = opened(provider, kind).products
    wanted = (await gathered(products.list()))[3]
    box.requests.clear()
    pager = products.list(code=wanted.code)
    assert await gathered(pager) == [wanted]
    (request,) = asked(box)
    if provider == "daftra":
        assert f"product_code={wanted.code}" in request.query
        assert pager.report.filters == {"code": "server, verified here"}
    else:
        assert request.query == ""
        assert (pager.report.filters, pager.report.filtered) == ({"code": "here"}, {"code": 7})


@pytest.mark.parametrize("code", ["", 7])
async def test_a_code_that_no_product_can_have_is_refused(
    opened: Opened, provider: str, kind: str, code: Any
) -> None:
    with pytest.raises(ConfigurationError, match="code is a text, as in SKU-42"):
        opened(provider, kind).products.list(code=code)


async def test_nuvio_reads_a_product_by_its_code_too(opened: Opened, kind: str) -> None:
    products = opened("nuvio", kind).products
    listed = await settled(products.list().first())
    assert await settled(products.get(listed.code)) == listed


@pytest.mark.usefixtures("dialect")
async def test_a_created_product_says_what_its_draft_says(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    draft = full_product(provider, taxes_of(box, provider))
    products = opened(provider, kind).products
    product = await settled(products.create(draft))
    assert product_said_by(draft) == product_says(product)
    assert product == await settled(products.get(product.id))
    assert stored(box) == 1


async def test_taxes_are_sent_to_nuvio_by_id_and_come_back_with_names(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    taxes = taxes_of(box, "nuvio")
    products = opened("nuvio", kind).products
    shown = await settled(products.create(full_product("nuvio", taxes), dry_run=True))
    assert shown.body == {"name": "بن محمص 1 kg", "productCode": "CB-1000", "taxes": [*taxes]}
    product = await settled(products.create(full_product("nuvio", taxes)))
    assert all(tax.name for tax in product.taxes)


CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("daftra", {"name": "Tea"}),
    ("daftra", {"code": "T-1", "barcode": None}),
    ("daftra", {"unit_price": Decimal("0.001"), "buy_price": None}),
    ("daftra", {"kind": "bundle", "description": None}),
    ("daftra", {"taxes": ("3",), "supplier": None}),
    ("daftra", {"taxes": (), "tags": ()}),
    ("daftra", {"is_active": True, "tracks_stock": False}),
    ("daftra", {"category": None, "brand": None}),
    ("nuvio", {"name": "Tea"}),
    ("nuvio", {"code": None}),
    ("nuvio", {"taxes": ()}),
]


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(("name", "change"), CHANGES)
async def test_an_update_changes_what_it_names_and_keeps_the_rest(
    *, box: Sandbox, opened: Opened, kind: str, name: str, change: dict[str, Any]
) -> None:
    products = opened(name, kind).products
    before = await settled(products.create(full_product(name, taxes_of(box, name))))
    after = await settled(products.update(before, **change))
    assert product_says(before) | change == product_says(after)


@pytest.mark.usefixtures("dialect")
async def test_an_update_of_any_seeded_product_keeps_what_it_does_not_name(
    opened: Opened, provider: str, kind: str
) -> None:
    products = opened(provider, kind).products
    for before in await gathered(products.list()):
        after = await settled(products.update(before, name="seen"))
        assert product_says(before) | {"name": "seen"} == product_says(after)


async def test_what_a_product_does_not_show_survives_an_update(opened: Opened, kind: str) -> None:
    products = opened("daftra", kind).products
    own = ("discout_type", "low_stock_thershold", "ProductImage", "productAvailableQTY")
    for before in await gathered(products.list()):
        after = await settled(products.update(before, name="seen"))
        kept = [{name: each.raw["Product"].get(name) for name in own} for each in (before, after)]
        assert kept[0] == kept[1]


async def test_a_deleted_product_of_daftra_is_gone(opened: Opened, kind: str) -> None:
    products = opened("daftra", kind).products
    product = await settled(products.create(ProductDraft(name="Tea")))
    assert await settled(products.delete(product)) is None
    with pytest.raises(NotFoundError):
        await settled(products.get(product.id))


async def test_a_product_that_documents_refer_to_cannot_be_deleted_and_the_error_says_so(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind)
    page = await call(get_invoice, kind, 1, client=client.api)
    sold = next(line.product_id for line in page.data.invoice.invoice_item if line.product_id)
    with pytest.raises(ValidationError) as caught:
        await settled(client.products.delete(sold))
    assert caught.value.message == (
        "Product cannot be deleted: it still has transactions (InvoiceItem)"
    )
    assert stored(box) == 0


async def test_nuvio_cannot_delete_a_product_and_says_what_to_do(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(UnsupportedOperationError, match=r"change it with products\.update"):
        await settled(opened("nuvio", kind).products.delete("x"))
    assert asked(box) == []


REFUSED: list[tuple[str, dict[str, Any], list[str]]] = [
    ("daftra", {"currency": "SAR", "taxes": ("1", "x", "2")}, ["currency", "taxes[1]", "taxes"]),
    ("daftra", {"supplier": "Nile", "tags": ("a,b", " c")}, ["supplier", "tags[0]", "tags[1]"]),
    ("daftra", {"name": "x" * 256, "code": "y" * 256}, ["name", "code"]),
    ("nuvio", {"unit_price": Decimal(1), "kind": "service"}, ["kind", "unit_price"]),
    ("nuvio", {"is_active": False, "code": "."}, ["is_active", "code"]),
]


@pytest.mark.parametrize(("name", "given", "paths"), REFUSED)
async def test_what_a_provider_has_no_place_for_is_refused_all_at_once(
    *, box: Sandbox, opened: Opened, kind: str, name: str, given: dict[str, Any], paths: list[str]
) -> None:
    with pytest.raises(DraftError) as caught:
        await settled(opened(name, kind).products.create(ProductDraft(**{"name": "Tea"} | given)))
    assert [fault.path for fault in caught.value.field_errors] == paths
    assert asked(box) == []


async def test_a_change_that_cannot_work_is_refused_before_any_request(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    with pytest.raises(DraftError) as caught:
        await settled(opened(provider, kind).products.update("7", name="", taxes=None, price=1))
    assert [fault.path for fault in caught.value.field_errors] == ["price", "name", "taxes"]
    assert asked(box) == []


@pytest.mark.usefixtures("dialect")
async def test_an_unknown_reference_is_refused_with_the_providers_words(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(ValidationError, match="is not a supplier of this account"):
        await settled(
            opened("daftra", kind).products.create(ProductDraft(name="Tea", supplier="999999"))
        )
    assert stored(box) == 0


async def test_a_product_that_somebody_changed_is_not_overwritten(
    opened: Opened, provider: str, kind: str
) -> None:
    products = opened(provider, kind).products
    read: Product = await settled(products.create(ProductDraft(name="Tea", code="T-1")))
    await settled(products.update(read.id, code="T-2"))
    with pytest.raises(ConflictError, match="code: was 'T-1', is 'T-2'"):
        await settled(products.update(read, name="Green tea"))
