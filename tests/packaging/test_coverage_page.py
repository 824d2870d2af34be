"""wrapper/COVERAGE.md: one table a resource, and it is what the mapping tables say."""

from ledgerspan.field_coverage import FieldCoverage, resource_coverage
from ledgerspan.models import FieldOrigin, Provider
from tooling.coverage_page import HEAD, page


def shown(*rows: FieldCoverage) -> list[str]:
    """Return the lines of the page behind its head."""
    return page(rows).removeprefix(HEAD).strip().splitlines()


def row(field: str = "name", **told: object) -> FieldCoverage:
    given: dict[str, object] = {"provider": Provider.DAFTRA, "resource": "contacts", **told}
    return FieldCoverage(field=field, **given)  # type: ignore[arg-type]


def test_a_table_has_a_line_for_each_field_and_a_column_for_each_provider() -> None:
    lines = shown(
        row(origin=FieldOrigin.SENT, provider_field="business_name", writable=True),
        row(provider=Provider.NUVIO, origin=FieldOrigin.COMPUTED, note="a | b"),
    )
    assert lines == [
        "## contacts (Contact)",
        "",
        "| field | Daftra | Nuvio |",
        "|---|---|---|",
        "| `name` | sent `business_name` *w* | computed (a \\| b) |",
    ]


def test_parts_are_told_apart_where_they_differ_and_only_there() -> None:
    lines = shown(
        row(part="customer", origin=FieldOrigin.SENT),
        row(part="supplier", origin=FieldOrigin.SENT),
        row("code", part="customer", writable=True),
        row("code", part="supplier"),
    )
    assert lines[-2:] == [
        "| `name` | sent | - |",
        "| `code` | customer: - *w*<br>supplier: - | - |",
    ]


def test_a_resource_that_a_provider_lacks_is_told_above_its_table() -> None:
    lines = shown(row(provider=Provider.NUVIO, instead="use something else"))
    assert "Nuvio has none: use something else." in lines


def test_the_tables_of_incomes_name_the_members_of_both() -> None:
    rows = [each for who in Provider for each in resource_coverage(who, "incomes")]
    lines = page(rows).splitlines()
    (currency,) = (line for line in lines if line.startswith("| `currency` "))
    assert currency == "| `currency` | sent `currency_code` *w* | sent `currency` *w* |"
