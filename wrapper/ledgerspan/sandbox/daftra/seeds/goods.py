"""Invent stores, categories and products with their pictures."""

from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.seeds.parties import SUPPLIERS
from ledgerspan.sandbox.daftra.seeds.sower import Sower
from ledgerspan.sandbox.dice import happens, pick
from ledgerspan.sandbox.vocabulary import PRODUCTS

STORES = 2
CATEGORIES = 4
GOODS = len(PRODUCTS)
STOCK = "40.00000"
"""What every product that can lie in a store has of it."""

_GOODS, _SERVICE = 1, 2
# Those that cannot lie in a store.
_SERVICES = {"Design hour", "Sea freight, per pallet", "Workshop seat", "صيانة شهرية"}


def seed_stores(sower: Sower) -> None:
    """Insert a main store and one that is closed."""
    main, closed = sower.ids(STORES)
    sower.add(
        "stores",
        [
            {"id": main, "name": "Main store", "shipping_address": "1 Sandbox Quay", "primary": 1},
            {"id": closed, "name": "مستودع الميناء", "active": 0},
        ],
    )


def seed_categories(sower: Sower) -> None:
    """Insert categories, one below another."""
    paper, books, hours, tills = sower.ids(CATEGORIES)
    sower.add(
        "product_categories",
        [
            {"id": paper, "name": "Paper", "image": "paper.png"},
            {"id": books, "name": "دفاتر", "parent_id": paper},
            {"id": hours, "name": "Services", "description": "By the hour"},
            {"id": tills, "name": "Tills", "category_type": 3},
        ],
    )


def seed_products(sower: Sower) -> None:
    """Insert the products with codes; every second one has a picture, the last has two."""
    chance = sower.chance("products")
    numbers = sower.ids(GOODS)
    goods: list[dict[str, Stored]] = []
    for name, number in zip(PRODUCTS, numbers, strict=True):
        service = name in _SERVICES
        price = int(chance.random() * 40_000) + 500
        goods.append(
            {
                "id": number,
                "name": name,
                "description": "" if service else "Kept in the main store",
                "unit_price": f"{price / 100:.2f}",
                "tax1": pick(chance, (None, 1)),
                "supplier_id": None if service else pick(chance, sower.ids(SUPPLIERS)),
                "category": "Services" if service else "Paper",
                "tags": pick(chance, ("", "new,export")),
                "buy_price": None if service else f"{price / 200:.2f}",
                "product_code": f"SKU-{number:04d}",
                "track_stock": int(not service),
                "stock_balance": None if service else STOCK,
                "low_stock_thershold": None if service else 5,
                "barcode": "" if service else f"20000000{number:05d}",
                "status": int(happens(chance, 0.15)),
                "type": _SERVICE if service else _GOODS,
                "discount_type": pick(chance, (None, 1, 2)),
                "created": "2025-01-10 09:00:00",
                "modified": "2025-03-10 09:00:00",
            }
        )
    sower.add("products", goods)
    pictured = [*numbers[::2], numbers[-1], numbers[-1]]
    sower.add(
        "product_images",
        [
            {
                "id": sower.ids(len(pictured))[index],
                "product_id": number,
                "default": int(number not in pictured[:index]),
                "file": f"product-{number}-{index}.png",
                "file_full_path": f"https://files.invalid/products/{number}/{index}.png",
            }
            for index, number in enumerate(pictured)
        ],
    )
    categories = sower.ids(CATEGORIES)
    sower.add(
        "product_category_links",
        [
            {
                "id": number,
                "product_id": number,
                "category_id": categories[2 if name in _SERVICES else 1],
            }
            for name, number in zip(PRODUCTS[1:], numbers[1:], strict=True)
        ],
    )
