"""What people type most, as it ends the help of its command."""

COMMAND_EXAMPLES: dict[str, tuple[str, ...]] = {
    "routine create": ("squats.yaml", "half-marathon-12-weeks"),
    "routine publish": ('Squats squats-2.yaml --note "One set more"',),
    "assignment create": ('Squats --start-date "next monday"', "Squats --weekday-map thursday=wednesday"),
    "assignment replace": ("Squats --with Squats --continue --dry-run",),
    "session list": ("--from today --to +13d",),
    "session start": ("3107ef",),
    "session log": ('3107ef --exercise "Back Squat" --reps 5 --weight "100 kg" --rpe 8',),
    "session complete": ("3107ef --as-planned --rpe 7", "3107ef --on yesterday --duration 52"),
    "session reschedule": ("3107ef --to tomorrow --time 18:30",),
}
"""Arguments by command; `3107ef` is the end of a session's id."""


def examples(command: str) -> str:
    """Give the last lines of a command's help; the mark before them keeps each on its own, however long."""
    lines = (f"  mesocycle {command} {arguments}" for arguments in COMMAND_EXAMPLES[command])
    return "\n".join(["\b\nExamples:", *lines])
