"""Send, Edit, Send anyway: exactly one reply for each, and never a stale one by mistake."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from bot.card import Answered, Ask, Outcome, Verb
from bot.drafting.guard import harmless
from bot.forms import reply_form
from bot.pressed import Pressed
from bot.record import (
    Draft,
    DraftState,
    Reply,
)
from bot.words.private import secrets_in

LONGEST_REPLY = 4000
NO_DRAFT = Answered(text="There is no draft to work on right now.", ok=False)


async def send(pressed: Pressed) -> Outcome:
    """Send the draft as the card showed it."""
    draft = await pressed.draft()
    if draft is None or draft.state is not DraftState.OPEN:
        return await handled(pressed, draft)
    if draft.version != pressed.conversation.version:
        return await stale(pressed)
    return await queue(pressed, draft, draft.text)


async def send_anyway(pressed: Pressed) -> Outcome:
    """Send a draft, or an edited text, although the customer wrote on: this person has seen it."""
    draft = await pressed.draft()
    if draft is None or draft.state is not DraftState.OPEN:
        return await handled(pressed, draft)
    if pressed.click.version != pressed.conversation.version:
        return await stale(pressed, pressed.click.inputs.get("text"))
    return await queue(pressed, draft, pressed.click.inputs.get("text", draft.text))


async def edit(pressed: Pressed) -> Outcome:
    """Ask for the edited text, then send that."""
    draft, text = await pressed.draft(), pressed.click.inputs.get("text")
    if text is not None and draft and draft.state is DraftState.WITHDRAWN and pressed.conversation.wait:
        return await stale(pressed, text)  # a newer draft took its place: the agent's words still count
    if draft is None or draft.state is not DraftState.OPEN:
        return await handled(pressed, draft)
    if text is None:
        notes = tuple(f"Source: {source.title}" for source in draft.sources[:2])
        form = reply_form(draft.text, title="Edit and send", submit="Send", notes=notes)
        return Ask(form=form, verb=Verb.EDIT, click=pressed.click)
    if pressed.click.version != pressed.conversation.version:
        return await stale(pressed, text)
    return await queue(pressed, draft, text)


async def queue(pressed: Pressed, draft: Draft | None, text: str) -> Outcome:
    """Queue a reply in the same commit that takes the draft: exactly one for each Send."""
    text = harmless(text).strip()
    if not text:
        return Answered(text="The reply is empty: nothing was sent.", ok=False)
    if len(text) > LONGEST_REPLY:
        most = f"{LONGEST_REPLY:,}"
        return Answered(text=f"The reply is longer than {most} characters: nothing was sent.", ok=False)
    if secrets_in(text):
        return Answered(text="Nothing was sent: the reply holds a key, password or card number.", ok=False)
    wait = pressed.conversation.waits[-1]
    before = len(await pressed.work.replies(pressed.conversation.id))
    await pressed.work.queue_reply(
        Reply(
            conversation=pressed.conversation.id,
            wait=wait.number,
            thread=pressed.conversation.thread,
            draft=draft.id if draft else None,
            text=text,
            by=pressed.click.by.id,
            by_name=pressed.click.by.name,
            key=f"fd-{pressed.conversation.id}-{before + 1}",
            distance=distance(draft.text, text) if draft else 0.0,
            queued_at=pressed.click.at,
        )
    )
    if draft:
        await pressed.work.save_draft(replace(draft, state=DraftState.SENT))
    await pressed.renew()
    return Answered(text="Sending.")


async def stale(pressed: Pressed, text: str | None = None) -> Outcome:
    """Refuse a send made on an older version; an edited text is kept in the form, never lost."""
    await pressed.renew()
    name = await pressed.customer_name()
    if text is None:
        note = f"{name} wrote again: nothing was sent. The card is up to date now."
        return Answered(text=note, ok=False)
    notes = (f"{name} wrote again: nothing was sent yet.", *await pressed.heard_last())
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


def distance(drafted: str, sent: str) -> float:
    """Return how far an agent moved from the draft, 0 as drafted to 1 rewritten, by words."""
    matcher = SequenceMatcher(None, drafted.split(), sent.split(), autojunk=False)
    return round(1 - matcher.ratio(), 3)
