"""What people type most, as it ends the help of its command."""

COMMAND_EXAMPLES: dict[str, tuple[str, ...]] = {
    "routine create": ("squats.yaml", "half-marathon-12-weeks"),
    "routine check": ("squats.yaml",),
    "routine publish": ('Squats squats-2.yaml --note "One set more"',),
    "routine show": ("Squats", "Squats@1"),
    "routine diff": ("Squats", "Squats@1 Squats@3"),
    "routine preview": ('"3x5 @ 85%" --exercise "Back Squat"', '"6x800 m @ 4:00-4:10/km rest 400 m jog" --run'),
    "routine fill": ('warmup-ramp --sets "3x5 @ 100 kg"', "pyramid --reps 12,10,8,6", "five-three-one --weeks 8"),
    "routine propose": ("Squats", "Squats --from -84d"),
    "routine accept-proposal": ("Squats 3f09ac",),
    "draft new": ("--of Squats", "--of Squats@1", "winter.yaml"),
    "draft file": ("Squats -o squats.yaml",),
    "draft save": ("Squats squats.yaml --revision 1",),
    "draft publish": ('Squats --note "One set more"',),
    "assignment create": (
        'Squats --start-date "next monday"',
        "Squats --weekday-map thursday=wednesday",
        "Squats --race-date 2027-05-02 --user ann@example.org",
    ),
    "assignment replace": ("Squats --with Squats --continue --dry-run",),
    "assignment roll-out": ("Squats",),
    "assignment pause": ("Squats --from tomorrow",),
    "assignment resume": ("Squats --shift", "Squats --keep-dates"),
    "assignment shift": ("Squats 7",),
    "session list": ("--from today --to +13d", "--status overdue"),
    "session show": ("3107ef",),
    "session add": ('--version Squats --workout "Squat day" --date tomorrow', "--repeat 3107ef"),
    "session start": ("3107ef",),
    "session log": (
        '3107ef "Bench Press: 8,7,6 @ 80 kg RPE 9; Row: 3x10 @ 60"',
        '3107ef "run: 10 km in 52:30 HR 148 climb 120 m"',
        '3107ef --exercise "Back Squat" --reps 5 --weight "100 kg" --rpe 8',
    ),
    "session complete": ("3107ef --as-planned --rpe 7", "3107ef --on yesterday --duration 52"),
    "session skip": ("3107ef --reason travel",),
    "session reschedule": ("3107ef --to tomorrow --time 18:30",),
    "session correct": ("3107ef --on yesterday --duration 52",),
    "report session": ("3107ef", "3107ef --chart session.svg"),
    "report week": ("--from -28d",),
    "report exercise": ('"Back Squat"', '"Back Squat" --chart squat.svg'),
    "report adherence": ("--from -84d", "--roster"),
    "report what-if": ("Squats@2",),
    "user add": ("--email ann@example.org --name Ann --time-zone Europe/Berlin",),
    "user set": ("--units imperial",),
    "coaching invite": ("ann@example.org",),
    "message send": ('"How was the last set?" --session 3107ef --user ann@example.org',),
    "token create": ("laptop --scope write",),
    "reference set": (
        'trainingMax "100 kg" --exercise "Back Squat"',
        "thresholdPace 4:10/km",
        'bodyweight "80 kg" --valid-from -7d',
    ),
    "exercise list": ("chin", "--muscle quads"),
    "exercise add": ('"Anvil Shrug" --muscle traps',),
    "import hevy": ("workouts.csv --dry-run",),
    "import activity": ("run.fit", "run.fit --session 3107ef"),
    "export csv": ("-o sets.csv", "--rows efforts --from -28d -o runs.csv"),
    "export archive": ("-o mine.zip",),
    "export fit": ("--from today --to +6d -o week",),
    "db backup": ("monday.mesocycle",),
    "db restore": ("monday.mesocycle",),
}
"""Arguments by command; `3107ef` is the end of a session's id."""


def examples(command: str) -> str | None:
    """Give the last lines of a command's help; the mark before them keeps each on its own, however long."""
    shown = COMMAND_EXAMPLES.get(command)
    if shown is None:
        return None
    return "\n".join(["\b\nExamples:", *(f"  mesocycle {command} {arguments}" for arguments in shown)])
