"""The most somebody could lift once, estimated from a set of several repetitions; every estimate names its formula."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from math import exp, isfinite
from types import MappingProxyType

from mesocycle.analytics.strength.rpe_chart import percent_of_max
from mesocycle.domain.document import Document

UNRELIABLE_BEYOND = 12
"""Repetitions after which every formula guesses."""


class Formula(StrEnum):
    """How an estimate was made."""

    EPLEY = "epley"
    BRZYCKI = "brzycki"
    LOMBARDI = "lombardi"
    WATHAN = "wathan"
    RPE_CHART = "rpe-chart"
    LIFTED = "lifted"
    """A single to the limit is no estimate."""


class EstimatedMax(Document, frozen=True, kw_only=True):
    """An estimated 1RM in kilograms, by which formula, and whether it can be trusted."""

    kg: float
    formula: Formula
    reliable: bool


def epley(load: float, reps: int) -> float:
    """Epley 1985: w (1 + r/30)."""
    return load * (1 + reps / 30)


def brzycki(load: float, reps: int) -> float | None:
    """Brzycki 1993: 36 w / (37 − r); undefined from 37 repetitions on."""
    return None if reps >= 37 else 36 * load / (37 - reps)


def lombardi(load: float, reps: int) -> float:
    """Lombardi 1989: w r^0.10."""
    return load * float(reps**0.10)


def wathan(load: float, reps: int) -> float:
    """Wathan 1994: 100 w / (48.8 + 53.8 e^(−0.075 r))."""
    return 100 * load / (48.8 + 53.8 * exp(-0.075 * reps))


def by_rpe(load: float, reps: int, rpe: float) -> float | None:
    """Divide by the share of the 1RM that the RTS chart gives; None outside the chart."""
    percent = percent_of_max(reps, rpe)
    return None if percent is None else 100 * load / percent


FORMULAS: Mapping[Formula, Callable[[float, int], float | None]] = MappingProxyType(
    {Formula.EPLEY: epley, Formula.BRZYCKI: brzycki, Formula.LOMBARDI: lombardi, Formula.WATHAN: wathan}
)
"""The formulas that take repetitions alone, as they were published."""


def estimate_max(
    load_kg: float | None,
    reps: int | None,
    *,
    rpe: float | None = None,
    rir: float | None = None,
    formula: Formula | None = None,
) -> EstimatedMax | None:
    """Estimate a 1RM; None where nothing follows from the set.

    Without a formula: by the RTS chart where the effort is known and on the chart, else Epley. A single is the
    load itself, unless its effort says that more was in it.
    """
    if load_kg is None or reps is None or load_kg <= 0 or reps < 1 or not isfinite(load_kg):
        return None
    effort = rpe if rpe is not None else None if rir is None else 10 - rir
    if formula in (None, Formula.RPE_CHART) and effort is not None:
        kg = by_rpe(load_kg, reps, effort)
        if kg is not None or formula is not None:
            return None if kg is None else _estimate(kg, Formula.RPE_CHART, reps)
    if formula is Formula.RPE_CHART:
        return None
    if reps == 1:
        return _estimate(load_kg, Formula.LIFTED, 1)
    chosen = formula if formula in FORMULAS else Formula.EPLEY
    kg = FORMULAS[chosen or Formula.EPLEY](load_kg, reps)
    return None if kg is None else _estimate(kg, chosen or Formula.EPLEY, reps)


def _estimate(kg: float, formula: Formula, reps: int) -> EstimatedMax:
    return EstimatedMax(kg=round(kg, 2), formula=formula, reliable=reps <= UNRELIABLE_BEYOND)
