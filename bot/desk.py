"""What agents do: `sending.py`, `handling.py` and `afterwards.py` carry out what a button stands for.

Each click is one transaction. It is checked on the version the person saw; of two clicks one wins, and the
other learns who did.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.acts import afterwards, handling, problems, sending
from bot.acts.checking import Checking
from bot.acts.pressed import Pressed
from bot.acts.problems import Known, known_problems
from bot.card import Answered, Click, Nudge, Outcome, Verb
from bot.errors import Busy, MoveRefused, StoreLost
from bot.learning import evening, keeping, marking
from bot.nudging.shown import nudges_before
from bot.ports import Clock, Store
from bot.process.bell import Bell
from bot.record import Queue
from bot.roster import handing
from bot.speaking.rating import answer

_GONE = Answered(text="This conversation is no longer here.", ok=False)
_NOT_YOURS = Answered(text="Only agents and leads of this channel can do that.", ok=False)


@dataclass(frozen=True, slots=True)
class Desk:
    """Carries out clicks."""

    store: Store
    clock: Clock
    bell: Bell
    checking: Checking

    async def do(self, click: Click) -> Outcome:
        """Carry out a click, refuse it with a reason, or ask for what is missing with a form."""
        if not click.by.role.acts:
            return _NOT_YOURS
        try:
            outcome = await self._carry_out(click)
        except Busy:
            outcome = Answered(text="Somebody else did something at the same moment: try again.", ok=False)
        except StoreLost as lost:
            outcome = Answered(text=f"{lost} Nothing was sent or changed.", ok=False)
        self.bell.ring(*Queue)
        return outcome

    async def nudges(self, person: str) -> tuple[Nudge, ...]:
        """Return what somebody has still before them, pushed or not, what presses first."""
        async with self.store.read() as reading:
            return await nudges_before(reading, person)

    async def problems(self) -> tuple[Known, ...]:
        """Return the open problems that customers report, most reported first."""
        async with self.store.read() as reading:
            return await known_problems(reading)

    async def rate(self, rating: int, by: str, choice: str, words: str = "") -> Answered:
        """Take a customer's answer to how it was: "good" or "bad". Nobody else's counts."""
        async with self.store.begin() as work:
            outcome = await answer(work, rating, by, choice, words, self.clock.now())
        self.bell.ring(*Queue)
        return outcome

    async def _carry_out(self, click: Click) -> Outcome:
        concerns = await self.checking.of(click)  # thought about with nothing locked
        async with self.store.begin() as work:
            conversation = await work.for_update(click.conversation)
            watched = await work.watched(conversation.thread.channel) if conversation else None
            if conversation is None or watched is None:
                return _GONE
            await work.save_person(click.by)
            pressed = Pressed(work, click, conversation, watched, concerns)
            try:
                return await _DOES[click.verb](pressed)
            except MoveRefused:
                return Answered(text="The conversation has moved on; that no longer applies.", ok=False)


_DOES: Mapping[Verb, Callable[[Pressed], Awaitable[Outcome]]] = {
    Verb.SEND: sending.send,
    Verb.SEND_ANYWAY: sending.send_anyway,
    Verb.EDIT: sending.edit,
    Verb.CLOSE: handling.close,
    Verb.CLAIM: handling.claim,
    Verb.RELEASE: handling.release,
    Verb.REMIND: handling.remind,
    Verb.WARMER: handling.rewrite,
    Verb.SHORTER: handling.rewrite,
    Verb.ASK_FIRST: handling.rewrite,
    Verb.HOLDING: handling.rewrite,
    Verb.OTHER_SOURCE: handling.rewrite,
    Verb.WRONG_DRAFT: handling.wrong_draft,
    Verb.CORRECT: afterwards.correct,
    Verb.TAKE_BACK: afterwards.take_back,
    Verb.RESOLVED: handling.resolved,
    Verb.SCORECARD: handling.scorecard,
    Verb.REASONS: handling.reasons,
    Verb.WHY: handling.why,
    Verb.USE_TEXT: afterwards.use_text,
    Verb.DONE: afterwards.done,
    Verb.SNOOZE: afterwards.snooze,
    Verb.NOT_USEFUL: afterwards.not_useful,
    Verb.KEEP: keeping.keep,
    Verb.SAVE_ANSWERS: evening.save,
    Verb.REVIEWED: marking.reviewed,
    Verb.GIVE: handing.give,
    Verb.NOTE: handling.note,
    Verb.SAME_PROBLEM: problems.same_problem,
    Verb.FIXED: problems.fixed,
}
