"""What agents do with a card beside sending: rewrite, claim, close, be reminded, mark as solved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot import nudges
from bot.acts.edits import Wrong
from bot.acts.pressed import Pressed
from bot.acts.sending import NO_DRAFT, handled, stale
from bot.alerts.why import recalled
from bot.card import Answered, Ask, Outcome, Verb
from bot.conversation import Kind, Status
from bot.forms import LONGEST_NOTE, close_form, note_form, put_off_form, remind_form, wrong_form
from bot.learning.marking import wrong_source
from bot.moves import withdraw_drafts
from bot.record import Draft, DraftState
from bot.say import clock_time
from bot.words.private import secrets_in

LONGEST_PUT_OFF = 8 * 60  # minutes


async def rewrite(pressed: Pressed) -> Outcome:
    """Ask the writer for another draft; the one on the card stays until it is there."""
    draft = await pressed.draft()
    if draft is None or draft.state is not DraftState.OPEN:
        return await handled(pressed, draft)
    excluded = draft.excluded
    if pressed.click.verb is Verb.OTHER_SOURCE:
        excluded = (*excluded, *(source.article_id for source in draft.sources[:1]))
        await wrong_source(pressed, draft)
    wanted = Draft(
        conversation=pressed.conversation.id,
        wait=draft.wait,
        version=pressed.conversation.version,
        request=pressed.click.verb.value,
        requested_by=pressed.click.by.id,
        excluded=excluded,
    )
    await pressed.work.want_draft(wanted, pressed.click.at)
    await pressed.renew()
    return Answered(text="Writing it again.")


async def wrong_draft(pressed: Pressed) -> Outcome:
    """Take a wrong draft off the card, with what is wrong about it. The wait goes on."""
    draft, reason = await pressed.draft(), pressed.click.inputs.get("reason")
    if draft is None or draft.state is not DraftState.OPEN:
        return await handled(pressed, draft)
    if reason is None:
        return Ask(form=wrong_form(), verb=Verb.WRONG_DRAFT, click=pressed.click)
    wrong = Wrong(reason) if reason in set(Wrong) else None
    if wrong is None:
        return Answered(text="Choose what is wrong about it: nothing was changed.", ok=False)
    await pressed.work.save_draft(replace(draft, state=DraftState.DISMISSED, wrong=wrong.value))
    if wrong is Wrong.SOURCE:
        await wrong_source(pressed, draft)
    await pressed.renew()
    return Answered(text="Taken off the card. The customer is still waiting.")


async def scorecard(pressed: Pressed) -> Outcome:
    """Show what earned and lost the draft its points."""
    draft = await pressed.draft()
    if draft is None:
        return NO_DRAFT
    return Answered(text="\n".join(scorecard_in_words(draft)))


async def reasons(pressed: Pressed) -> Outcome:
    """Tell why the draft is what it is, and what it took."""
    draft = await pressed.draft()
    if draft is None:
        return NO_DRAFT
    told = [*draft.why, *([draft.fallback] if draft.fallback else [])]
    if draft.tokens_in or draft.tokens_out:
        cost = f", {draft.cost:.4f} at your prices" if draft.cost is not None else ""
        told.append(f"The model took {draft.tokens_in + draft.tokens_out:,} tokens{cost}.")
    return Answered(text="\n".join(told) or "Nothing more is known about this draft.")


async def why(pressed: Pressed) -> Outcome:
    """Tell why it is late, from the record."""
    policy, now = pressed.watched.policy, pressed.click.at
    return Answered(text="\n".join(await recalled(pressed.work, pressed.conversation, policy, now)))


async def claim(pressed: Pressed) -> Outcome:
    """Take a conversation in hand. Silences nothing."""
    if pressed.conversation.claimed_by == pressed.click.by.id:
        return Answered(text="It is yours already.")
    await pressed.move(Kind.CLAIMED)
    return Answered(text="Yours. The clock keeps running until you reply; the claim lapses in 10 min.")


async def release(pressed: Pressed) -> Outcome:
    """Give a claimed conversation back."""
    await pressed.move(Kind.CLAIM_ENDED)
    return Answered(text="Released.")


async def close(pressed: Pressed) -> Outcome:
    """End a wait without a reply, with the reason on the record."""
    reason = pressed.click.inputs.get("reason")
    if reason is None:
        return Ask(form=close_form(), verb=Verb.CLOSE, click=pressed.click)
    if pressed.click.version != pressed.conversation.version:
        return await _close_again(pressed)
    await withdraw_drafts(pressed.work, pressed.conversation)
    await pressed.move(Kind.CLOSED, reason=reason[:60])
    return Answered(text="Closed. The customer was told nothing.")


async def _close_again(pressed: Pressed) -> Outcome:
    """The customer wrote while somebody was closing: ask again, with what was said."""
    await pressed.renew()
    form = close_form()
    note = f"{await pressed.customer_name()} wrote again: nothing was closed yet."
    seen = replace(pressed.click, version=pressed.conversation.version, inputs={})
    return Ask(form=replace(form, notes=(note, *await pressed.heard_last())), verb=Verb.CLOSE, click=seen)


async def remind(pressed: Pressed) -> Outcome:
    """Come back to this agent later; an answered conversation is on hold until then."""
    minutes = pressed.click.inputs.get("minutes")
    if minutes is None:
        return Ask(form=remind_form(), verb=Verb.REMIND, click=pressed.click)
    if not (minutes.isdecimal() and len(minutes) <= 5 and 1 <= int(minutes) <= 7 * 24 * 60):
        return Answered(text="Choose a time between one minute and seven days.", ok=False)
    at = pressed.click.at + timedelta(minutes=int(minutes))
    reason = pressed.click.inputs.get("reason", "")[:150]
    await pressed.work.plan(
        nudges.reminder(pressed.conversation, pressed.click.by, pressed.click.at, at, reason)
    )
    if pressed.conversation.status is Status.AWAITING_CUSTOMER:
        await pressed.move(Kind.HELD, until=at, reason=reason or None)
    return Answered(text=f"I will remind you in {minutes} min.")


async def note(pressed: Pressed) -> Outcome:
    """Write something down for colleagues; it answers nothing and stops no clock."""
    words = pressed.click.inputs.get("note")
    if words is None:
        return Ask(form=note_form(), verb=Verb.NOTE, click=pressed.click)
    if not words.strip():
        return Answered(text="The note is empty: nothing was kept.", ok=False)
    if secrets_in(words):
        return Answered(text="The note holds a key, password or card number: nothing was kept.", ok=False)
    await pressed.move(Kind.NOTED, reason=" ".join(words.split())[:LONGEST_NOTE])
    return Answered(text="Noted on the card, for staff only. The clock keeps running.")


async def put_off(pressed: Pressed) -> Outcome:
    """Let the alerts of a wait rest until a time, for a reason that is on the record."""
    minutes, reason = pressed.click.inputs.get("minutes"), pressed.click.inputs.get("reason", "").strip()
    if minutes is None:
        return Ask(form=put_off_form(), verb=Verb.SNOOZE, click=pressed.click)
    if not (minutes.isdecimal() and len(minutes) <= 4 and 1 <= int(minutes) <= LONGEST_PUT_OFF):
        return Answered(text="Choose a time between one minute and eight hours.", ok=False)
    if not reason:
        return Answered(text="Say why the customer may wait: it is shown with the alert.", ok=False)
    until = pressed.click.at + timedelta(minutes=int(minutes))
    await pressed.move(Kind.SNOOZED, until=until, reason=reason[:150])
    at = clock_time(until, pressed.click.by.zone, now=pressed.click.at)
    return Answered(text=f"No alerts until {at}. The clock keeps running.")


async def resolved(pressed: Pressed) -> Outcome:
    """Staff think it is solved: propose the words that ask and thank."""
    if pressed.click.version != pressed.conversation.version:
        return await stale(pressed)
    await pressed.move(Kind.SOUNDS_SOLVED, reason="staff")
    await withdraw_drafts(pressed.work, pressed.conversation)
    name = await pressed.customer_name()
    notice = nudges.confirm(
        pressed.conversation, pressed.click.at, pressed.watched.policy, name, to=pressed.click.by.id
    )
    if notice:
        await pressed.work.plan(replace(notice, due_at=pressed.click.at))
    return Answered(text="Marked. The words to confirm and thank are on their way to you.")


def scorecard_in_words(draft: Draft) -> list[str]:
    """Return a draft's total, a line for each criterion and gate, and what would make it better."""
    card = draft.scorecard
    criteria = [f"{name}: {part['because']}" for name, part in card.get("criteria", {}).items()]
    gates = [f"{name}: {part['because']}" for name, part in card.get("gates", {}).items()]
    return [f"{draft.score} of 100", *criteria, *gates, *card.get("suggestions", ())]
