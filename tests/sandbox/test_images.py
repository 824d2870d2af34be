"""Seeded databases are kept for the next sandbox, up to a number of bytes."""

import pytest
from ledgerspan.sandbox import Sandbox, database
from ledgerspan.sandbox.images import Images


def made(images: Images, key: str, size: int) -> bool:
    """Ask for an image of `size` bytes and tell whether it had to be made."""
    asked: list[str] = []

    def make() -> bytes:
        asked.append(key)
        return b"." * size

    assert images.get(key, make) == b"." * size
    return bool(asked)


def test_an_image_is_made_once() -> None:
    images = Images(10)
    assert [made(images, "a", 4), made(images, "a", 4)] == [True, False]


def test_the_least_recently_used_makes_room() -> None:
    images = Images(10)
    for key in ("a", "b", "a", "c"):
        made(images, key, 4)
    assert images.size == 8
    assert [made(images, "a", 4), made(images, "c", 4), made(images, "b", 4)] == [
        False,
        False,
        True,
    ]


def test_many_small_ones_stay_where_a_number_would_have_dropped_them() -> None:
    images = Images(100)
    for number in range(100):
        made(images, str(number), 1)
    assert (images.size, made(images, "0", 1)) == (100, False)


def test_one_above_the_budget_is_served_and_drops_no_other() -> None:
    images = Images(10)
    made(images, "a", 4)
    assert [made(images, "large", 11), made(images, "large", 11)] == [True, True]
    assert (images.size, made(images, "a", 4)) == (4, False)


def test_what_is_forgotten_is_made_anew() -> None:
    images = Images(10)
    made(images, "a", 4)
    images.forget()
    assert (images.size, made(images, "a", 4)) == (0, True)


def test_the_second_sandbox_of_a_plan_is_not_seeded(monkeypatch: pytest.MonkeyPatch) -> None:
    database.forget_images()
    Sandbox(seed=3, records=1).close()

    def seeded_again(*_: object) -> None:
        raise AssertionError("the image is kept")

    monkeypatch.setattr(database, "_seed", seeded_again)
    Sandbox(seed=3, records=1).close()
