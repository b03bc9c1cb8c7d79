"""Console sessions in the documentation, played again: every answer must be the one that stands on the page.

A block ```console holds commands (`$ …`, going on with `> …`) and their answers. A line `…` stands for any
lines. Ids differ from time to time: each id of a page stands for the one that came in its place, in later
commands too, also by its last six characters, as lists show it; `…` inside a line stands for anything in it. What
a reader does not see is not done. `mesocycle serve &` starts a server that lives until the page's end; where the
page says port 8000, it is a free one.

A page is played on the evening on which it was written, to the letter; and as it is followed by somebody else, on
another day at another hour in another zone: days and times are then any, and a day that a command names is the one that
came in the place of the page's, like an id.

`make docs` writes the answers of all pages anew where they no longer hold.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from datetime import datetime, timedelta
from functools import cached_property
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from mesocycle.cli.frame.context import Run
from mesocycle.cli.main import main
from mesocycle.domain.instant import instant, moment
from tests.server.served import PROGRAM, a_free_port

ROOT = Path(__file__).parents[2]
WRITTEN_ON = "2026-11-23T17:00:00.000Z"
"""The Monday evening on which the pages happen; every command comes a minute after the one before."""
ANYTHING = "…"

_BLOCK = re.compile(r"^```console\n(.*?)```$", re.DOTALL | re.MULTILINE)
_ENDING = 6
_WHOLE = 24
_ID = re.compile(r"\b[0-9a-f]{24}\b|(?<= )(?=[a-f]*\d)[0-9a-f]{6}$", re.MULTILINE)
"""An id, whole or, at the end of a line, as lists show it: by its ending, which commands understand."""
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_WHEN = re.compile(r"(?:\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\b(?P<day>\d{4}-\d\d-\d\d)(?:T[\d:.]+Z)?|\b\d\d:\d\d\b")
_ANY_WHEN = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?{day}(?:T[\d:.]+Z)?"
_ZONE = re.compile(r"(?<=--time-zone )\S+")
_SHOWN_PORT = 8000
_REFUSED = "Refused:"
_DATE = 'date() { command date -d "$PAGE_NOW" "$@"; }\n'
"""What `date` says in the shell is what the page's clock says."""


class OtherAnswerError(AssertionError):
    """A command printed something else than the page says."""

    def __init__(self, command: str, printed: list[str]) -> None:
        super().__init__("\n".join([f"$ {command}", "now prints:", *printed, "Write the pages anew: make docs"]))
        self.printed = printed


class Said(NamedTuple):
    """One command as it stands on a page, and what it is said to answer."""

    command: str
    answer: str


class Elsewhere(NamedTuple):
    """When and where somebody else follows a page."""

    begins: str
    """On their own clock, like `2026-06-03T06:10`."""
    time_zone: str

    @property
    def now(self) -> str:
        """Give the instant at which they begin."""
        return instant(datetime.fromisoformat(self.begins).replace(tzinfo=ZoneInfo(self.time_zone)))


def read(page: str) -> Iterator[Said]:
    """Give the commands of a page in order."""
    for block in _BLOCK.finditer(page):
        yield from _shown(block[1])


def pages() -> list[Path]:
    """Give the pages that hold console sessions."""
    written = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    return [path for path in written if "```console" in path.read_text(encoding="utf-8")]


def clock(begins: str = WRITTEN_ON) -> "cached_property[str]":
    """Give the clock of the pages, to stand in the place of `Run.now`."""
    minutes = count()
    told = cached_property(lambda _: instant(moment(begins) + timedelta(minutes=next(minutes))))
    told.__set_name__(Run, "now")
    return told


