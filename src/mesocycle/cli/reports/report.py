"""`mesocycle report`: plan against deed, progress and load; each report is a file beside this one."""

from collections.abc import Callable

from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.reports.adherence import adherence
from mesocycle.cli.reports.exercise import exercise, records
from mesocycle.cli.reports.line import line
from mesocycle.cli.reports.running import load, running
from mesocycle.cli.reports.session import session
from mesocycle.cli.reports.week import week
from mesocycle.cli.reports.what_if import what_if

app = noun()

_REPORTS: tuple[Callable[..., None], ...] = (
    *(session, week, exercise, running),
    *(adherence, load, records, line, what_if),
)
for report in _REPORTS:
    app.command(report.__name__.replace("_", "-"))(report)
