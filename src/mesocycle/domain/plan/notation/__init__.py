"""The set notation: sets as a coach writes them on a whiteboard.

    notation = group (`;` | newline | `,` blank) group …
    group    = SETS `x` AMOUNT clause …                      clauses in any order, each once

| AMOUNT | becomes |
|---|---|
| `5` | repType fixed, reps |
| `8-12` | range, repsMin, repsMax |
| `5+` | max, repsMin |
| `AMRAP` | max |
| `30s` `1:30` `2min` | time, duration in seconds (`m` is metres, so minutes are `min`) |
| `40 m` `1.5 km` `1 mi` | distance in metres |
| `15 cal` | calories |
| `(2+2+2)` | fixed, a cluster: miniSets count 3, reps 2; no reps of its own |
| any of them `/side` | also perSide |

| clause | becomes |
|---|---|
| `warmup` `drop` `failure` | setType, else working |
| `myo 5x3-5` | miniSets count, countMax, reps, repsMax, after the amount's own repetitions |
| `rest-pause 3x2-4` | the same by its other name |
| `mini 20s` | the rest of the miniSets; a cluster and `myo` need it |
| `@ target target …` | at most one target of each kind, see below |
| `rest 2m` `rest 2-3min` | restAfter, as typed (`m` is minutes here) |
| `tempo 3-1-X-0` | tempo: eccentric, pause, concentric, pause |

| target | becomes |
|---|---|
| `100 kg` `225 lb` `100-110 kg` | weight, weightMax, weightUnit |
| `+20 kg` `-20 kg` `-20--10 kg` | the same with a sign: load added to the body, or assistance |
| `BW+20 kg` `BW-20 kg` | the same |
| `2x24 kg` | what each of two hands holds: in a file the exercise gets `loadPer: hand` |
| `BW` | weight 0 without a unit |
| `85% 1RM` `85% TM` `90% top` `80% prev` `70-75% TM` | percentOf…, percentMax; a bare `85%` is of 1RM |
| `RPE 8` `RPE 7-8` | rpe, rpeMax; 1 to 10 in halves |
| `2 RIR` `1-2 RIR` | rir, rirMax |

A number without a unit and a comma between digits are refused. Capitals do not matter; `×` is `x`, `–` is
`-`. Where a range begins below 0 its other end says its own sign.
"""

from mesocycle.domain.plan.notation.reading import MOST_SETS, parse
from mesocycle.domain.plan.notation.writing import print_sets

__all__ = ["MOST_SETS", "parse", "print_sets"]
