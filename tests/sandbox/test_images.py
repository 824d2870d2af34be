"""Seeded databases are kept for the next sandbox, up to a number of bytes."""

import pytest
from ledgerspan.sandbox import Sandbox, database
from ledgerspan.sandbox.images import Images


def keep(images: Images, key: str, size: int) -> None:
    images.keep(key, size, lambda: key.encode() * size)


def test_an_image_is_found_again() -> None:
    images = Images(10)
    keep(images, "a", 4)
    assert (images.find("a"), images.find("b")) == (b"aaaa", None)


def test_the_least_recently_used_makes_room() -> None:
    images = Images(10)
    for key in ("a", "b"):
        keep(images, key, 4)
    images.find("a")
    keep(images, "c", 4)
    assert images.size == 8
    assert [images.find(key) for key in "abc"] == [b"aaaa", None, b"cccc"]


def test_many_small_ones_stay_where_a_number_would_have_dropped_them() -> None:
    images = Images(100)
    for number in range(100):
        images.keep(number, 1, lambda: b".")
    assert (images.size, images.find(0)) == (100, b".")


def test_one_above_the_budget_is_never_made_and_drops_no_other() -> None:
    def too_large() -> bytes:
        raise AssertionError("the memory for it is what the budget saves")

    images = Images(10)
    keep(images, "a", 4)
    images.keep("large", 11, too_large)
    assert (images.size, images.find("large"), images.find("a")) == (4, None, b"aaaa")


def test_what_is_forgotten_is_gone() -> None:
    images = Images(10)
    keep(images, "a", 4)
    images.forget()
    assert (images.size, images.find("a")) == (0, None)


def test_the_second_sandbox_of_a_plan_and_a_reset_are_not_seeded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database.forget_images()
    Sandbox(seed=3, records=1).close()

    def seeded_again(*_: object) -> None:
        raise AssertionError("the image is kept")

    monkeypatch.setattr(database, "_seed", seeded_again)
    with Sandbox(seed=3, records=1) as box:
        box.reset()
