"""Whatever happens between the bot and Slack, a message arrives once or is given up knowingly, never twice."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tweetnudge.domain.outbox import (
    FINAL,
    OutboxItem,
    Patience,
    State,
    Step,
    attempted,
    found_absent,
    next_step,
    not_sent,
    outcome_unknown,
)

DUE = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
PATIENCE = Patience(timedelta(seconds=60))
NEW = OutboxItem("digest:2026-07-01", date(2026, 7, 1), "C1", DUE, DUE + timedelta(hours=8))


class Outcome(Enum):
    """What a request to Slack comes to."""

    SENT = auto()
    NOT_SENT = auto()
    LOST = auto()
    LANDED_UNHEARD = auto()
    CRASH_LOST = auto()
    CRASH_LANDED = auto()


UNHEARD = {Outcome.LOST, Outcome.LANDED_UNHEARD, Outcome.CRASH_LOST, Outcome.CRASH_LANDED}
LANDED = {Outcome.SENT, Outcome.LANDED_UNHEARD, Outcome.CRASH_LANDED}


@dataclass
class World:
    """A bot and a Slack whose history lags by less than a deadline and the time between two looks."""

    lag: timedelta
    item: OutboxItem = NEW
    now: datetime = DUE
    landed_at: list[datetime] = field(default_factory=list)
    doubtful: bool = False
    absent_since: list[datetime] = field(default_factory=list)

    def wait(self, seconds: int) -> None:
        """Until the message may be claimed: not before its time, and after a crash when the lease has run out."""
        self.now += timedelta(seconds=seconds)
        if self.item.not_before:
            self.now = max(self.now, self.item.not_before)
        elif self.item.state is State.SENDING and self.item.last_attempt_at:
            self.now = max(self.now, self.item.last_attempt_at + PATIENCE.lease)

    def advance(self, outcome: Outcome) -> None:
        match next_step(self.item, self.now):
            case Step.LOOK:
                self.look()
            case Step.SEND:
                self.certain_that_slack_has_it_not()
                self.send(outcome)
            case Step.EXPIRE:
                self.certain_that_slack_has_it_not()
                assert self.now >= self.item.expires_at
                self.item = replace(self.item, state=State.EXPIRED)

    def look(self) -> None:
        if any(moment + self.lag <= self.now for moment in self.landed_at):
            self.item, self.doubtful = replace(self.item, state=State.SENT), False
        else:
            self.absent_since.append(self.now)
            self.item = found_absent(self.item, self.now, PATIENCE)

    def send(self, outcome: Outcome) -> None:
        self.item = attempted(self.item, self.now)
        self.absent_since, self.doubtful = [], outcome in UNHEARD
        self.landed_at += [self.now] if outcome in LANDED else []
        match outcome:
            case Outcome.SENT:
                self.item = replace(self.item, state=State.SENT)
            case Outcome.NOT_SENT:
                self.item = not_sent(self.item, self.now + PATIENCE.pause(self.item.failures, 0.5), "busy")
            case Outcome.LOST | Outcome.LANDED_UNHEARD:
                self.now += timedelta(seconds=7)
                self.item = outcome_unknown(self.item, self.now, PATIENCE, "timeout")
            case Outcome.CRASH_LOST | Outcome.CRASH_LANDED:
                pass

    def certain_that_slack_has_it_not(self) -> None:
        """Two looks far enough from the attempt and from each other found nothing, where there was anything to find."""
        assert not self.landed_at
        if self.doubtful:
            attempt, (first, *_, last) = self.item.last_attempt_at, self.absent_since
            assert attempt is not None
            assert first - attempt >= PATIENCE.deadline
            assert last - first >= PATIENCE.between_looks


def run(already_there: bool, lag: int, happenings: list[tuple[int, Outcome]]) -> World:
    world = World(timedelta(seconds=lag))
    if already_there:
        world.landed_at.append(DUE - timedelta(hours=1))
    for seconds, outcome in happenings:
        if world.item.state in FINAL:
            break
        world.wait(seconds)
        world.advance(outcome)
    return world


WAITS = st.one_of(st.integers(0, 90), st.integers(0, 12 * 3600))
HAPPENINGS = st.lists(st.tuples(WAITS, st.sampled_from(Outcome)), max_size=25)


@settings(deadline=None, max_examples=300)
@given(already_there=st.booleans(), lag=st.integers(0, 30), happenings=HAPPENINGS)
@example(already_there=False, lag=30, happenings=[(0, Outcome.LANDED_UNHEARD)] * 9)
@example(already_there=False, lag=30, happenings=[(0, Outcome.CRASH_LANDED)] * 9)
@example(already_there=False, lag=0, happenings=[(0, Outcome.LOST)] * 3 + [(12 * 3600, Outcome.LOST)] * 3)
def test_never_twice(already_there: bool, lag: int, happenings: list[tuple[int, Outcome]]) -> None:
    """From any sequence of outcomes at most one message lands, and none is given up while Slack may hold it."""
    world = run(already_there, lag, happenings)
    assert len(world.landed_at) <= 1
    if world.item.state is State.SENT:
        assert world.landed_at
        assert not world.doubtful
    if world.item.state is State.EXPIRED and world.item.attempts:
        assert not world.landed_at


@settings(deadline=None, max_examples=100)
@given(already_there=st.booleans(), lag=st.integers(0, 30), trouble=HAPPENINGS)
def test_it_always_comes_to_an_end(already_there: bool, lag: int, trouble: list[tuple[int, Outcome]]) -> None:
    """When Slack answers again, four steps settle it: two looks, and a sending or a giving up."""
    world = run(already_there, lag, [*trouble, *[(60, Outcome.SENT)] * 4])
    in_slack = world.landed_at and (world.item.attempts or world.item.state is State.SENT)
    assert (State.SENT if in_slack else State.EXPIRED) == world.item.state
