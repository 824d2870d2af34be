"""What lists of v2 can be narrowed to and sorted by, in the ways PHP reads a query."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
Ids = Callable[[str], list[int]]
# Of the tests' own suppliers: name, city and number.
ROWS: tuple[tuple[str, str | None, int | None], ...] = (
    ("Alder & Sons", "Cairo", 10),
    ("Birch Ltd", "cairo", 20),
    ("Cedar 100%", None, 9),
    ("دار النخيل", "", None),
)


@pytest.fixture(scope="module", params=["observed", "documented"])
def shared(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """Share one sandbox with the four suppliers among all tests here: they read only."""
    with Sandbox(seed=7, records=30, dialect=request.param) as box:
        key = {"apikey": box.daftra_companies[0].api_key}
        with httpx.Client(transport=box.transport, headers=key) as client:
            for name, city, number in ROWS:
                body = {
                    "business_name": name,
                    "city": city,
                    "supplier_number": number,
                    "notes": "x",
                }
                client.post(f"{box.daftra_url}/api2/suppliers", json={"Supplier": body})
        yield box


@pytest.fixture
def found(shared: Sandbox, v2: Connect) -> Callable[[str], str]:
    """Narrow the four by a query and name those found by their first letters, in order."""
    client = v2(shared)

    def ask(query: str) -> str:
        order = "" if "sort[" in query else "&sort[id]=asc"
        mine = f"/entity/supplier/list/1?per_page=100&filter[notes]=x&{query}{order}"
        answer = client.get(mine)
        assert answer.status_code == 200
        return "".join(row["business_name"][0] for row in answer.json()["data"])

    return ask


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("filter[city]=Cairo", "A"),
        ("filter[city][equal]=Cairo", "A"),
        ("filter[city]=", "د"),
        ("filter[city][not_equal]=Cairo", "Bد"),
        ("filter[supplier_number]=10", "A"),
        ("filter[supplier_number]=10.0", "A"),
        ("filter[supplier_number][gt]=9", "AB"),
        ("filter[supplier_number][gte]=10", "AB"),
        ("filter[supplier_number][lt]=10", "C"),
        ("filter[supplier_number][lte]=10", "AC"),
        ("filter[supplier_number][from]=10", "AB"),
        ("filter[supplier_number][to]=10", "AC"),
        ("filter[supplier_number][from]=10&filter[supplier_number][to]=19", "A"),
        ("filter[supplier_number][not_equal]=9", "AB"),
        ("filter[business_name][gte]=B", "BCد"),
        ("filter[created][gte]=2026-07-01", "ABCد"),
        ("filter[created][lt]=2026-07-01", ""),
    ],
)
def test_a_condition_compares(found: Callable[[str], str], query: str, expected: str) -> None:
    assert found(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("filter[business_name][in][]=Birch Ltd", "B"),
        ("filter[supplier_number][in][]=10&filter[supplier_number][in][]=9", "AC"),
        ("filter[supplier_number][in][0]=10&filter[supplier_number][in][1]=9", "AC"),
        ("filter[supplier_number][in]=10", "A"),
        ("filter[supplier_number][in][]=11", ""),
        ("filter[supplier_number][not_in][]=10&filter[supplier_number][not_in][]=9", "B"),
    ],
)
def test_a_list_of_values_is_repeated(
    found: Callable[[str], str], query: str, expected: str
) -> None:
    assert found(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("filter[business_name][like]=birch", "B"),
        ("filter[business_name][like]=%25Ltd", "B"),
        ("filter[business_name][like]=النخيل", "د"),
        ("filter[business_name][like]=C_dar", "C"),
        ("filter[business_name][like]=(", ""),
        ("filter[supplier_number][like]=0", "AB"),
    ],
)
def test_like_finds_a_part_in_any_case(
    found: Callable[[str], str], query: str, expected: str
) -> None:
    assert found(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("filter[city][is_null]=1", "C"),
        ("filter[city][is_null]", "C"),
        ("filter[city][is_null]=", "C"),
        ("filter[deleted_at][is_null]=1", "ABCد"),
        ("filter[deleted_at]=2026-07-01", ""),
        ("filter[city][is_null]=0", "ABCد"),
    ],
)
def test_is_null_finds_what_is_not_there(
    found: Callable[[str], str], query: str, expected: str
) -> None:
    assert found(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("filter[city]=Cairo&filter[supplier_number]=20", ""),
        ("filter[or][city]=Cairo&filter[or][supplier_number][equal]=20", "AB"),
        ("filter[or][business_name][like]=alder&filter[or][business_name][like]=cedar", "AC"),
        ("filter[or][supplier_number][in][]=9&filter[or][supplier_number][in][]=20", "BC"),
        ("filter[or][city]=Cairo&filter[or][city]=cairo&filter[supplier_number][gt]=10", "B"),
        ("filter[or][nobody]=1&filter[or][city]=Cairo", "A"),
        ("filter[or][nobody]=1", "ABCد"),
    ],
)
def test_conditions_all_hold_and_one_of_those_below_or(
    found: Callable[[str], str], query: str, expected: str
) -> None:
    assert found(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "filter[nobody]=1",
        "filter[nobody][is_null]=1",
        "filter[nobody.name]=1",
        "filter[staff.nobody]=1",
        "filter[city][between]=Cairo",
        "filter[city][gt][]=Cairo",
        "filter[or]=1",
        "filter=1",
        "filter[]=1",
        "city=Cairo",
        "filter[password]=x",
    ],
)
def test_what_is_not_known_is_ignored_with_the_full_set(
    found: Callable[[str], str], query: str
) -> None:
    assert found(query) == "ABCد"


def test_a_word_for_a_number_equals_none(found: Callable[[str], str]) -> None:
    assert found("filter[supplier_number]=ten") == ""
    assert found("filter[supplier_number][gt]=ten") == ""
    assert found("filter[supplier_number][not_equal]=ten") == "ABC"


def test_of_a_repeated_condition_the_last_counts(found: Callable[[str], str]) -> None:
    assert found("filter[city]=Cairo&filter[city]=cairo") == "B"


def test_brackets_may_be_encoded(found: Callable[[str], str]) -> None:
    assert found("filter%5Bcity%5D%5Bin%5D%5B%5D=Cairo") == "A"


def test_no_record_is_the_key_0(shared: Sandbox, v2: Connect) -> None:
    rows = v2(shared).get("/entity/client/list?per_page=100&filter[staff_id]=0").json()["data"]
    assert {row["staff_id"] for row in rows} == {0}


def test_money_is_compared_as_numbers(shared: Sandbox, v2: Connect) -> None:
    client = v2(shared)
    every = client.get("/entity/income/list?per_page=100").json()["data"]
    above = client.get("/entity/income/list?per_page=100&filter[amount][gte]=999.5").json()["data"]
    expected = {row["id"] for row in every if row["amount"] >= 999.5}
    assert {row["id"] for row in above} == expected
    assert 0 < len(expected) < len(every)


def test_a_dot_reaches_into_a_relation(shared: Sandbox, v2: Connect) -> None:
    client = v2(shared)
    (first, *_) = client.get("/entity/journal/list?sort[date]=asc").json()["data"]
    query = f"filter[journal.date][to]={first['date']}&per_page=100"
    lines = client.get(f"/entity/journal_transaction/list/1?{query}").json()["data"]
    assert {line["journal_id"] for line in lines} == {first["id"]}


def test_a_dot_into_rows_asks_whether_one_of_them_meets_it(shared: Sandbox, v2: Connect) -> None:
    client = v2(shared)
    query = "filter[journal_transactions.journal_account_id]=8&per_page=100"
    rows = client.get(f"/entity/journal/list/2?{query}").json()["data"]
    assert rows
    for row in rows:
        assert 8 in {line["journal_account_id"] for line in row["journal_transactions"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sort[business_name]=desc", "دCBA"),
        ("sort[business_name]=ASC", "ABCد"),
        ("sort[supplier_number]=asc", "دCAB"),
        ("sort[supplier_number]=desc", "BACد"),
        ("sort[created]=asc&sort[business_name]=desc", "دCBA"),
        ("sort[business_name]=sideways&sort[nobody]=asc&sort[id]=asc", "ABCد"),
        ("sort[a][b]=asc&sort[id]=desc", "دCBA"),
    ],
)
def test_lists_are_sorted_by_members_in_turn(
    found: Callable[[str], str], query: str, expected: str
) -> None:
    assert found(query) == expected
