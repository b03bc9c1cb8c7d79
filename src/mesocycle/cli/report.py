"""`mesocycle report`: plan against deed, progress and load; each report is a file beside this one."""

from collections.abc import Callable

from mesocycle.cli.nouns import noun
from mesocycle.cli.report_adherence import adherence
from mesocycle.cli.report_exercise import exercise, records
from mesocycle.cli.report_line import line
from mesocycle.cli.report_running import load, running
from mesocycle.cli.report_session import session
from mesocycle.cli.report_week import week
from mesocycle.cli.report_what_if import what_if

app = noun("Reports: plan against deed, adherence, progress, load.")

_REPORTS: tuple[Callable[..., None], ...] = (
    *(session, week, exercise, running),
    *(adherence, load, records, line, what_if),
)
for report in _REPORTS:
    app.command(report.__name__.replace("_", "-"))(report)
