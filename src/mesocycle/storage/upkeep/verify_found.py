"""Findings being gathered: a count and a few examples of each."""

from mesocycle.domain.archive.verification import Finding, FindingCode

MOST_EXAMPLES = 5
"""How many places a finding names."""


class Findings:
    """What does not hold, by sentence."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self._places: dict[tuple[FindingCode, str], tuple[int, tuple[str, ...]]] = {}

    def add(self, code: FindingCode, sentence: str, place: str, count: int = 1) -> None:
        """Note one place, or a place that stands for several."""
        known, examples = self._places.get((code, sentence), (0, ()))
        self._places[code, sentence] = (known + count, (*examples, place)[:MOST_EXAMPLES])

    def findings(self) -> tuple[Finding, ...]:
        """Give them in the order in which they were found."""
        return tuple(
            Finding(code=code, count=count, sentence=sentence, examples=examples)
            for (code, sentence), (count, examples) in self._places.items()
        )
