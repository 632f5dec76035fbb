"""What staff see, read once for all open pages: posts become views, views of one conversation one stack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from bot.acts.problems import Known, known_problems
from bot.card import Alert, Alerts, Bulletin, Card, Nudge, Trouble, View, Waiter, Waiting
from bot.errors import StoreLost
from bot.messages import platform_of
from bot.nudging.shown import nudges_before
from bot.ports import Reading, Store
from bot.record import Post, PostKind, Watched
from bot.showing.cards import card
from bot.showing.posts import view

MOST_CARDS = 60
MOST_ANSWERED = 12
MOST_BULLETINS = 2
EVERYWHERE = ""  # no place: for everybody on the staff side
# a person's nudges are read as their list, the morning list is always on the page, customers have ratings
_READ_BY_THEMSELVES = frozenset({PostKind.NUDGE, PostKind.MORNING, PostKind.RATING})
_ANY = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """One conversation as staff see it: its card, the alert that rides on it, and reminders below."""

    conversation: int
    card: Card | None = None
    alert: Alert | None = None
    nudges: tuple[Nudge, ...] = ()

    @property
    def open(self) -> bool:
        """Whether somebody has still something to do here."""
        waiting = self.card is not None and not self.card.folded
        return waiting or any(nudge.over is None for nudge in self.nudges)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything on show at one moment. `lost` says why it may be out of date."""

    views: Mapping[str, tuple[View, ...]] = field(default_factory=dict)  # by place
    channels: tuple[Watched, ...] = ()
    problems: tuple[Known, ...] = ()
    ill: tuple[str, ...] = ()
    lost: str | None = None

    def of(self, me: str) -> tuple[View, ...]:
        """Return what the staff channels show, and what is only for `me`."""
        mine = [views for place, views in self.views.items() if not _private(place) or place == me]
        return tuple(one for views in mine for one in views)


def stacks(views: Iterable[View]) -> list[Stack]:
    """Join cards, alerts and nudges by conversation: what needs somebody first, longest wait on top."""
    cards: dict[int, Card] = {}
    alerts: dict[int, Alert] = {}
    nudges: dict[int, list[Nudge]] = {}
    for one in views:
        match one:
            case Card():
                cards[one.conversation] = one
            case Alert():
                alerts[one.card.conversation] = one
            case Alerts():
                alerts |= {row.card.conversation: row for row in one.rows}
            case Nudge() if one.over is None:
                nudges.setdefault(one.conversation, []).append(one)
            case _:
                pass
    joined = [
        _stack(id, cards.get(id), alerts.get(id), tuple(nudges.get(id, ())))
        for id in {*cards, *alerts, *nudges}
    ]
    return sorted(joined, key=_place_in_feed)


def _stack(id: int, card: Card | None, alert: Alert | None, nudges: tuple[Nudge, ...]) -> Stack:
    card = card or (alert.card if alert else None)
    rides = alert if alert and alert.over is None and card and not card.folded else None
    return Stack(conversation=id, card=card, alert=rides, nudges=nudges)


def _place_in_feed(stack: Stack) -> tuple[int, float, int]:
    since = stack.card.waiting_since if stack.card else None
    if stack.open and since:
        return 0, since.timestamp(), stack.conversation
    return 1 if stack.open else 2, 0.0, -stack.conversation


def waiting(views: Iterable[View]) -> tuple[Waiter, ...]:
    """Return who waits, over every staff channel, longest first."""
    rows = [row for one in views if isinstance(one, Waiting) for row in one.rows]
    return tuple(sorted(rows, key=lambda row: row.waiting_since))


def mine(views: Iterable[View]) -> tuple[Nudge, ...]:
    """Return the nudges among what somebody sees, in their order."""
    return tuple(one for one in views if isinstance(one, Nudge))


def troubles(views: Iterable[View]) -> tuple[Trouble, ...]:
    return tuple(one for one in views if isinstance(one, Trouble) and not one.over)


def bulletins(views: Iterable[View]) -> tuple[Bulletin, ...]:
    """Return the latest news for everybody on staff, newest first."""
    return tuple(one for one in views if isinstance(one, Bulletin))[::-1][:MOST_BULLETINS]


