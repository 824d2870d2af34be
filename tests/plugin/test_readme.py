"""The example of the README, run as it stands by a pytest with the plugin."""

import re
from pathlib import Path

from .conftest import Tests

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```py\n(.*?)```", README, re.DOTALL)


def test_the_tests_that_the_readme_shows_pass(tests: Tests) -> None:
    (example,) = EXAMPLES
    tests(example).assert_outcomes(passed=2)
