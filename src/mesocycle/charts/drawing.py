"""Charts as files: SVG, PNG and HTML, made in a process of their own (the renderer takes 200 MB)."""

import atexit
import json
import subprocess
import sys
import threading
from typing import Any, Literal, get_args

import altair as alt

from mesocycle.charts.theme import Theme, themed

Form = Literal["svg", "png", "html"]
FORMS: tuple[Form, ...] = get_args(Form)
LONGEST_S = 60
"""A chart takes one or two seconds; what takes longer hangs."""


class ChartNotDrawnError(Exception):
    """The renderer could not draw a description: a defect of ours."""


def description(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """Give the Vega-Lite description, without a theme: what page, file and notebook share."""
    made: dict[str, Any] = chart.to_dict()
    return {key: value for key, value in made.items() if key != "config"}


def draw(chart: alt.TopLevelMixin, form: Form, theme: Theme = "light", *, locale: str = "en-US") -> bytes:
    """Make a file of a chart, in SVG and PNG with decimals and months as a locale writes them.

    HTML holds both themes and shows the one that the reader's system asks for.
    """
    plain = description(chart)
    looks = {"light": themed(plain, "light"), "dark": themed(plain, "dark")}
    asked = {"form": form, "theme": theme, "locale": locale, **looks}
    return drawer.drawn(asked)


class Drawer:
    """One process that draws, begun when it is needed: most of what a chart takes is the renderer's own beginning.

    It ends by itself when nobody asks for some minutes, and with the program that began it.
    """

    def __init__(self) -> None:
        """Begin nothing yet."""
        self._guard = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Begin the process, for whoever knows that charts will be asked for in a moment."""
        with self._guard:
            self._running()

    @property
    def process_id(self) -> int | None:
        """Which process draws; None where none does."""
        return None if self._process is None else self._process.pid

    def drawn(self, asked: dict[str, Any]) -> bytes:
        """Draw; a process that has ended meanwhile is begun anew, once."""
        line = json.dumps(asked).encode() + b"\n"
        with self._guard:
            answer = self._answer(line) or self._answer(line)
        if answer is None:
            raise ChartNotDrawnError("the renderer ended without a word")
        failed, body = answer
        if failed:
            raise ChartNotDrawnError(body.decode(errors="replace"))
        return body

    def _answer(self, line: bytes) -> tuple[bool, bytes] | None:
        process = self._running()
        assert process.stdin is not None  # noqa: S101  # both are pipes
        assert process.stdout is not None  # noqa: S101  # the same
        hanging = threading.Timer(LONGEST_S, process.kill)
        hanging.start()
        try:
            process.stdin.write(line)
            process.stdin.flush()
            head = process.stdout.readline().split()
            body = process.stdout.read(int(head[1])) if len(head) == 2 else b""
        except OSError:
            head, body = [], b""
        finally:
            hanging.cancel()
        if len(head) != 2 or len(body) < int(head[1]):
            self._end()
            return None
        return head[0] == b"failed", body

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None:
            self._process = subprocess.Popen(  # our own module, by the Python that runs us
                [sys.executable, "-m", "mesocycle.charts.renderer"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def end(self) -> None:
        """End the process, if there is one."""
        with self._guard:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


drawer = Drawer()
atexit.register(drawer.end)