class Feed:
    """Keeps the latest snapshot. A view that cannot change any more is not computed again."""

    def __init__(
        self,
        store: Store,
        platform: str,
        staff: Iterable[str],
        health: Callable[[], Mapping[str, Any]],
    ) -> None:
        self._store = store
        self._health = health
        self._platform = platform
        self._staff = tuple(staff)
        self._settled: dict[int, tuple[int, View | None]] = {}
        self.snapshot = Snapshot()

    async def refresh(self, now: datetime) -> None:
        """Read again. When the database is lost, what was shown stays, and says that it may be old."""
        try:
            async with self._store.read() as reading:
                self.snapshot = await self._read(reading, now)
        except StoreLost as error:
            self.snapshot = replace(self.snapshot, lost=str(error))
        ill = tuple(str(part["text"]) for part in self._health()["parts"].values() if not part["ok"])
        self.snapshot = replace(self.snapshot, ill=ill)

    async def _read(self, reading: Reading, now: datetime) -> Snapshot:
        watched = [one for one in await reading.all_watched() if platform_of(one.channel) == self._platform]
        staff = {one.policy.staff_channel for one in watched}
        places = [*sorted(place for place in staff if platform_of(place) == self._platform), *self._staff]
        views = {place: await self._views(reading, place, now) for place in places}
        for me in self._staff:
            views[me] = (*views[me], *await nudges_before(reading, me))
        views[EVERYWHERE] = await self._answered(reading, watched, views, now)
        shown = {place: found for place, found in views.items() if found}
        problems = await known_problems(reading)
        return Snapshot(views=shown, channels=tuple(watched), problems=problems)

    async def _answered(
        self,
        reading: Reading,
        watched: Sequence[Watched],
        views: Mapping[str, tuple[View, ...]],
        now: datetime,
    ) -> tuple[View, ...]:
        """Return the folded cards of conversations that were answered before a card was posted."""
        posted = {one.conversation for found in views.values() for one in found if isinstance(one, Card)}
        rooms = {one.channel for one in watched if one.policy.step.shows_all}
        latest = await reading.conversations(limit=MOST_ANSWERED)
        wanted = [one.id for one in latest if one.wait is None and one.thread.channel in rooms]
        cards = [await card(reading, id, now) for id in wanted if id not in posted]
        return tuple(one for one in cards if one)

    async def _views(self, reading: Reading, place: str, now: datetime) -> tuple[View, ...]:
        posts = _recent([post for post in await reading.posts(place) if post.kind not in _READ_BY_THEMSELVES])
        found = [await self._view(reading, post, now) for post in posts]
        return tuple(one for one in found if one)

    async def _view(self, reading: Reading, post: Post, now: datetime) -> View | None:
        wanted, settled = self._settled.get(post.id, (-1, None))
        if wanted == post.wanted:
            return settled
        shown = await view(reading, post, now)
        if isinstance(shown, Waiting):
            shown = replace(shown, as_of=_ANY)  # pages count by themselves: the same rows are the same list
        if _over(shown):
            self._settled[post.id] = (post.wanted, shown)
        return shown


def _recent(posts: list[Post]) -> list[Post]:
    """Keep the latest cards and alerts, and every post that is not about one conversation."""
    news = (PostKind.DIGEST, PostKind.MONTH, PostKind.NAMING, PostKind.BASELINE)
    about_one = (PostKind.CARD, PostKind.ALERT, PostKind.PAGE)
    kept = [[post for post in posts if post.kind is kind][-MOST_CARDS:] for kind in about_one]
    out = [post for post in posts if post.kind in news and post.shown][-MOST_BULLETINS:]
    rest = [*(post for post in posts if post.kind not in (*about_one, *news)), *out]
    return [*rest, *(post for kind in kept for post in kind)]


def _over(shown: View | None) -> bool:
    match shown:
        case Card():
            return shown.folded
        case Alert() | Nudge():
            return shown.over is not None
        case Bulletin():
            return True
        case Alerts():
            return all(row.over for row in shown.rows)
        case _:
            return False


def _private(place: str) -> bool:
    return ":agent-" in place
