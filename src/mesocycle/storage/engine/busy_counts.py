"""What writers had to bear, counted while the process runs: for whoever watches the server."""

import threading


class BusyCounts:
    """Two counts that many threads add to."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._guard = threading.Lock()
        self.retried = 0
        """Writes that met another one and were tried again."""
        self.busy = 0
        """Writes that were refused, because others took too long."""

    def note_retry(self) -> None:
        """Count a write that is tried again."""
        with self._guard:
            self.retried += 1

    def note_busy(self) -> None:
        """Count a write that is refused."""
        with self._guard:
            self.busy += 1
