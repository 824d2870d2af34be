"""Projects and tags of Nuvio, sync and async; Daftra has neither."""

from typing import Any

import pytest
from ledgerspan import (
    AmbiguousWriteError,
    ConfigurationError,
    DraftError,
    IncomeDraft,
    NotFoundError,
    Outcome,
    Project,
    ProjectDraft,
    Tag,
    TagDraft,
    UnsupportedOperationError,
    ValidationError,
)
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, gathered, settled, stored
from tests.live.drafts import plain_draft

pytestmark = pytest.mark.anyio

RECORDS = 12
KINDS: list[tuple[str, type, Any]] = [
    ("projects", Project, ProjectDraft(name="رصيف ٢", code="P-900")),
    ("tags", Tag, TagDraft(name="شمال ٢")),
]


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(("accessor", "shape", "draft"), KINDS)
async def test_what_is_created_is_listed_and_read_alone(
    *, opened: Opened, kind: str, accessor: str, shape: type, draft: Any
) -> None:
    resource = getattr(opened("nuvio", kind), accessor)
    created = await settled(resource.create(draft))
    assert (type(created), created.name) == (shape, draft.name)
    assert created == await settled(resource.get(created.id))
    assert created in await gathered(resource.list())


@pytest.mark.parametrize(("accessor", "shape", "draft"), KINDS)
async def test_a_name_is_changed_and_nothing_else(
    *, opened: Opened, kind: str, accessor: str, shape: type, draft: Any
) -> None:
    resource = getattr(opened("nuvio", kind), accessor)
    created = await settled(resource.create(draft))
    renamed = await settled(resource.update(created, name="North"))
    others = [name for name in shape.fields() if name != "name"]  # type: ignore[attr-defined]
    assert renamed.name == "North"
    assert [getattr(created, name) for name in others] == [
        getattr(renamed, name) for name in others
    ]


@pytest.mark.usefixtures("dialect")
async def test_the_code_of_a_project_is_changed_and_taken_away(opened: Opened, kind: str) -> None:
    projects = opened("nuvio", kind).projects
    project = await settled(projects.create(ProjectDraft(name="Pier", code="P-900")))
    assert (await settled(projects.update(project.id, code="P-901"))).code == "P-901"
    bare = await settled(projects.update(project.id, code=None))
    assert (bare.name, bare.code) == ("Pier", None)


