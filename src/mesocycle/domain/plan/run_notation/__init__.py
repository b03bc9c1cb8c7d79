"""The run notation: the steps of a run as a coach writes them on a whiteboard.

    notation = part (`;` | newline | `,` blank) part …
    part     = [TIMES `x`] ( AMOUNT clause … | `(` notation `)` ) [`rest` AMOUNT [movement] [`@` target …]]

| AMOUNT | becomes |
|---|---|
| `800 m` `1.5 km` `1 mi` | distance in metres; below 60 written out, `40 metres`: `40 m` may be meant as minutes |
| `30s` `1:30` `10min` `1h` | duration in seconds |
| `100 m up` `300 m down` | elevationGain, elevationLoss |
| `15 cal` `20 reps` | calories, repetitions |
| `until HR < 120` `until HR > 150` | heartRateBelow, heartRateAbove |
| `open` | until the athlete says so |

| clause | becomes |
|---|---|
| `warmup` `recovery` `rest` `cooldown` | the phase, else active |
| `run` `walk` `hike` `bike` `row` `swim` `other` | the movement |
| `jog` | running, in the phase recovery where no other is said |
| `on trail`, `road`, `track`, `mountain`, `mixed` | the terrain |
| `@ target target …` | at most one target of each metric, see below |
| `"Over the bridge"` | the step's name |

| target | becomes |
|---|---|
| `4:00-4:10/km` `6:30/mile` | pace; `no slower than 4:10/km` is its cap, `no faster than 4:00/km` its floor |
| `HR 140-150` `180 spm` `250 W` `14 km/h` `RPE 6-7` | heart rate, cadence, power, speed, effort |
| `zone 2` `pace zone 3` `speed zone 3` | a zone, of the heart where nothing is said |
| `85-90% max HR` | a percentage: of max, threshold, resting HR, of HR reserve, threshold pace, … |
| `4-6% grade` `800 m/h` `100 m up` | grade, vertical speed, climbing |
| `up to HR 150` `from RPE 6` | a cap, a floor |

A repeat becomes a block; a `rest` after it is its last step, done after each repetition, the last one too. Blocks
hold steps only, so a repeat that holds repeats is written out, and printed as a repeat again. `m` is metres
everywhere, minutes are `min`. Capitals do not matter; `×` is `x`, `–` is `-`.
"""

from mesocycle.domain.plan.run_notation.reading import parse_run
from mesocycle.domain.plan.run_notation.writing import print_run

__all__ = ["parse_run", "print_run"]
