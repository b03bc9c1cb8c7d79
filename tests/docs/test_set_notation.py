"""The examples on the page of the set notation are read by the notation itself."""

import re

import pytest

from mesocycle.domain.log.notation import read_done
from mesocycle.domain.plan.notation import parse, print_sets
from mesocycle.domain.refusal import NotationNotUnderstood
from tests.docs.console import ROOT

PAGE = (ROOT / "docs/reference/set-notation.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", PAGE, re.MULTILINE)
DONE = re.findall(r"^\| `([^`]+)` \| [^`|]+ \|$", PAGE.partition("## What was done")[2], re.MULTILINE)
SLIPS = re.findall(r"^\| `([^`]+)` \| ([^`|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("written", "printed"), EXAMPLES)
def test_an_example_is_read_and_written_back_as_the_page_says(written: str, printed: str) -> None:
    assert print_sets(parse(written)) == printed


@pytest.mark.parametrize(("slip", "said", "remedy"), SLIPS)
def test_a_slip_is_refused_in_the_words_of_the_page(slip: str, said: str, remedy: str) -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        parse(slip)

    assert said in refused.value.sentence
    assert refused.value.remedy == remedy


@pytest.mark.parametrize("told", DONE)
def test_an_example_of_what_was_done_is_read(told: str) -> None:
    lines = read_done(told)

    assert all(line.sets or line.result or line.skipped for line in lines)


def test_the_page_has_examples_and_slips() -> None:
    assert len(EXAMPLES) >= 15
    assert len(SLIPS) >= 5
    assert len(DONE) >= 15
