"""What is said of the part of a larger work that a defect stopped, while the rest went on."""

from mesocycle.domain.refusal import Refusal, RefusalKind


class PartFailed(Refusal):
    """A defect of the program stopped one part of a larger work; nothing of that part was done, the rest was."""

    kind = RefusalKind.BUSY


def part_failed() -> PartFailed:
    """Say it; what went wrong stands in the log."""
    return PartFailed(
        "The program failed over this one; nothing of it was done, and the others went on.",
        "Try it again by itself; if it stays so, tell whoever runs the server: the reason stands in the log.",
    )
