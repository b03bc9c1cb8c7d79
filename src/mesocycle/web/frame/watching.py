"""What a page says of the athletes whom it shows, so that it hears when something of them is new (`static/live.js`)."""

from mesocycle.domain.people.live import FeedPosition


def at_of(position: FeedPosition) -> str:
    """Write where a feed stood when the page was made, as the script compares it with what it hears."""
    return f"{position.epoch}:{position.seq}:{'' if position.messages is None else position.messages}"
