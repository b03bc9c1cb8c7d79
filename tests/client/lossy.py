"""A network that loses answers: the request was done, and nobody heard of it."""

import httpx


class LosesAnswers(httpx.BaseTransport):
    """Pass every request on, and lose the first answers to those of a method."""

    def __init__(self, method: str, times: int) -> None:
        self._real = httpx.HTTPTransport()
        self._method = method
        self._left = times
        self.sent = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send it; the answer may be lost on its way back."""
        answer = self._real.handle_request(request)
        if request.method == self._method:
            self.sent += 1
            if self._left > 0:
                self._left -= 1
                answer.read()
                answer.close()
                raise httpx.ReadTimeout("the answer was lost", request=request)
        return answer

    def close(self) -> None:
        """Close the real one."""
        self._real.close()