async def test_a_project_is_read_and_changed_by_its_code_too(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    projects = opened("nuvio", kind).projects
    project = await settled(projects.create(ProjectDraft(name="Pier", code="P-900")))
    assert await settled(projects.get("P-900")) == project
    await settled(projects.update("P-900", name="Quay"))
    assert [request.path for request in asked(box, "PUT")] == [f"/nuvio/v1/projects/{project.id}"]


async def test_a_taken_code_is_refused_with_the_providers_words(opened: Opened, kind: str) -> None:
    projects = opened("nuvio", kind).projects
    await settled(projects.create(ProjectDraft(name="Pier", code="P-900")))
    with pytest.raises(ValidationError, match="P-900 is taken"):
        await settled(projects.create(ProjectDraft(name="Quay", code="P-900")))


@pytest.mark.usefixtures("dialect")
async def test_the_reference_of_a_project_is_its_code(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    projects = opened("nuvio", kind).projects
    first = await settled(projects.create(ProjectDraft(name="Pier"), once="P-900"))
    again = await settled(projects.create(ProjectDraft(name="Pier"), once="P-900"))
    assert (first.code, again, stored(box)) == ("P-900", first, 1)
    with pytest.raises(ConfigurationError, match="`once` is the code of the project"):
        await settled(projects.create(ProjectDraft(name="Pier", code="P-1"), once="P-900"))


async def test_the_reference_of_a_tag_is_its_name(box: Sandbox, opened: Opened, kind: str) -> None:
    tags = opened("nuvio", kind).tags
    first = await settled(tags.create(TagDraft(name="north"), once="north"))
    again = await settled(tags.create(TagDraft(name="north"), once="north"))
    assert (again, stored(box)) == (first, 1)
    with pytest.raises(ConfigurationError, match="`once` is the name of the tag"):
        await settled(tags.create(TagDraft(name="north"), once="order-1"))


@pytest.mark.parametrize(("accessor", "shape", "draft"), KINDS)
@pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])
async def test_an_open_create_is_sent_once_and_looked_up(
    *,
    box: Sandbox,
    opened: Opened,
    kind: str,
    accessor: str,
    shape: type,
    draft: Any,
    fault: Any,
    happened: int,
) -> None:
    resource = getattr(opened("nuvio", kind, retry=AT_ONCE), accessor)
    box.faults.add(Fault(fault, method="POST", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(resource.create(draft))
    resolution = await settled(caught.value.resolve())
    expected = (Outcome.UNKNOWN, [shape]) if happened else (Outcome.NOT_HAPPENED, [])
    assert expected == (resolution.outcome, [type(each) for each in resolution.candidates])
    assert (len(asked(box, "POST")), stored(box)) == (1, happened)


@pytest.mark.parametrize(("accessor", "shape", "draft"), KINDS)
@pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])
async def test_an_open_update_is_seen_to_have_happened_or_not(
    *,
    box: Sandbox,
    opened: Opened,
    kind: str,
    accessor: str,
    shape: type,
    draft: Any,
    fault: Any,
    happened: int,
) -> None:
    resource = getattr(opened("nuvio", kind, retry=AT_ONCE), accessor)
    created = await settled(resource.create(draft))
    box.faults.add(Fault(fault, method="PUT", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(resource.update(created, name="North"))
    resolution = await settled(caught.value.resolve())
    assert resolution.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)
    assert type(resolution.record) is shape


@pytest.mark.parametrize("accessor", ["projects", "tags"])
async def test_nuvio_cannot_delete_one_and_says_what_it_can(
    box: Sandbox, opened: Opened, kind: str, accessor: str
) -> None:
    with pytest.raises(UnsupportedOperationError, match=rf"rename it with {accessor}\.update"):
        await settled(getattr(opened("nuvio", kind), accessor).delete("x"))
    assert asked(box) == []


@pytest.mark.parametrize(("accessor", "instead"), [("projects", "work orders"), ("tags", "texts")])
async def test_daftra_has_none_and_names_the_nearest_thing(
    *, box: Sandbox, opened: Opened, kind: str, accessor: str, instead: str
) -> None:
    with pytest.raises(UnsupportedOperationError, match=instead):
        getattr(opened("daftra", kind), accessor).list()
    assert asked(box) == []


@pytest.mark.parametrize("draft", [ProjectDraft(name=" "), ProjectDraft(name="P", code="")])
async def test_what_says_nothing_is_refused_before_anything_is_sent(
    box: Sandbox, opened: Opened, kind: str, draft: ProjectDraft
) -> None:
    nuvio = opened("nuvio", kind)
    with pytest.raises(DraftError, match="a text that says something is needed"):
        await settled(nuvio.projects.create(draft))
    with pytest.raises(DraftError, match="a text that says something is needed"):
        await settled(nuvio.tags.update("x", name=""))
    with pytest.raises(DraftError, match="colour: cannot be changed here; there are: name"):
        await settled(nuvio.tags.update("x", colour="red"))
    assert asked(box) == []


async def test_a_list_has_no_pages_and_says_so(opened: Opened, kind: str) -> None:
    with pytest.raises(ConfigurationError, match="takes no page_size"):
        opened("nuvio", kind).tags.list(page_size=10)


@pytest.mark.parametrize("accessor", ["projects", "tags", "taxes"])
async def test_what_is_not_there_is_not_found(opened: Opened, kind: str, accessor: str) -> None:
    resource = getattr(opened("nuvio", kind), accessor)
    with pytest.raises(NotFoundError):
        await settled(resource.get("0b5c6b0e-0001-4a11-a111-00000000000a"))
    with pytest.raises(NotFoundError):
        await settled(resource.update("0b5c6b0e-0001-4a11-a111-00000000000a", name="x"))


async def test_an_income_is_written_with_a_new_project_and_a_new_tag(
    opened: Opened, kind: str
) -> None:
    nuvio = opened("nuvio", kind)
    project = await settled(nuvio.projects.create(ProjectDraft(name="Pier", code="P-900")))
    tag = await settled(nuvio.tags.create(TagDraft(name="north")))
    draft: IncomeDraft = plain_draft(project=project.id, tags=(tag.id,))
    income = await settled(nuvio.incomes.create(draft))
    assert (income.project.code, [each.name for each in income.tags]) == ("P-900", ["north"])
