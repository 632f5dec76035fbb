"""Give a conversation to one person: it is in their hands, and they are told. The clock goes on."""

from __future__ import annotations

from bot.acts.pressed import Pressed
from bot.card import Answered, Ask, Outcome, Verb
from bot.conversation import Event, Kind
from bot.forms import Field, FieldKind, Form, Section
from bot.moves import finish_notice, move
from bot.record import Notice, NoticeKind, Result
from bot.roster.duty import Roster


async def give(pressed: Pressed) -> Outcome:
    """Ask whose hands it goes into, then put it there, if that person may answer and is on duty."""
    wanted, click = pressed.click.inputs.get("to"), pressed.click
    if wanted is None:
        return Ask(form=_form(pressed.conversation.claimed_by or ""), verb=Verb.GIVE, click=click)
    person = await pressed.work.person(wanted)
    if person is None or not person.role.acts:
        return Answered(text="I know no agent of this channel by that name.", ok=False)
    if not Roster.of(await pressed.work.duties()).on(person.id, click.at):
        return Answered(text=f"{person.name} is off duty: choose somebody who is there.", ok=False)
    if pressed.conversation.status.over:
        return Answered(text="This conversation is over: there is nothing to hand on.", ok=False)
    event = Event(kind=Kind.CLAIMED, at=click.at, by=person.id, reason=f"given by {click.by.name}")
    await move(pressed.work, pressed.conversation, pressed.watched, click.at, event)
    if person.id != click.by.id:
        await _tell(pressed, person.id)
    notice = await pressed.notice()
    if notice:
        await finish_notice(
            pressed.work, notice, click.at, f"given to {person.name} by {click.by.name}", result=Result.DONE
        )
    return Answered(
        text=f"It is in {person.name}'s hands now. The clock keeps running until somebody replies."
    )


async def _tell(pressed: Pressed, person: str) -> None:
    customer = await pressed.customer_name()
    await pressed.work.plan(
        Notice(
            conversation=pressed.conversation.id,
            kind=NoticeKind.HANDED,
            occasion=f"to {person} at {pressed.click.at.isoformat()}",
            due_at=pressed.click.at,
            to=(person,),
            note=f"{pressed.click.by.name} gave you {customer}'s conversation. A draft is on the card.",
        )
    )


def _form(now: str) -> Form:
    field = Field(name="to", label="Who takes it?", kind=FieldKind.PERSON, value=now)
    return Form(
        title="Give it to one person",
        submit="Give",
        sections=(Section(title="", fields=(field,)),),
        notes=("They are told privately. A claim lapses after 10 minutes without a reply.",),
    )
