"""What sums over years need of a log, kept beside it: its rating and its efforts, without sets and notes.

Written wherever a log is; `verify` compares the two. Performed sets stand in rows of their own.
"""

from msgspec import DecodeError, Raw, Struct, json

from mesocycle.domain.document import Document, Id
from mesocycle.domain.log.size import MOST_ENTRIES
from mesocycle.domain.plan.workout import Phase


class ExtractedEffort(Struct, frozen=True, array_like=True, gc=False):
    """One effort in the units of the log: metres, seconds, beats a minute."""

    section_id: Id
    step_id: Id | None
    phase: Phase
    distance: float | None
    duration: float | None
    moving_duration: float | None
    grade_adjusted_distance: float | None
    elevation_gain: float | None
    elevation_loss: float | None
    average_heart_rate: float | None


class LogExtract(Struct, frozen=True, array_like=True):
    """A log in short, as it is stored: an array, for the names of fields would be most of it."""

    has_entries: bool = False
    """Whether anything was logged but feedback."""
    rpe: float | None = None
    """Of the whole session, from its feedback."""
    efforts: tuple[ExtractedEffort, ...] = ()


class _Performance(Document, frozen=True, kw_only=True, gc=False):
    distance: float | None = None
    duration: float | None = None
    moving_duration: float | None = None
    grade_adjusted_distance: float | None = None
    elevation_gain: float | None = None
    elevation_loss: float | None = None
    average_heart_rate: float | None = None


class _Effort(Document, frozen=True, kw_only=True, gc=False):
    step_id: Id | None = None
    phase: Phase = "active"
    performance: _Performance = _Performance()


class _Section(Document, frozen=True, kw_only=True):
    section_id: Id = ""
    exercises: tuple[Raw, ...] = ()
    efforts: tuple[_Effort, ...] = ()
    result: Raw = Raw()


class _Feedback(Document, frozen=True, kw_only=True, gc=False):
    rpe: float | None = None


class _Log(Document, frozen=True, kw_only=True):
    sections: tuple[_Section, ...] = ()
    feedback: _Feedback = _Feedback()


_LOG = json.Decoder(_Log)
_EXTRACT = json.Decoder(LogExtract)
_NOTHING = LogExtract()


def extract(log: str | None) -> str | None:
    """Write the extract of a stored log; None where there is none, or a foreign one in another form or too long."""
    try:
        read = None if log is None else _LOG.decode(log)
    except (DecodeError, RecursionError):  # nested deeper than anything is read
        return None
    if read is None or sum(len(section.efforts) for section in read.sections) > MOST_ENTRIES:
        return None
    return json.encode(_extract(read)).decode()


def read_extract(stored: str | None) -> LogExtract:
    """Read an extract; where there is none, nothing was logged that could be summed."""
    return _NOTHING if stored is None else _EXTRACT.decode(stored)


def _extract(log: _Log) -> LogExtract:
    return LogExtract(
        has_entries=any(section.exercises or section.efforts or section.result for section in log.sections),
        rpe=log.feedback.rpe,
        efforts=tuple(_effort(section.section_id, effort) for section in log.sections for effort in section.efforts),
    )


def _effort(section_id: Id, effort: _Effort) -> ExtractedEffort:
    done = effort.performance
    return ExtractedEffort(
        section_id,
        effort.step_id,
        effort.phase,
        done.distance,
        done.duration,
        done.moving_duration,
        done.grade_adjusted_distance,
        done.elevation_gain,
        done.elevation_loss,
        done.average_heart_rate,
    )
