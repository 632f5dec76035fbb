"""What agents do with replies that are out, and with alerts and nudges."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot import nudges
from bot.acts.checking import in_words
from bot.acts.edits import distance
from bot.acts.handling import put_off
from bot.acts.pressed import Pressed
from bot.acts.problems import told_of_fix, waived
from bot.acts.sending import look_again, queue, refused, stale
from bot.card import Answered, Ask, Outcome, Verb
from bot.conversation import Event, Kind
from bot.drafting.guard import harmless
from bot.forms import reply_form
from bot.moves import finish_notice, move, renew_notice, withdraw_drafts
from bot.record import (
    Notice,
    NoticeKind,
    NoticeState,
    ReplyState,
    Result,
    Voice,
    Wish,
)

CORRECT_ANYWAY = "Correct it like this?"


async def correct(pressed: Pressed) -> Outcome:
    """Change a reply where the customer reads it."""
    reply = await pressed.sent_reply()
    if reply is None:
        return Answered(text="There is no sent reply to correct.", ok=False)
    text = pressed.click.inputs.get("text")
    if text is None:
        form = reply_form(reply.text, title="Correct the reply", submit="Correct it")
        return Ask(form=form, verb=Verb.CORRECT, click=pressed.click)
    if why := refused(text):
        return Answered(text=f"{why}: nothing was changed.", ok=False)
    if again := await look_again(pressed, text, verb=Verb.CORRECT, title=CORRECT_ANYWAY, submit="Correct it"):
        return again
    text = harmless(text).strip()
    draft = await pressed.work.draft(reply.draft) if reply.draft else None
    changed = replace(
        reply,
        text=text,
        wish=Wish.AMEND,
        distance=distance(draft.text, text) if draft else reply.distance,
        overruled=tuple(dict.fromkeys((*reply.overruled, *(each.kind for each in pressed.concerns)))),
        warnings=tuple(dict.fromkeys((*reply.warnings, *in_words(pressed.concerns)))),
    )
    await pressed.work.save_reply(changed, due=pressed.click.at)
    return Answered(text="Correcting it.")


async def take_back(pressed: Pressed) -> Outcome:
    """Delete a reply at the customer and reopen the wait it ended."""
    reply = await pressed.sent_reply()
    if reply is None:
        return Answered(text="There is no sent reply to take back.", ok=False)
    await pressed.work.save_reply(replace(reply, wish=Wish.REMOVE), due=pressed.click.at)
    return Answered(text="Taking it back. The customer's wait goes on from its first line.")


async def use_text(pressed: Pressed) -> Outcome:
    """Send a nudge's words, after a look at them."""
    notice = await pressed.notice()
    if notice is None:
        return Answered(text="That has been dealt with already.", ok=False)
    text = pressed.click.inputs.get("text")
    if text is None:
        form = reply_form(notice.text, title="Send this?", submit="Send")
        return Ask(form=form, verb=Verb.USE_TEXT, click=pressed.click)
    if pressed.click.version != pressed.conversation.version:
        newer = await stale(pressed, text)
        return replace(newer, verb=Verb.USE_TEXT) if isinstance(newer, Ask) else newer
    if again := await look_again(pressed, text, verb=Verb.USE_TEXT):
        return again
    voice = Voice.CHECK_IN if notice.kind is NoticeKind.CHECK_IN else Voice.PERSON
    outcome = await queue(pressed, None, text, given=notice.text, voice=voice)
    if isinstance(outcome, Answered) and outcome.ok:
        sent = f"sent by {pressed.click.by.name}"
        await finish_notice(pressed.work, notice, pressed.click.at, sent, result=Result.USED)
        await told_of_fix(pressed.work, notice, pressed.click.at)
    return outcome


async def done(pressed: Pressed) -> Outcome:
    """Put an alert or a nudge away, with what that means for the conversation."""
    notice = await pressed.notice()
    if notice is None:
        return Answered(text="That has been dealt with already.")
    event = nudges.when_done(notice, pressed.click.by, pressed.conversation)
    if notice.kind is NoticeKind.UNSURE:
        event = await _was_posted(pressed, notice)
    if event:
        after = await move(pressed.work, pressed.conversation, pressed.watched, pressed.click.at, event)
        if after.wait is None:
            await withdraw_drafts(pressed.work, after)
    by = f"done by {pressed.click.by.name}"
    await finish_notice(pressed.work, notice, pressed.click.at, by, result=Result.DONE)
    await told_of_fix(pressed.work, notice, pressed.click.at)
    return Answered(text="Done.")


async def _was_posted(pressed: Pressed, notice: Notice) -> Event | None:
    """Somebody looked: the reply of which nothing was certain is there, and it ended the wait."""
    number = notice.occasion.removeprefix("reply ")
    reply = await pressed.work.reply(int(number)) if number.isdecimal() else None
    if reply is None or reply.state is not ReplyState.UNSURE:
        return None
    sent = replace(reply, state=ReplyState.SENT, wish=None, error=None, sent_at=notice.due_at)
    await pressed.work.save_reply(sent)
    return Event(kind=Kind.REPLIED, at=notice.due_at, by=reply.by)


async def snooze(pressed: Pressed) -> Outcome:
    """Put a nudge off for an hour, or an alert until a time and for a reason."""
    notice = await pressed.notice()
    if notice is None:
        return Answered(text="That has been dealt with already.")
    if notice.kind is NoticeKind.ALERT:
        return await put_off(pressed)
    later = pressed.click.at + timedelta(hours=1)
    await pressed.work.save_notice(replace(notice, state=NoticeState.PLANNED), due=later)
    await renew_notice(pressed.work, notice, pressed.click.at)
    return Answered(text="I will come back to you in an hour.")


async def not_useful(pressed: Pressed) -> Outcome:
    """Put a nudge away and note that it did not help."""
    notice = await pressed.notice()
    if notice is None:
        return Answered(text="That has been dealt with already.")
    who = pressed.click.by.name
    await finish_notice(
        pressed.work,
        notice,
        pressed.click.at,
        f"not useful, says {who}",
        NoticeState.DISMISSED,
        Result.USELESS,
    )
    await waived(pressed.work, notice, pressed.click.at)
    return Answered(text="Thanks, noted.")
