"""Send, Edit, Send anyway: exactly one reply for each, and never a stale one by mistake."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.acts.checking import DUTY, Concern, concerns_in, in_words
from bot.acts.edits import distance, edit_of
from bot.acts.mending import without
from bot.acts.pressed import Pressed
from bot.card import Answered, Ask, Outcome, Verb
from bot.drafting.guard import harmless
from bot.forms import MEND, MUTE, THEN, reply_form, second_look_form
from bot.promises import keeping
from bot.record import (
    Draft,
    DraftState,
    Reply,
    Voice,
)
from bot.words.private import secrets_in

LONGEST_REPLY = 4000
NO_DRAFT = Answered(text="There is no draft to work on right now.", ok=False)
LOOK_AGAIN = "Send it as it is?"


async def send(pressed: Pressed) -> Outcome:
    """Send the draft as the card showed it; one that scores low is looked at once more."""
    draft = await pressed.draft()
    if draft is None or draft.state is not DraftState.OPEN:
        return await handled(pressed, draft)
    if draft.version != pressed.conversation.version:
        return await stale(pressed)
    if await _out_of_time(pressed, draft):
        return await _with_another_time(pressed, draft)
    pressed = replace(pressed, concerns=concerns_in(draft))
    if again := await look_again(pressed, draft.text, verb=Verb.EDIT):
        return again
    return await queue(pressed, draft, draft.text, given=draft.text)


async def send_anyway(pressed: Pressed) -> Outcome:
    """Send a draft, or an edited text, although the customer wrote on: this person has seen it."""
    draft, text = await pressed.draft(), pressed.click.inputs.get("text")
    if draft is None or draft.state is not DraftState.OPEN:
        return await handled(pressed, draft)
    if pressed.click.version != pressed.conversation.version:
        return await stale(pressed, text)
    if text is not None and (again := await look_again(pressed, text, verb=Verb.SEND_ANYWAY)):
        return again
    return await queue(pressed, draft, draft.text if text is None else text, given=draft.text)


async def edit(pressed: Pressed) -> Outcome:
    """Ask for the edited text, then send that."""
    draft, text = await pressed.draft(), pressed.click.inputs.get("text")
    if text is not None and draft and draft.state is DraftState.WITHDRAWN and pressed.conversation.wait:
        return await stale(pressed, text)  # a newer draft took its place: the agent's words still count
    if draft is None or draft.state is not DraftState.OPEN:
        return await handled(pressed, draft)
    if text is None and await _out_of_time(pressed, draft):
        return await _with_another_time(pressed, draft)
    if text is None:
        promise = await promised(pressed, draft.text)
        sources = (f"Source: {source.title} {source.url or ''}".rstrip() for source in draft.sources[:2])
        notes = (*((promise,) if promise else ()), *sources)
        form = reply_form(draft.text, title="Edit and send", submit="Send", notes=notes)
        return Ask(form=form, verb=Verb.EDIT, click=pressed.click)
    if pressed.click.version != pressed.conversation.version:
        return await stale(pressed, text)
    if again := await look_again(pressed, text, verb=Verb.EDIT):
        return again
    return await queue(pressed, draft, text, given=draft.text)


async def _out_of_time(pressed: Pressed, draft: Draft) -> bool:
    """Whether the time that a draft promises passed while it lay: "by 10:00" would now mean tomorrow."""
    if draft.promise is None or draft.made_at is None:
        return False
    told = await keeping.told_by(pressed.work, pressed.conversation, draft.text, draft.made_at)
    return told is not None and told.at <= pressed.click.at


async def _with_another_time(pressed: Pressed, draft: Draft) -> Outcome:
    """Have it written again: an agent sends what they read, so no other time is put in silently."""
    anew = Draft(
        conversation=draft.conversation,
        wait=draft.wait,
        version=pressed.conversation.version,
        request=draft.request,
        requested_by=pressed.click.by.id,
        excluded=draft.excluded,
    )
    await pressed.work.want_draft(anew, pressed.click.at)
    await pressed.renew()
    note = "The time this draft promises has passed: nothing was sent. It is written again with another one."
    return Answered(text=note, ok=False)


async def look_again(
    pressed: Pressed, text: str, *, verb: Verb, title: str = LOOK_AGAIN, submit: str = "Send"
) -> Ask | None:
    """Return the form with the words kept and what gives pause; `None` if nothing does, or all was seen.

    Each warning is shown to a person once: what they do then is theirs to decide.
    """
    if refused(text):
        return None  # it cannot go out in any case
    then, mend = pressed.click.inputs.get(THEN), _mend(text, pressed.concerns)
    click = replace(pressed.click, inputs={})
    if then == MEND:  # it was to be shown again: nothing goes out, even if there is nothing to leave out
        shown, left = (mend.title, mend.text) if mend else (title, text)
        return Ask(form=reply_form(left, title=shown, submit=submit), verb=verb, click=click)
    if then == MUTE:
        await _mute(pressed)
    fresh = await _unseen(pressed)
    if not fresh:
        return None
    promise = await promised(pressed, text)
    notes = (*((promise,) if promise else ()), *in_words(fresh))
    as_it_is = f"{submit} as it is" if submit == "Send" else f"{submit} as it stands"
    form = second_look_form(
        text, title=title, as_it_is=as_it_is, notes=notes, mend=mend.choice if mend else ""
    )
    return Ask(form=form, verb=verb, click=click)


@dataclass(frozen=True, slots=True)
class _Mend:
    choice: str
    title: str
    text: str


def _mend(text: str, concerns: tuple[Concern, ...]) -> _Mend | None:
    """Return the words as one choice would mend them: without what is quoted, or with the draft's frame."""
    if left := without(text, (concern.about for concern in concerns)):
        return _Mend("Leave out what is quoted above, and show it again", "Without what was quoted", left)
    if better := next((concern.instead for concern in concerns if concern.instead), ""):
        return _Mend(
            "Put the draft's own words around it, and show it again", "With the draft's words", better
        )
    return None


