"""What whoever goes off duty hands over, in the same commit.

What they claimed and what they were to be reminded of goes to the next on duty: those who take over get one
message each, two lines a conversation. Alerts that stand open with them are told to the next.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from bot.alerts.alerting import Alerts
from bot.alerts.routing import first_on_duty
from bot.conversation import Conversation, Event, Kind, Status
from bot.messages import Person, Role
from bot.moves import move
from bot.ports import Work
from bot.promises.handing_on import hand_on, owed_by
from bot.record import Notice, NoticeKind, NoticeState, PostKind, Watched
from bot.roster.duty import Roster
from bot.say import clock_time, waited

MOST_TOLD = 4  # conversations that one message spells out
LONGEST_WORDS = 90
_SENSITIVE = frozenset({"security", "legal"})


async def hand_over(work: Work, who: Person, roster: Roster, now: datetime) -> int:
    """Hand over what somebody had in hand; return how many conversations that were."""
    reminders, promised = await _reminders(work, who), await owed_by(work, who.id)
    takes: dict[str, list[tuple[Conversation, Watched]]] = defaultdict(list)
    for watched in await work.all_watched():
        for conversation in await work.live(watched.channel):
            held = conversation.id in reminders or conversation.id in promised
            if not (held or _theirs(conversation, who.id)):
                continue
            policy = watched.policy
            to = first_on_duty(conversation, policy, roster, now, but=(who.id,))
            to = to or next(
                (key for key in (policy.lead, policy.backup, policy.owner) if key != who.id), None
            )
            if to is None:
                continue
            for notice in reminders.get(conversation.id, ()):
                await _reminds(work, notice, to, now)
            await hand_on(work, promised.get(conversation.id, ()), to)
            after = conversation
            if conversation.claimed_by == who.id:
                locked = await work.for_update(conversation.id) or conversation
                ended = Event(kind=Kind.CLAIM_ENDED, at=now, by=who.id, reason="went off duty")
                after = await move(work, locked, watched, now, ended)
            takes[to].append((after, watched))
    for to, taken in takes.items():
        await _tell(work, who, to, taken, now)
    await _alert_others(work, who, roster, now)
    return sum(map(len, takes.values()))


async def _alert_others(work: Work, who: Person, roster: Roster, now: datetime) -> None:
    """Tell the next on duty of alerts that stand open with whoever goes off."""
    for notice in await work.notices(kind=NoticeKind.ALERT, live=True):
        if who.id not in notice.to:
            continue
        conversation = await work.for_update(notice.conversation)
        watched = await work.watched(conversation.thread.channel) if conversation else None
        if conversation and watched and conversation.wait:
            alerts = Alerts(work, watched, roster, now)
            why = f"{who.name} went off duty"
            await alerts.page_instead(notice, conversation, why, but=frozenset({who.id}))


def _theirs(conversation: Conversation, person: str) -> bool:
    """Whether somebody claimed a conversation, or named its customer a time."""
    promised = conversation.status is Status.ON_HOLD and conversation.last_human_by == person
    return conversation.claimed_by == person or promised


async def _reminders(work: Work, who: Person) -> dict[int, list[Notice]]:
    found: dict[int, list[Notice]] = defaultdict(list)
    for notice in await work.notices(kind=NoticeKind.REMINDER, live=True):
        if who.id in notice.to:
            found[notice.conversation].append(notice)
    return found


async def _reminds(work: Work, notice: Notice, to: str, now: datetime) -> None:
    """Let a reminder reach somebody else: at its own time, or now if it stands before the other one."""
    later = replace(notice, to=(to,), note=notice.note.replace("You asked", "A colleague asked"))
    await work.save_notice(later)
    if notice.state is NoticeState.SHOWN:
        await work.want_post(PostKind.NUDGE, str(notice.id), to, due=now)


async def _tell(
    work: Work, who: Person, to: str, taken: list[tuple[Conversation, Watched]], now: datetime
) -> None:
    """Tell somebody in one message what is theirs now."""
    lines = [f"{who.name} is off duty. In your hands now:"]
    for conversation, watched in taken[:MOST_TOLD]:
        lines += await _two_lines(work, conversation, watched, now)
    if len(taken) > MOST_TOLD:
        lines.append(f"and {len(taken) - MOST_TOLD} more: see Waiting now.")
    notice = Notice(
        conversation=taken[0][0].id,
        kind=NoticeKind.HANDOVER,
        occasion=f"{who.id} at {now.isoformat()}",
        due_at=now,
        to=(to,),
        note="\n".join(lines),
    )
    await work.plan(notice)


async def _two_lines(
    work: Work, conversation: Conversation, watched: Watched, now: datetime
) -> tuple[str, str]:
    """Return who waits for how long and for what, and what they said last."""
    customer = await work.person(conversation.customer)
    name = customer.name if customer else "A customer"
    promised = await work.aftercare.promises(conversation=conversation.id, open=True)
    on_hold = conversation.hold_until if conversation.status is Status.ON_HOLD else None
    named = promised[0].at if promised else on_hold
    if named:
        until = clock_time(named, watched.policy.hours.home, now=now)
        standing = f"was promised news by {until}"
    elif conversation.wait:
        standing = f"has waited {waited(now - conversation.wait.opened_at)}"
    else:
        standing = "has an answer"
    draft = await work.latest_draft(conversation.id)
    lines = await work.lines(conversation.id)
    said = [line.text for line in lines if line.role is Role.CUSTOMER and line.deleted_at is None][-1:]
    if draft and draft.situation in _SENSITIVE:
        said = ["Sensitive: the words stay in the channel."]
    words = " ".join("".join(said).split())
    words = words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1].rstrip()}…"
    return f"• {name} in {watched.name} {standing}", f"  {words}"
