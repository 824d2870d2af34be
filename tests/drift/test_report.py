"""A report tells everything in JSON, and what fits in a table."""

import msgspec
from ledgerspan.drift import DriftReporter, Report
from ledgerspan.drift.findings import Kind, Place, Sighting, Tally
from ledgerspan.sandbox import Sandbox

from tests.drift.answers import answering, ask, changed, value_of


def drifted(seeded: Sandbox, *, show_values: bool = False) -> Report:
    """Return the report of one list in which each record has a name that nobody described."""
    exchange = ask(seeded, "daftra", "GET", "/api2/taxes")

    def change(body: object) -> None:
        for row in body["data"]:  # type: ignore[index]
            row["Tax"]["owner"] = "Amal Nasser"

    reporter = DriftReporter(show_values=show_values)
    reporter.observe([exchange, changed(exchange, change)])
    return reporter.report()


def test_the_table_has_a_line_for_each_finding_and_no_value(seeded: Sandbox) -> None:
    report = drifted(seeded)
    count = report.findings[0].count
    head, blank, api, names, line = report.table().splitlines()
    assert head == "1 finding in 2 exchanges of 1 operation"
    assert (blank, api) == ("", "daftra")
    assert names.split()[:5] == ["operation", "status", "kind", "pointer", "seen"]
    assert names.split()[5:] == ["expected", "count", "first", "example"]
    assert line.split() == [
        *("list_taxes", "200", "undocumented", "field", "/data/*/Tax/owner", "text"),
        *(str(count), "#2", '"Xxxx', 'Xxxxxx"'),
    ]


def test_values_are_in_the_report_only_when_they_are_asked_for(seeded: Sandbox) -> None:
    assert "Amal" not in drifted(seeded).table() + drifted(seeded).json().decode()
    assert '"Amal Nasser"' in drifted(seeded, show_values=True).table()


def test_the_json_has_everything(seeded: Sandbox) -> None:
    told = msgspec.json.decode(drifted(seeded).json())
    count = told["findings"][0].pop("count")
    assert count == len(value_of(ask(seeded, "daftra", "GET", "/api2/taxes"))["data"])
    assert told == {
        "drift": 1,
        "drifted": True,
        "findings": [
            {
                "api": "daftra",
                "operation": "list_taxes",
                "status": 200,
                "kind": "undocumented field",
                "pointer": "/data/*/Tax/owner",
                "expected": "",
                "seen": "text",
                "example": '"Xxxx Xxxxxx"',
                "first": 2,
                "last": 2,
            }
        ],
        "operations": {"daftra list_taxes": 2},
        "exchanges": 2,
        "undescribed": 0,
        "passed_over": 0,
        "failed": 0,
        "untold": 0,
    }


def test_a_report_without_findings_says_in_how_much_there_were_none(seeded: Sandbox) -> None:
    reporter = DriftReporter()
    exchange = ask(seeded, "nuvio", "GET", "/v1/tags")
    elsewhere = msgspec.structs.replace(exchange, url="https://elsewhere.com/v1/tags")
    missing = answering(msgspec.structs.replace(exchange, url="/v1/labels"), status=404)
    reporter.observe([exchange, elsewhere, missing])
    assert reporter.report().table() == (
        "no drift in 2 exchanges of 1 operation; 1 of operations that are not described; "
        "1 of neither API, passed over"
    )


def test_a_name_that_a_server_made_up_cannot_break_the_table(seeded: Sandbox) -> None:
    exchange = ask(seeded, "nuvio", "GET", "/v1/tags")
    broken = changed(exchange, lambda body: body.update({"a\nb": 1}))
    reporter = DriftReporter()
    reporter.observe([broken])
    assert "/x·x" in reporter.report().table()


def test_different_sightings_beyond_the_limit_are_counted_and_not_kept() -> None:
    tally = Tally(limit=2)
    for number in (1, 2, 3, 1):
        sighting = Sighting(kind=Kind.FIELD, pointer=f"/x{number}")
        tally.add(Place("daftra", "list_taxes", 200), sighting, number)
    assert [(each.pointer, each.count) for each in tally.findings()] == [("/x1", 2), ("/x2", 1)]
    assert tally.untold == 1
    report = Report(findings=tally.findings(), operations={}, exchanges=4, untold=1)
    assert report.table().endswith("and 1 more, too many different ones to be kept apart")
