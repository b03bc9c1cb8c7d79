"""The set notation for what was done: a whole session as one would tell it in a line.

    done     = line (`;` | newline) line …
    line     = head `: ` group (`, ` group) …  |  head `: ` score  |  head `: skipped` words
    group    = amount (`,` amount) … clause …            the clauses are of all amounts before them

| head | says |
|---|---|
| `Bench Press` | an exercise of the session, or a step or section of a run |
| `Bench Press [Main]` | the one of that section |
| `Dumbbell Press instead of Bench Press` | another was done in its place |
| `+ Face Pull` | an exercise that was not planned |

After `;` or a new line without a head the same exercise goes on.

| amount | is |
|---|---|
| `8` `3x10` `8,7,6` | repetitions, of one set or of several |
| `(2+2+2)` | small sets inside one set |
| `12+4+3` | twelve, then small sets of 4 and 3: rest-pause, myo-reps |
| `45s` `1:30` `20min` | a time |
| `400 m` `5.2 km` `3 mi` | a distance |
| `1 km in 3:58` `10 km at 5:10/km` | a distance and its time; `1 km in 3:58,3:57` are two |
| `15 cal` | calories |

| clause | is |
|---|---|
| `@ 80 kg` `@ 60` `@ 2x24 kg` | the load; without a unit in one's own, and of two dumbbells what each weighs |
| `@ BW` `@ +20 kg` `@ BW+20 kg` `@ -20 kg` | the body, with load added or with help |
| `RPE 9` `2 RIR` | how hard it was |
| `HR 150` `HR 150/172` | mean heart rate, and the highest |
| `climb 350 m` `descent 300 m` `incline 4%` | metres up and down; an incline climbs over the distance |
| `250 W` `cadence 178` `120 cal` | mean power, mean cadence, calories |
| `warmup` `drop` `failure` `left` `right` `round 3` `mini 20s` | which set it was, and the rest inside it |
| `"grip slipped"` | a note |

| score | is |
|---|---|
| `6 rounds` `6 rounds + 12` | what an AMRAP came to |
| `18:30` behind the name of a circuit | its time |
"""

from mesocycle.domain.log.notation.done import SaidLine, SaidSet
from mesocycle.domain.log.notation.reading import read_done
from mesocycle.domain.log.notation.writing import write_done

__all__ = ["SaidLine", "SaidSet", "read_done", "write_done"]
