"""Envelopes on their way to the app, through a socket or by HTTP, and the acknowledgements that come back."""

import threading
import time
from collections.abc import Callable
from itertools import count

from tweetnudge.demo import slack_http
from tweetnudge.demo.server import JSON
from tweetnudge.demo.slack_socket import Sockets

IN_TIME = 3.0  # seconds; Slack does nothing with an answer that comes later

Act = Callable[[JSON], None]


class Deliveries:
    """What was sent, by envelope: `acks` and, over HTTP, `statuses`."""

    def __init__(self) -> None:
        self.sockets = Sockets(self._arrived)
        self.acks: dict[str, JSON] = {}
        self.statuses: dict[str, int] = {}
        self._acts: dict[str, tuple[float, Act]] = {}
        self._numbers = count(1)
        self._posting: list[threading.Thread] = []
        self._changed = threading.Condition()

    def deliver(self, kind: str, payload: JSON, act: Act | None, http: tuple[str, str] | None) -> str:
        """Send an envelope; returns its id. `act` is called with an answer that comes in time, before `wait` hears."""
        envelope_id = f"envelope-{next(self._numbers)}"
        if act is not None:
            self._acts[envelope_id] = time.monotonic(), act
        if http is None:
            self.sockets.deliver(envelope_id, kind, payload)
        else:
            thread = threading.Thread(target=self._post, args=(envelope_id, kind, payload, *http), name="Slack posts")
            self._posting = [other for other in self._posting if other.is_alive()] + [thread]
            thread.start()
        return envelope_id

    def wait(self, envelope_id: str, timeout: float) -> JSON | None:
        """What came back; an empty object for a bare ack, None when nothing came in time or HTTP failed."""
        with self._changed:
            self._changed.wait_for(lambda: envelope_id in self.acks or envelope_id in self.statuses, timeout)
            return self.acks.get(envelope_id)

    def finish(self) -> None:
        """Wait for requests under way: none takes longer than Slack is patient."""
        for thread in self._posting:
            thread.join()

    def _post(self, envelope_id: str, kind: str, payload: JSON, url: str, secret: str) -> None:
        status, answer = slack_http.post(url, *slack_http.signed(kind, payload, secret))
        self._arrived(envelope_id, answer, status)

    def _arrived(self, envelope_id: str, answer: JSON, status: int | None = None) -> None:
        """Only the first answer counts, and over HTTP only a 200."""
        taken = status in {None, 200}
        sent, act = self._acts.pop(envelope_id, (0.0, None))
        if taken and act is not None and time.monotonic() - sent <= IN_TIME:
            act(answer)
        with self._changed:
            if taken:
                self.acks[envelope_id] = answer
            if status is not None:
                self.statuses[envelope_id] = status
            self._changed.notify_all()
