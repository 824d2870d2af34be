"""See when a provider changes something: hold what comes against the shipped descriptions.

    ledgerspan drift session.har cassette.ndjson      what was recorded
    ledgerspan drift --live                           one page of each list of an account

    reporter = DriftReporter(sample=0.1)              a program at work
    books = Daftra("acme", api_key="...", transport=reporter.transport(), on_event=reporter)
    print(reporter.report().table())

Answers are judged by a copy of the published description that is closed: a member it does not
know, one that every answer should carry, a code that is not in its list are found, and so are
statuses, media types and headers that it does not have. The spellings that it is lax about on
purpose (`"12"` for 12, `""` for nothing) are no drift. Requests are not judged.

Needs the extra `drift`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerspan._lazy import lazy_names

if TYPE_CHECKING:
    from .findings import Finding, Kind
    from .report import Report
    from .reporter import DriftReporter

__getattr__ = lazy_names(
    __name__,
    {
        "findings": ("Finding", "Kind"),
        "report": ("Report",),
        "reporter": ("DriftReporter",),
    },
)


def __dir__() -> list[str]:
    return __all__


__all__ = ["DriftReporter", "Finding", "Kind", "Report"]
