"""What people do in the model: how often they post, look, read on and like. All of it is guessed, and can be varied."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Habits:
    """Probabilities a day and a person, where nothing else is said."""

    posts: float = 0.2  # in the mean; some write much more than others
    opens: float = 0.40  # the channel; a personal digest likewise
    goes_on: float = 0.85  # to the next post, after each
    opens_thread: float = 0.15  # of those who have the channel open
    goes_on_in_thread: float = 0.95
    likes: float = 0.25  # of what is read and not one's own
    asked: float = 0.30  # for a personal digest
    unread_waits: bool = True  # a personal digest left unopened is read with the next; else only today's ever is

    def times(self, factor: float) -> "Habits":
        """People who open and like more, or less."""
        return replace(self, opens=self.opens * factor, likes=self.likes * factor)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much the bot shows: posts in the day's message, that come again, in the thread, in a personal digest."""

    message: int
    again: int = 0
    thread: int = 0
    personal: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What a rule puts before people on a day, each in the order it is read."""

    channel: tuple[int, ...] = ()
    thread: tuple[int, ...] = ()
    personal: dict[int, tuple[int, ...]] = field(default_factory=dict[int, tuple[int, ...]])
    one_each: bool = False  # a message a post: whoever opens the channel reads on into all since the last time
