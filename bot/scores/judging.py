"""Every first reply gets its scorecard, whoever wrote it and however, beside the draft that stood ready.

It is a due row of its own: taking in what people say never waits for it, and it survives a restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.acts.edits import distance
from bot.conversation import Conversation
from bot.drafting.case import for_customers
from bot.drafting.composer import scored
from bot.learning.early import Early
from bot.moves import give_back
from bot.ports import Clock, Platform, Reading, Search, Store
from bot.record import Claim, Draft, DraftState, FirstReply, Reply, ReplyState
from bot.scorecard import Score
from bot.signals import read
from bot.writing.brief import brief_of, case_of, promise_of
from bot.writing.falling_due import read_along
from knowledge.ports import Found


@dataclass(frozen=True, slots=True)
class Judging:
    """Works first replies that want their scorecard."""

    store: Store
    library: Search
    clock: Clock
    platforms: Mapping[str, Platform]

    async def work(self, claim: Claim) -> None:
        """Score one first reply, without any model."""
        async with self.store.read() as reading:
            first = await reading.first_reply(claim.id)
            conversation = await reading.conversation(first.conversation) if first else None
            said = await _said(reading, conversation, first) if first and conversation else None
            draft = await _stood_ready(reading, first, said[1]) if first and said else None
            brief = (
                await brief_of(
                    reading, conversation, conversation.waits[0], first.by, now=first.at, until=first.at
                )
                if first and conversation
                else None
            )
        if first is None or conversation is None or said is None or brief is None:
            await give_back(self.store, claim)
            return
        text, reply = said
        found = await self.library.search(brief.question)
        sources = tuple(dict.fromkeys((*(draft.sources if draft else ()), *found.sources)))
        known = (text, draft.text if draft else "")
        case = case_of(
            replace(brief, recent=[old for old in brief.recent if old not in known]),
            Found(sources=sources, band=found.band),
            key="score",
            promise=(draft.promise if draft else None) or promise_of(brief, first.at),
            public=draft.public if draft else await read_along(self.platforms, conversation.thread),
        )
        signals = read(case.lines, context=case.earlier, public=case.public, first_contact=case.first_contact)
        score = scored(text, case, signals, tuple(source for source in sources if for_customers(source)))
        used = reply is not None and draft is not None and reply.draft == draft.id
        judged = replace(_judged(first, score), situation=signals.situation.value)
        judged = _compared(judged, text, draft, used=used)
        early = Early(brief=brief, wait=1, signals=signals, found=found) if draft is None else None
        await self._store(claim, judged, early)

    async def _store(self, claim: Claim, judged: FirstReply, early: Early | None) -> None:
        async with self.store.begin() as work:
            if await work.done(claim):
                await work.save_score(judged)
                if early:
                    await early.note(work, judged.by, self.clock.now())


async def _said(
    reading: Reading, conversation: Conversation, first: FirstReply
) -> tuple[str, Reply | None] | None:
    """Return the words of a first reply, and our reply if it went out through the card."""
    line = await reading.line(conversation.thread.channel, first.message) if first.message else None
    if line:
        reply = await reading.reply(line.reply) if line.reply else None
        return (line.text, reply) if line.text else None
    sent = [reply for reply in await reading.replies(conversation.id) if reply.state is ReplyState.SENT]
    mine = [reply for reply in sent if reply.by == first.by]
    return (mine[0].text, mine[0]) if mine else None


async def _stood_ready(reading: Reading, first: FirstReply, reply: Reply | None) -> Draft | None:
    """Return the draft a reply was made from, or the last one that was there when it came."""
    if reply and reply.draft:
        return await reading.draft(reply.draft)
    ready = [
        draft
        for draft in await reading.drafts(first.conversation)
        if draft.made_at and draft.made_at <= first.at and draft.state is not DraftState.DISMISSED
    ]
    return ready[-1] if ready else None


def _judged(first: FirstReply, score: Score) -> FirstReply:
    because = {name: part.because for name, part in score.criteria.items()}
    because |= {name: gate.because for name, gate in score.gates.items()}
    return replace(
        first,
        score=score.total,
        points={name: part.points for name, part in score.criteria.items()},
        gates={name: gate.passed for name, gate in score.gates.items()},
        because=because,
        suggestions=score.suggestions,
    )


def _compared(judged: FirstReply, text: str, draft: Draft | None, *, used: bool) -> FirstReply:
    if draft is None:
        return judged
    apart = distance(draft.text, text) if draft.text else None
    return replace(judged, draft=draft.id, draft_score=draft.score, used=used, distance=apart)
