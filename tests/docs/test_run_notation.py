"""The examples on the page of the run notation are read by the notation itself."""

import re

import pytest

from mesocycle.domain.plan.run_notation import parse_run, print_run
from mesocycle.domain.refusal import NotationNotUnderstood
from tests.docs.console import ROOT

PAGE = (ROOT / "docs/reference/run-notation.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", PAGE, re.MULTILINE)
SLIPS = re.findall(r"^\| `([^`]+)` \| ([^`|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("written", "printed"), EXAMPLES)
def test_an_example_is_read_and_written_back_as_the_page_says(written: str, printed: str) -> None:
    assert print_run(parse_run(written)) == printed


@pytest.mark.parametrize(("slip", "said", "remedy"), SLIPS)
def test_a_slip_is_refused_in_the_words_of_the_page(slip: str, said: str, remedy: str) -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        parse_run(slip)

    assert said in refused.value.sentence
    assert refused.value.remedy == remedy


def test_the_page_has_examples_and_slips() -> None:
    assert len(EXAMPLES) >= 12
    assert len(SLIPS) >= 5
