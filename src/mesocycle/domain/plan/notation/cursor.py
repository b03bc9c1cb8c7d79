"""A place in a text that is being read, and the refusal that points at it."""

import re

from mesocycle.domain.document import Number
from mesocycle.domain.refusal import NotationNotUnderstood, Phrase, Refusal

WRITTEN_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_MOST_CHARACTERS = 24
_SHOWN_BEFORE, _SHOWN_AFTER = 60, 20
_BLANK = re.compile(r"[^\S\n]")
_BLANKS = re.compile(r" *")
_GROUP_END = re.compile(r" *(?:[;,\n]|\Z)")
_SEPARATORS = re.compile(r"(?:[\s;]|,(?=\s|\Z))*")
_TIGHT_COMMA = re.compile(r",(?=\S)")


def form(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which capitals do not matter and only ASCII is a letter or a digit."""
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


class Cursor:
    """Walk through a text; `at` is where the next piece begins, blanks before it skipped on taking."""

    def __init__(self, text: str, what: str = "sets") -> None:
        self._what = what
        # One for one, so that places stay: a no-break space or a tab is a blank like any other.
        self.text = _BLANK.sub(" ", text)
        self.at = 0

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Step over blanks and the pattern and give the match, or stay and give None."""
        found = self.peek(pattern)
        if found is not None:
            self.at = found.end()
        return found

    def peek(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Give what `take` would give, and stay."""
        return pattern.match(self.text, self.next)

    @property
    def next(self) -> int:
        """Where the next piece begins, blanks stepped over."""
        blanks = _BLANKS.match(self.text, self.at)
        return blanks.end() if blanks else self.at

    def skip_separators(self) -> bool:
        """Step over what parts groups; tell whether another group follows."""
        separators = _SEPARATORS.match(self.text, self.at)
        self.at = separators.end() if separators else self.at
        return self.at < len(self.text)

    def at_group_end(self) -> bool:
        """Tell whether a separator or the end of the text comes next."""
        return _GROUP_END.match(self.text, self.at) is not None

    def number(self, digits: str, at: int) -> Number:
        """Read digits found at a place: an integer without a point, a float with one."""
        if len(digits) > _MOST_CHARACTERS:
            raise self.refusal(
                Phrase("number-too-long", "this number is too long", most=_MOST_CHARACTERS),
                f"Write a number of at most {_MOST_CHARACTERS} digits.",
                at,
            )
        return float(digits) if "." in digits else int(digits)

    def whole(self, digits: str, at: int, what: str) -> int:
        """Read a whole number from 1 on that was found at a place."""
        value = self.number(digits, at)
        if isinstance(value, float) or value < 1:
            raise self.refusal(
                Phrase("whole-number", "{what} is a whole number from 1 on", what=what),
                "Write 1 or more, without a point.",
                at,
            )
        return value

    def refuse_tight_comma(self) -> None:
        """Refuse `102,5` wherever it stands: a comma parts groups, and only with a blank after it."""
        found = _TIGHT_COMMA.search(self.text)
        if found is None:
            return
        at = found.start()
        if self.text[at + 1].isdigit() and self.text[max(0, at - 1)].isdigit():
            raise self.refusal(
                Phrase("decimal-comma", "a comma stands between digits"),
                "Write a decimal point, like 102.5; a comma with a blank after it parts groups.",
                at,
            )
        raise self.refusal(
            Phrase("tight-comma", "a comma parts groups only with a blank after it"),
            "Write a blank after the comma.",
            at,
        )

    def refusal(self, reason: str, remedy: str, at: int | None = None) -> NotationNotUnderstood:
        """Make the refusal that shows the line with a caret under the character (default: what is next)."""
        place = min(self.next if at is None else at, len(self.text))
        begin = self.text.rfind("\n", 0, place) + 1
        end = self.text.find("\n", place)
        line = self.text[begin : end if end >= 0 else len(self.text)]
        column = place - begin
        number = self.text.count("\n", 0, begin) + 1
        where = f"line {number}, character {column + 1}" if "\n" in self.text else f"character {column + 1}"
        sentence = Phrase(
            "at-line" if "\n" in self.text else "at-character",
            "The {what} can't be read at {where}: {reason}.\n{pointed}",
            what=self._what,
            where=where,
            line=number,
            column=column + 1,
            reason=reason,
            pointed=_pointed(line, column),
        )
        return NotationNotUnderstood(
            sentence,
            remedy,
            facts={"line": number, "column": column + 1},
        )


def reason_of(no: Refusal) -> str:
    """Give what a refusal says as the reason of another one."""
    return no.told.unended() if no.told else no.sentence.rstrip(".")


def _pointed(line: str, column: int) -> str:
    """Give the line, cut to what surrounds the column, and a caret below it."""
    begin = max(0, column - _SHOWN_BEFORE)
    lead = "…" if begin else ""
    tail = "…" if len(line) > column + _SHOWN_AFTER else ""
    piece = line[begin : column + _SHOWN_AFTER]
    # What a terminal would act on is shown as a blank, or the caret would stand elsewhere.
    shown = "".join(character if character.isprintable() else " " for character in piece)
    return f"{lead}{shown}{tail}\n{' ' * (len(lead) + column - begin)}^"
