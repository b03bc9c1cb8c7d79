"""Times as tables print them."""


def s(clock: str) -> int:
    """Read `3:22:59` or `21:15` in seconds."""
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total
