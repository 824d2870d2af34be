"""Daftra's products become the common Product, whichever way they are written."""

from decimal import Decimal
from typing import Any

import pytest
from ledgerspan.daftra.listing import read_page
from ledgerspan.daftra.products import PRODUCTS
from ledgerspan.daftra.site import SiteDates
from ledgerspan.models import Product, ProductKind, Ref

from tests.wrapper.fakes import says


def read(**fields: object) -> tuple[Product, list[str]]:
    """Normalize one row; return it and the paths of what does not fit."""
    told: list[Any] = []
    body = {"result": "successful", "data": [{"Product": {"id": "7", **fields}}]}
    (found,), _ = read_page(PRODUCTS, says(body), SiteDates(None, told.append), told.append)
    return found, [mismatch.path for mismatch in told]


def one(**fields: object) -> Product:
    return read(**fields)[0]


@pytest.mark.parametrize(
    ("status", "deactivated", "active"),
    [
        ("0", "0", True),
        (0, None, True),
        ("1", None, False),
        ("2", "0", False),
        ("0", "1", False),
        (None, True, False),
        ("5", "0", None),
        (None, None, None),
        ("", "", None),
    ],
)
def test_status_0_is_active_and_a_deactivated_product_is_not(
    *, status: object, deactivated: object, active: bool | None
) -> None:
    assert one(status=status, deactivate=deactivated).is_active is active


@pytest.mark.parametrize(
    ("code", "kind", "text"),
    [
        ("1", ProductKind.PRODUCT, "1"),
        (2, ProductKind.SERVICE, "2"),
        ("3", ProductKind.BUNDLE, "3"),
        ("8", ProductKind.UNKNOWN, "8"),
        (None, ProductKind.UNKNOWN, None),
        ("", ProductKind.UNKNOWN, None),
    ],
)
def test_the_kind_is_known_or_kept_as_text(code: object, kind: ProductKind, text: object) -> None:
    assert (one(type=code).kind, one(type=code).kind_text) == (kind, text)


@pytest.mark.parametrize("empty", [None, "", "NaN", "Infinity", [], "free"])
@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("unit_price", "unit_price"), ("buy_price", "buy_price"), ("stock_balance", "stock")],
)
def test_what_is_no_figure_was_not_said(theirs: str, ours: str, empty: object) -> None:
    assert getattr(one(**{theirs: empty}), ours) is None


def test_a_figure_keeps_every_digit_and_its_sign() -> None:
    found = one(unit_price="80.0000", stock_balance="-2.00000")
    assert (str(found.unit_price), str(found.stock)) == ("80.0000", "-2.00000")


@pytest.mark.parametrize("empty", [None, "", "0", 0, []])
def test_every_kind_of_no_id_is_nothing(empty: object) -> None:
    found = one(tax1=empty, tax2="3", supplier_id=empty)
    assert (found.taxes, found.supplier) == ((Ref(id="3"),), None)


@pytest.mark.parametrize(
    ("text", "names"), [("a, قهوة,,b ", ["a", "قهوة", "b"]), (" , ", []), ("", []), (None, [])]
)
def test_tags_are_divided_at_the_commas(text: object, names: list[str]) -> None:
    assert [tag.name for tag in one(tags=text).tags] == names


CATEGORY = {"id": "3", "name": "قهوة"}


@pytest.mark.parametrize(
    ("text", "categories", "expected"),
    [
        ("Coffee", [CATEGORY], "Coffee"),
        ("", [CATEGORY], "قهوة"),
        ("", [CATEGORY, {"id": "4", "name": "Tea"}], None),
        ("", [], None),
        (None, None, None),
    ],
)
def test_the_category_is_the_text_or_the_only_one(
    text: object, categories: object, expected: str | None
) -> None:
    assert one(category=text, ProductCategory=categories).category == expected


@pytest.mark.parametrize("block", [[], {}, {"1": 4}, [{"1": 4}], None, ""])
@pytest.mark.parametrize("name", ["productPendingQTY", "productAvailableQTY", "ProductStock"])
def test_php_blocks_survive_in_raw_and_are_no_news(name: str, block: object) -> None:
    found, told = read(**{name: block})
    assert (found.raw["Product"][name], told) == (block, [])


@pytest.mark.parametrize("name", ["ProductImage", "ProductMasterImage"])
@pytest.mark.parametrize("block", [[], {"id": "9"}, [{"id": "9"}], None])
def test_pictures_are_an_object_or_a_list(name: str, block: object) -> None:
    found, told = read(**{name: block})
    assert (found.raw["Product"][name], told) == (block, [])


@pytest.mark.parametrize("wrong", [12, True, ["x"], {"x": 1}])
@pytest.mark.parametrize("theirs", ["name", "product_code", "tags", "category", "barcode"])
def test_what_is_no_text_is_told_and_no_record_is_lost(theirs: str, wrong: object) -> None:
    found, told = read(**{theirs: wrong})
    assert (found.id, told) == ("7", [f"$.data[0].Product.{theirs}"])


def test_members_that_an_account_defined_stay_in_raw() -> None:
    assert one(shelf="رف").raw["Product"]["shelf"] == "رف"


def test_an_amount_of_zero_is_an_amount() -> None:
    assert one(unit_price="0.00").unit_price == Decimal(0)


@pytest.mark.parametrize("empty", [None, "", 0])
def test_a_product_without_an_id_still_counts(empty: object) -> None:
    assert one(id=empty).id == ""


@pytest.mark.parametrize(
    ("sent", "expected"), [("1", True), (0, False), (True, True), ("", None), (None, None)]
)
def test_stock_is_tracked_or_not_or_that_was_not_said(
    *, sent: object, expected: bool | None
) -> None:
    assert one(track_stock=sent).tracks_stock is expected
    assert one().tracks_stock is None
