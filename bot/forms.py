"""Edit and settings forms as values: adapters render them, the desk reads what comes back. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

LONGEST_NOTE = 300
THEN, AS_IT_IS, MEND, MUTE = "then", "as_it_is", "mend", "mute"


class FieldKind(StrEnum):
    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    TICK = "tick"
    PERSON = "person"  # somebody's key; adapters offer their own way to pick a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to fill in. `choices` are (value, label)."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    help: str = ""
    empty: str = "none"  # what it means when nothing is filled in, as it is told afterwards
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True
    most: int = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """At most four fields under one heading: what fits a phone and a Discord modal."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form with the verb its submit button stands for."""

    title: str
    submit: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for section in self.sections for field in section.fields)


def reply_form(text: str, *, title: str, submit: str, notes: tuple[str, ...] = ()) -> Form:
    """Return the form in which an agent edits a draft or corrects a sent reply."""
    field = Field(name="text", label="Reply", kind=FieldKind.LONG, value=text, most=4000)
    return Form(title=title, submit=submit, sections=(Section(title="", fields=(field,)),), notes=notes)


def second_look_form(text: str, *, title: str, as_it_is: str, notes: tuple[str, ...], mend: str) -> Form:
    """Return the form that shows words again with what gives pause: as they are, mended, or not today."""
    mends = ((MEND, mend),) if mend else ()
    then = Field(
        name=THEN,
        label="And now",
        kind=FieldKind.CHOICE,
        value=AS_IT_IS,
        choices=((AS_IT_IS, as_it_is), *mends, (MUTE, f"{as_it_is}, and no second look for me today")),
    )
    form = reply_form(text, title=title, submit="Go on", notes=notes)
    return replace(form, sections=(replace(form.sections[0], fields=(*form.fields, then)),))


def close_form() -> Form:
    """Return the form that asks why a conversation needs no reply."""
    reason = Field(
        name="reason",
        label="Why is no reply needed?",
        kind=FieldKind.CHOICE,
        value="no_reply_needed",
        choices=(
            ("no_reply_needed", "No reply needed"),
            ("answered_elsewhere", "Answered elsewhere"),
            ("duplicate", "Duplicate"),
            ("spam", "Spam"),
        ),
    )
    return Form(
        title="Close without a reply", submit="Close", sections=(Section(title="", fields=(reason,)),)
    )


def wrong_form() -> Form:
    """Return the form that asks what is wrong about a draft, in the values of `bot.acts.edits.Wrong`."""
    reason = Field(
        name="reason",
        label="What is wrong about it?",
        kind=FieldKind.CHOICE,
        value="wrong facts",
        choices=(
            ("wrong facts", "Wrong facts"),
            ("wrong source", "Wrong source"),
            ("wrong tone", "Wrong tone"),
            ("not needed", "Not needed"),
        ),
    )
    return Form(
        title="Wrong draft",
        submit="Take it off",
        sections=(Section(title="", fields=(reason,)),),
        notes=("The customer is still waiting.",),
    )


def put_off_form() -> Form:
    """Return the form that asks until when, and why, the alerts of a wait may rest."""
    when = Field(
        name="minutes",
        label="No alerts for",
        kind=FieldKind.CHOICE,
        value="30",
        choices=(("15", "15 minutes"), ("30", "30 minutes"), ("60", "1 hour"), ("240", "4 hours")),
    )
    why = Field(name="reason", label="Why may the customer wait?", most=150)
    return Form(
        title="Put the alert off",
        submit="Put off",
        sections=(Section(title="", fields=(when, why)),),
        notes=("The clock keeps running, and the alert comes back at the end.",),
    )


def note_form() -> Form:
    """Return the form for a note that only colleagues see."""
    note = Field(name="note", label="Note", help="Shown on the card, to staff only", most=LONGEST_NOTE)
    return Form(
        title="Note for colleagues",
        submit="Keep",
        sections=(Section(title="", fields=(note,)),),
        notes=("The customer never sees it, and the clock keeps running.",),
    )


def remind_form() -> Form:
    """Return the form that asks when to come back to a conversation, and why."""
    when = Field(
        name="minutes",
        label="Remind me in",
        kind=FieldKind.CHOICE,
        value="30",
        choices=(("15", "15 minutes"), ("30", "30 minutes"), ("60", "1 hour"), ("240", "4 hours")),
    )
    why = Field(name="reason", label="What are you waiting for?", required=False, most=150)
    return Form(
        title="Remind me",
        submit="Remind me",
        sections=(Section(title="", fields=(when, why)),),
        notes=("The clock keeps running: the customer is still waiting.",),
    )