async def _mute(pressed: Pressed) -> None:
    """Let somebody's words go out without a second look for the rest of their day."""
    by, code = pressed.click.by.id, _muted(pressed)
    if not await pressed.work.warned_of(by, code):
        await pressed.work.warn(pressed.conversation.id, by, {code})


def _muted(pressed: Pressed) -> str:
    return f"muted {pressed.click.at.astimezone(ZoneInfo(pressed.click.by.zone)):%Y-%m-%d}"


async def _unseen(pressed: Pressed) -> tuple[Concern, ...]:
    """Return the warnings this person has not seen, and note that now they have.

    On a day they want none, only what a situation makes a duty is told.
    """
    by = pressed.click.by.id
    seen = await pressed.work.warned(pressed.conversation.id, by)
    fresh = tuple(concern for concern in pressed.concerns if concern.code not in seen)
    if fresh and await pressed.work.warned_of(by, _muted(pressed)):
        fresh = tuple(concern for concern in fresh if concern.kind == DUTY)
    await pressed.work.warn(pressed.conversation.id, by, {concern.code for concern in fresh})
    return fresh


def refused(text: str) -> str | None:
    """Return why a text can never go out, or `None`."""
    text = harmless(text).strip()
    if not text:
        return "The reply is empty"
    if len(text) > LONGEST_REPLY:
        return f"The reply is longer than {LONGEST_REPLY:,} characters"
    if secrets_in(text):
        return "The reply holds a key, password or card number"
    return None


async def queue(
    pressed: Pressed, draft: Draft | None, text: str, *, given: str, voice: Voice = Voice.PERSON
) -> Outcome:
    """Queue a reply in the same commit that takes the draft: exactly one for each Send.

    `given` are the words the agent was given, whatever became of them.
    """
    if why := refused(text):
        return Answered(text=f"{why}: nothing was sent.", ok=False)
    text = harmless(text).strip()
    wait = pressed.conversation.waits[-1]
    before = len(await pressed.work.replies(pressed.conversation.id))
    edited = edit_of(given, text)
    await pressed.work.queue_reply(
        Reply(
            conversation=pressed.conversation.id,
            wait=wait.number,
            version=pressed.conversation.version,
            thread=pressed.conversation.thread,
            draft=draft.id if draft else None,
            text=text,
            by=pressed.click.by.id,
            by_name=pressed.click.by.name,
            key=f"fd-{pressed.conversation.id}-{before + 1}",
            distance=distance(given, text),
            edit=edited.value if edited else None,
            overruled=tuple(dict.fromkeys(concern.kind for concern in pressed.concerns)),
            warnings=in_words(pressed.concerns),
            queued_at=pressed.click.at,
            voice=voice,
        )
    )
    if draft:
        await pressed.work.save_draft(replace(draft, state=DraftState.SENT))
    await pressed.renew()
    return Answered(text=f"Sending. {await promised(pressed, text)}".rstrip())


async def promised(pressed: Pressed, text: str) -> str:
    """Say which time a text promises the customer, on both clocks; nothing when it promises none."""
    told = await keeping.told_by(pressed.work, pressed.conversation, text, pressed.click.at)
    if told is None:
        return ""
    customer = await pressed.work.person(pressed.conversation.customer)
    name, zone = (customer.name, customer.zone) if customer else ("the customer", "UTC")
    return keeping.in_words(told, name, zone, pressed.click.by.zone, pressed.click.at)


async def stale(pressed: Pressed, text: str | None = None) -> Outcome:
    """Refuse a send made on an older version; an edited text is kept in the form, never lost."""
    await pressed.renew()
    name = await pressed.customer_name()
    if text is None:
        note = f"{name} wrote again: nothing was sent. The card is up to date now."
        return Answered(text=note, ok=False)
    again = () if refused(text) else in_words(await _unseen(pressed))
    notes = (f"{name} wrote again: nothing was sent yet.", *await pressed.heard_last(), *again)
    form = reply_form(text, title="Send anyway?", submit="Send anyway", notes=notes)
    newer = await pressed.work.open_draft(pressed.conversation.id)
    seen = replace(
        pressed.click,
        version=pressed.conversation.version,
        draft=newer.id if newer else pressed.click.draft,
        inputs={},
    )
    return Ask(form=form, verb=Verb.SEND_ANYWAY, click=seen)


async def handled(pressed: Pressed, draft: Draft | None) -> Outcome:
    """Tell who was faster, or why there is nothing to send."""
    await pressed.renew()
    if draft is None:
        return NO_DRAFT
    sent = [reply for reply in await pressed.work.replies(pressed.conversation.id) if reply.draft == draft.id]
    if sent:
        mine = sent[-1].by == pressed.click.by.id
        who = "you" if mine else sent[-1].by_name
        return Answered(text=f"Already handled by {who}: nothing was sent twice.", ok=mine)
    return Answered(text="That draft is no longer on the card: nothing was sent.", ok=False)
