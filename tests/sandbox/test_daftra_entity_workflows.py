"""Records of the account's own workflows: entities with an id in their name."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.exactjson import read_json

Connect = Callable[..., httpx.Client]
NAME = "le_workflow-type-entity-1"
CUSTOM = f"{NAME}_custom_data"
RECORD: dict[str, Any] = {
    "title": "Repair of a pump",
    "number": {"code": "RP-0033", "generated": None},
    "start_date": "09/03/2026",
    "client_id": "2",
    "assigned_users": ["1", 2],
    "budget": {"number": "1850.50", "currency": "EGP"},
    "tags": ["urgent", "عاجل", "urgent"],
    "attachments": ["plan.pdf"],
    "follow_up_status_id": 5,
    CUSTOM: {"serial_no": "P-77", "parts": 3},
}


def exact(answer: httpx.Response) -> Any:
    return read_json(answer.content)


def saved(client: httpx.Client, body: dict[str, Any], name: str = NAME) -> int:
    answer = client.post(f"/entity/{name}", json=body)
    assert answer.status_code == 200, answer.text
    number: int = answer.json()["id"]
    return number


def refused(answer: httpx.Response) -> set[str]:
    assert (answer.status_code, answer.json()["message"]) == (422, "Entity not saved")
    return set(answer.json()["errors"])


def test_objects_of_a_write_are_flat_members_of_a_read(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    record = exact(client.get(f"/entity/{NAME}/{saved(client, RECORD)}/1"))
    expected = {
        "title": "Repair of a pump",
        "number": "RP-0033",
        "start_date": "2026-03-09",
        "client_id": 2,
        "budget": Decimal("1850.5"),
        "budget_currency": "EGP",
        "status": 1,
        "workflow_type_id": 1,
        "follow_up_status_id": 5,
    }
    assert {name: record[name] for name in expected} == expected


def test_links_are_lists_in_a_single_read_and_one_object_in_a_row(
    either: Sandbox, v2: Connect
) -> None:
    client = v2(either)
    number = saved(client, RECORD)
    record = client.get(f"/entity/{NAME}/{number}/2").json()
    users, tags = record["assigned_users"], record["tags"]
    assert [each["staff_id"] for each in users] == [1, 2]
    assert {each["item_id"] for each in (*users, *tags)} == {number}
    assert {each["entity_key"] for each in (*users, *tags)} == {NAME}
    # A label is the same one wherever it is used, and is linked once.
    assert len(tags) == len({each["tag_id"] for each in tags}) == 2
    (first,) = client.get(f"/entity/{NAME}/1/2").json()["tags"]
    assert first["tag_id"] == tags[0]["tag_id"]
    (row,) = client.get(f"/entity/{NAME}/list/2?filter[id]={number}").json()["data"]
    assert (row["assigned_users"], row["tags"]) == (users[0], tags[0])


def test_the_relations_of_a_record_come_along(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    state = {"name": "Under review", "item_type": 0, "entity_key": NAME, "status": 1, "staff_id": 1}
    status = saved(client, state, "follow_up_status")
    number = saved(client, {**RECORD, "follow_up_status_id": status, "staff_id": 2})
    record = client.get(f"/entity/{NAME}/{number}/2").json()
    assert record["workflow_type"]["entity_key"] == NAME
    assert (record["work_order_client"]["id"], record["staff"]["id"]) == (2, 2)
    assert record["work_order_follow_up_status"]["name"] == "Under review"
    assert record["branch"].keys() == {"id", "name", "status", "created", "modified"}


def test_members_of_the_account_are_kept_in_a_row_of_their_own(
    either: Sandbox, v2: Connect
) -> None:
    client = v2(either)
    number = saved(client, RECORD)
    own = client.get(f"/entity/{NAME}/{number}/2").json()[CUSTOM]
    assert own == {"id": own["id"], "reference_id": str(number), "serial_no": "P-77", "parts": 3}
    change = {CUSTOM: {"id": own["id"], "parts": 4}}
    assert client.put(f"/entity/{NAME}/{number}", json=change).status_code == 200
    after = client.get(f"/entity/{NAME}/{number}/2").json()
    assert after[CUSTOM] == {**own, "parts": 4}
    assert (after["title"], len(after["assigned_users"])) == ("Repair of a pump", 2)
    foreign = {CUSTOM: {"id": own["id"] - 1}}
    assert refused(client.put(f"/entity/{NAME}/{number}", json=foreign)) == {CUSTOM}


def test_a_number_that_is_left_to_the_server_is_the_next_one(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    given = [
        client.get(f"/entity/{NAME}/{saved(client, {**RECORD, 'number': number})}/1").json()[
            "number"
        ]
        for number in ({"generated": None}, {"code": ""}, {"code": None})
    ]
    assert given == ["000001", "000002", "000003"]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("title", ""),
        ("number", None),
        ("number", "RP-1"),
        ("number", {"code": 7}),
        ("budget", 5),
        ("budget", {"number": "much"}),
        ("budget", {"number": 1, "currency": "pounds"}),
        ("budget", {"number": 1, "currency": None}),
        ("budget", None),
        ("tags", "urgent"),
        ("tags", [1]),
        ("attachments", [{}]),
        ("assigned_users", [999]),
        ("assigned_users", "1"),
        ("start_date", "2026-02-30"),
        ("client_id", 999),
        ("follow_up_status_id", 999),
        (CUSTOM, []),
    ],
)
def test_what_cannot_be_understood_is_refused_by_member(
    either: Sandbox, v2: Connect, member: str, value: Any
) -> None:
    client = v2(either)
    assert refused(client.post(f"/entity/{NAME}", json={**RECORD, member: value})) == {member}
    assert client.get(f"/entity/{NAME}/list").json()["total"] == 2


def test_a_new_workflow_is_a_new_entity_with_its_own_records(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    workflow = client.post("/entity/workflow_type", json={"name": "Events"}).json()["id"]
    record = client.get(f"/entity/workflow_type/{workflow}/1").json()
    name = f"le_workflow-type-entity-{workflow}"
    assert (record["singular_title"], record["entity_key"]) == ("Events", name)
    number = saved(client, {"title": "Fair", "number": {"code": "E-1"}, CUSTOM: {"x": 1}}, name)
    assert client.get(f"/entity/{name}/list").json()["total"] == 1
    own = client.get(f"/entity/{name}/{number}/2").json()
    # The members of another workflow are none of this one.
    assert not own[f"{name}_custom_data"]
    assert CUSTOM not in own
    other = client.get(f"/entity/{NAME}/{number}/1")
    assert (other.status_code, other.json()) == (400, {"message": "Record not found"})


@pytest.mark.parametrize("name", ["le_workflow-type-entity-999", "le_workflow-type-entity-0"])
def test_a_workflow_that_the_account_has_not_is_no_entity(
    either: Sandbox, v2: Connect, name: str
) -> None:
    for company, entity in ((0, name), (1, NAME)):
        answer = v2(either, company=company).get(f"/entity/{entity}/list")
        assert (answer.status_code, answer.json()) == (400, {"message": "Entity Not exists"})


def test_records_of_a_workflow_are_read_among_others(either: Sandbox, v2: Connect) -> None:
    reads = [
        {"key": NAME, "action": "show", "options": 1, "data_level": 2, "alias": "one"},
        {"key": NAME, "action": "list", "options": {"title": "Repair of a pump"}},
    ]
    told = v2(either).post("/multi-entity", json=reads).json()
    assert told["one"] == v2(either).get(f"/entity/{NAME}/1/2").json()
    assert [row["id"] for row in told[NAME]["data"]] == [1]