class Replay:
    """A page being played in one folder; `set_variable` takes what the page exports."""

    def __init__(
        self, folder: Path, set_variable: Callable[[str, str], None], elsewhere: Elsewhere | None = None
    ) -> None:
        self._folder = folder
        self._elsewhere = elsewhere
        self._days: dict[str, str] = {}
        self._set_variable = set_variable
        self._ids: dict[str, str] = {}
        self._refused = False
        self._server: subprocess.Popen[str] | None = None
        self._port = 0
        (folder / "src").symlink_to(ROOT / "src")

    def close(self) -> None:
        """Stop the server, if the page started one."""
        if self._server is not None:
            self._server.terminate()
            self._server.communicate(timeout=60)
            self._server = None

    def play(self, said: Said) -> None:
        """Run one command; raises `OtherAnswerError` where it does not answer as the page says."""
        self._refused = False
        printed = _lines(self._run(self._translated(said.command)))
        found = re.fullmatch(self._pattern(said.answer), "".join(f"{line}\n" for line in printed))
        if found is None or self._refused != (_REFUSED in said.answer):  # `…` alone hides no refusal
            raise OtherAnswerError(said.command, printed)
        for name, real in found.groupdict().items():
            kind, _, shown = name.partition("_")
            if kind == "id":
                self._know(shown, real)
            else:
                self._days[shown.partition("_")[0].replace("u", "-")] = real

    def as_on_the_page(self, printed: list[str], before: str) -> str:
        """Write an answer with the page's ids, those that stood in the answer before in their order."""
        text = "".join(f"{line}\n" for line in printed)
        real = [each for each in dict.fromkeys(_ID.findall(text)) if each not in self._ids.values()]
        free = [each for each in dict.fromkeys(_ID.findall(before)) if each not in self._ids]
        for length in (_WHOLE, _ENDING):
            new = [each for each in real if len(each) == length]
            old = [each for each in free if len(each) == length]
            for page_id, each in zip([*old, *new[len(old) :]], new, strict=False):
                self._know(page_id, each)
        for page_id, each in self._ids.items():
            text = re.sub(rf"\b{each}\b", page_id, text)
        return text

    def _know(self, page_id: str, real: str) -> None:
        """Keep which id came in the place of the page's, whole and by its ending."""
        self._ids[page_id] = real
        self._ids.setdefault(page_id[-_ENDING:], real[-_ENDING:])

    def _run(self, command: str) -> str:
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            asked = re.fullmatch(r"\$\((.*)\)", value)
            said = self._run(asked[1]).strip() if asked else shlex.split(value)[0]
            self._set_variable(name, said.replace(f":{_SHOWN_PORT}", f":{self._port}") if self._port else said)
            return ""
        if command == "mesocycle serve &":
            return self._serve()
        if command.startswith("mesocycle "):
            return self._run_program(shlex.split(command, comments=True)[1:])
        ended = subprocess.run(
            ["bash", "-c", _DATE + command.replace(f":{_SHOWN_PORT}", f":{self._port}")],
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=True,
            env={
                **os.environ,
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
                "PAGE_NOW": _now() if "date " in command else "",
            },
        )
        return ended.stdout.replace(f":{self._port}", f":{_SHOWN_PORT}") if self._port else ended.stdout

    def _serve(self) -> str:
        """Start the server in a process of its own, and give the line that it prints when it serves."""
        self._port = a_free_port()
        self._server = subprocess.Popen(
            [*PROGRAM, "serve", "--port", str(self._port)],
            cwd=self._folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._server.stdout is not None
        return self._server.stdout.readline().replace(f":{self._port}", f":{_SHOWN_PORT}")

    def _run_program(self, words: list[str]) -> str:
        """Run the program in this process; `> file` behind a command is understood."""
        file = None
        if ">" in words:
            words, file = words[: words.index(">")], words[-1]
        out, everything = StringIO(), StringIO()
        with redirect_stderr(everything), redirect_stdout(everything if file is None else out):
            self._refused = main(words) != 0
        if file is not None:
            (self._folder / file).write_text(out.getvalue(), encoding="utf-8")
        return everything.getvalue()

    def _pattern(self, answer: str) -> str:
        """Make a pattern of an answer: ids known already are themselves, new ones are learned."""
        named: set[str] = set()

        def id_pattern(page_id: str) -> str:
            if page_id in self._ids:
                return self._ids[page_id]
            if page_id in named:
                return f"(?P=id_{page_id})"
            named.add(page_id)
            ending = self._ids.get(page_id[-_ENDING:], "")
            return f"(?P<id_{page_id}>[0-9a-f]{{{len(page_id) - len(ending)}}}{ending})"

        pattern = []
        for line in _lines(answer):
            if line.strip() == ANYTHING:
                pattern.append("(?:.*\n)*?")
                continue
            words = [self._words(part, len(pattern)) for part in _ID.split(line)]
            ids = [*map(id_pattern, _ID.findall(line)), ""]
            pattern.append("".join(word + each for word, each in zip(words, ids, strict=True)) + "\n")
        return "".join(pattern)

    def _words(self, text: str, line: int) -> str:
        """Make a pattern of what stands between ids; elsewhere days and times are any, and columns of any width."""
        if self._elsewhere is None:
            return re.escape(text).replace(ANYTHING, ".*?")
        parts = []
        at = 0
        for found in _WHEN.finditer(text):
            parts.append(_loosely(text[at : found.start()]))
            if found["day"] is None:
                parts.append(r"\d\d:\d\d")
            else:
                learned = f"(?P<day_{found['day'].replace('-', 'u')}_{line}_{found.start()}>\\d{{4}}-\\d\\d-\\d\\d)"
                parts.append(_ANY_WHEN.replace("{day}", learned))
            at = found.end()
        return "".join([*parts, _loosely(text[at:])])

    def _translated(self, command: str) -> str:
        if self._elsewhere is not None:
            command = _ZONE.sub(self._elsewhere.time_zone, command)
            if "<<" not in command:  # what a file says of the past is not of today
                command = _DAY.sub(lambda found: self._days.get(found[0], found[0]), command)
        for page_id, real in self._ids.items():
            command = re.sub(rf"\b{page_id}\b", real, command)
        return command


def written_anew(page: str, replay: Replay) -> str:
    """Give a page with the answers that its commands give now; those that hold stay as they are."""
    at = 0
    for said in read(page):
        typed = "\n".join(f"> {line}".rstrip() for line in said.command.splitlines()).removeprefix("> ")
        shown = f"$ {typed}\n{said.answer}"
        try:
            replay.play(said)
        except OtherAnswerError as other:
            at = page.index(shown, at)
            new = shown.removesuffix(said.answer) + replay.as_on_the_page(other.printed, said.answer)
            page = page[:at] + new + page[at + len(shown) :]
            shown = new
        at = page.index(shown, at) + len(shown)
    return page


def _shown(block: str) -> Iterator[Said]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        first, *lines = part.splitlines()
        typed = [first]
        while lines and (lines[0].startswith("> ") or lines[0] == ">"):
            typed.append(lines.pop(0)[2:])
        yield Said("\n".join(typed), "".join(f"{line}\n" for line in lines))


def _now() -> str:
    """Give what the page's clock says next, to a command that is not the program."""
    told: Any = vars(Run)["now"]
    return str(told.func(None))


def _loosely(text: str) -> str:
    return re.sub(r"(?:\\ )+", lambda _: r"\s*", re.escape(text)).replace(ANYTHING, ".*?")


def _lines(text: str) -> list[str]:
    """Leave out blank lines and blanks at the ends of lines: a page shows neither."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def _write_all_anew() -> None:
    for path in pages():
        setattr(Run, "now", clock())  # noqa: B010  # the pages have a clock of their own
        with (
            tempfile.TemporaryDirectory() as folder,
            chdir(folder),
            closing(Replay(Path(folder), os.environ.__setitem__)) as replay,
        ):
            path.write_text(written_anew(path.read_text(encoding="utf-8"), replay), encoding="utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    _write_all_anew()
