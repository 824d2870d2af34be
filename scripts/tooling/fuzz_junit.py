"""Write outcomes as JUnit XML for CI servers: a suite a run, a case an operation and check."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from tooling.fuzz_outcome import Found, Outcome

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def junit(outcomes: Sequence[Outcome]) -> str:
    """Return the document."""
    suites = [_suite(outcome) for outcome in outcomes]
    root = ElementTree.Element("testsuites", _sums(suites))
    root.extend(suites)
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _suite(outcome: Outcome) -> ElementTree.Element:
    target = outcome.target
    name = f"{target.api} {'live' if target.live else target.dialect}"
    failed = {(found.operation, found.check): found for found in outcome.failures}
    suite = ElementTree.Element("testsuite")
    for operation, check in sorted(outcome.judged.keys() | failed.keys()):
        case = ElementTree.SubElement(suite, "testcase", classname=_text(operation), name=check)
        if found := failed.get((operation, check)):
            case.append(_failure(found, outcome.repeats[operation, check]))
    suite.attrib |= {"name": name, "tests": str(len(suite)), "failures": str(len(failed))}
    suite.attrib |= {"errors": "0", "skipped": "0", "time": f"{outcome.seconds:.3f}"}
    return suite


def _failure(found: Found, times: int) -> ElementTree.Element:
    first = found.message.partition("\n")[0]
    element = ElementTree.Element("failure", type=found.check, message=_text(f"{first} ({times}x)"))
    element.text = _text("\n".join(filter(None, (found.message, found.curl, found.python))))
    return element


def _sums(suites: Sequence[ElementTree.Element]) -> dict[str, str]:
    counts = {
        name: str(sum(int(suite.attrib[name]) for suite in suites))
        for name in ("tests", "failures", "errors", "skipped")
    }
    return counts | {"time": f"{sum(float(suite.attrib['time']) for suite in suites):.3f}"}


def _text(text: str) -> str:
    return _FORBIDDEN.sub(lambda match: ascii(match.group())[1:-1], text)
