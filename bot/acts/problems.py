"""One problem that several customers report: put them under one name, and tell each when it is fixed.

A first contact is not over before its reporter was told, or somebody decided that they need not be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.acts.pressed import Pressed
from bot.aftercare.record import Problem, Report
from bot.card import Answered, Ask, Outcome, Verb
from bot.forms import Field, FieldKind, Form, Section
from bot.nudging.truth import number_of
from bot.ports import Reading, Work
from bot.record import Notice, NoticeKind

NEW, NONE = "new", "none"
MOST_OFFERED = 20
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An open problem as it is listed: `conversation` is one of those that report it."""

    name: str
    reporters: int
    conversation: int
    version: int


async def known_problems(reading: Reading) -> tuple[Known, ...]:
    """Return the problems that are not fixed, the one that most report first."""
    found: list[Known] = []
    for problem in await reading.aftercare.problems(open=True):
        reports = await reading.aftercare.reports(problem=problem.id)
        conversation = await reading.conversation(reports[0].conversation) if reports else None
        if conversation:
            about = {"conversation": conversation.id, "version": conversation.version}
            found.append(Known(name=problem.name, reporters=len(reports), **about))
    return tuple(sorted(found, key=lambda known: -known.reporters))


def listed(known: Sequence[Known]) -> str:
    """Return open problems in words, one a line."""
    if not known:
        return "No open problem is noted. On a card, choose “Same problem as…”."
    lines = [f"{each.name}: {customers(each.reporters)}" for each in known]
    return "\n".join([*lines, "When one is fixed, choose “Fixed” on the card of anybody who reported it."])


def customers(count: int) -> str:
    return "one customer" if count == 1 else f"{count} customers"


async def same_problem(pressed: Pressed) -> Outcome:
    """Note which problem a conversation is about: a known one, a new one, or none after all."""
    click, aftercare = pressed.click, pressed.work.aftercare
    open = await aftercare.problems(open=True)
    chosen = click.inputs.get("problem")
    if chosen is None:
        mine = {report.problem for report in await aftercare.reports(conversation=pressed.conversation.id)}
        form = _form(open[:MOST_OFFERED], mine)
        return Ask(form=form, verb=Verb.SAME_PROBLEM, click=click)
    if chosen == NONE:
        await aftercare.unreport(pressed.conversation.id)
        await pressed.renew()
        return Answered(text="Noted: it is about none of the known problems.")
    name = click.inputs.get("name", "").strip()[:LONGEST_NAME]
    if chosen == NEW and not name:
        return Answered(text="Give the problem a name, or choose a known one.", ok=False)
    if chosen == NEW:
        known = next((each for each in open if each.name.casefold() == name.casefold()), None)
        problem = known or await aftercare.open_problem(Problem(name=name, by=click.by.id, at=click.at))
    else:
        found = next((each for each in open if str(each.id) == chosen), None)
        if found is None:
            return Answered(text="That problem is fixed or gone: choose another one.", ok=False)
        problem = found
    await aftercare.unreport(pressed.conversation.id, but=(problem.id,))
    await aftercare.report(
        Report(problem=problem.id, conversation=pressed.conversation.id, by=click.by.id, at=click.at)
    )
    await pressed.renew()
    reporters = len(await aftercare.reports(problem=problem.id))
    others = f" {reporters} customers report it." if reporters > 1 else ""
    return Answered(text=f"Noted under “{problem.name}”.{others} When it is fixed, each of them is told.")


async def fixed(pressed: Pressed) -> Outcome:
    """A problem is fixed: draft the news and the thanks to everybody who reported it, once."""
    aftercare = pressed.work.aftercare
    problem = await _problem_of(pressed)
    if problem is None:
        return Answered(text="No open problem is noted here: choose “Same problem as…” first.", ok=False)
    reports = [report for report in await aftercare.reports(problem=problem.id) if report.open]
    if pressed.click.inputs.get("sure") is None:
        return Ask(form=_sure(problem, len(reports)), verb=Verb.FIXED, click=pressed.click)
    told = await close_loop(pressed.work, problem, pressed.click.by.id, pressed.click.at)
    await pressed.renew()
    return Answered(text=_drafted(told))


async def close_loop(work: Work, problem: Problem, by: str, now: datetime) -> int:
    """Mark a problem as fixed and plan one nudge a reporter; return how many. A second time plans none."""
    if problem.fixed_at:
        return 0
    await work.aftercare.save_problem(replace(problem, fixed_at=now, fixed_by=by))
    reports = [report for report in await work.aftercare.reports(problem=problem.id) if report.open]
    for report in reports:
        conversation = await work.conversation(report.conversation)
        watched = await work.watched(conversation.thread.channel) if conversation else None
        who = (conversation.last_human_by if conversation else None) or by
        if conversation and watched:
            await work.plan(
                Notice(
                    conversation=conversation.id,
                    kind=NoticeKind.FIXED,
                    occasion=f"problem {problem.id}",
                    due_at=now,
                    to=(who,),
                    note=f"reported “{problem.name}”, which is fixed. Tell them, and say thanks?",
                )
            )
    return len(reports)


async def told_of_fix(work: Work, notice: Notice, now: datetime) -> None:
    """A reporter was told: their report, and with it their first contact, is closed."""
    await _closed(work, notice, told_at=now, waived_at=None)


async def waived(work: Work, notice: Notice, now: datetime) -> None:
    """Somebody decided that a reporter need not be told."""
    await _closed(work, notice, told_at=None, waived_at=now)


async def owed(reading: Reading, conversation: int) -> tuple[str, ...]:
    """Return the names of the problems whose end a conversation's customer has still to be told."""
    reports = [report for report in await reading.aftercare.reports(conversation=conversation) if report.open]
    problems = [await reading.aftercare.problem(report.problem) for report in reports]
    return tuple(problem.name for problem in problems if problem)


async def _closed(
    work: Work, notice: Notice, *, told_at: datetime | None, waived_at: datetime | None
) -> None:
    if notice.kind is not NoticeKind.FIXED:
        return
    for report in await work.aftercare.reports(conversation=notice.conversation):
        if report.problem == number_of(notice) and report.open:
            await work.aftercare.save_report(replace(report, told_at=told_at, waived_at=waived_at))


async def _problem_of(pressed: Pressed) -> Problem | None:
    for report in await pressed.work.aftercare.reports(conversation=pressed.conversation.id):
        problem = await pressed.work.aftercare.problem(report.problem)
        if problem and problem.fixed_at is None:
            return problem
    return None


def _drafted(count: int) -> str:
    if not count:
        return "Marked as fixed. Nobody has to be told."
    one = "One customer reported it: the words to tell and thank them are on their way."
    many = f"{count} customers reported it: the words to tell and thank each are on their way."
    return f"Marked as fixed. {one if count == 1 else many}"


def _form(open: Sequence[Problem], mine: set[int]) -> Form:
    choices = [(str(problem.id), problem.name) for problem in open]
    none = [(NONE, "None of them after all")] if mine else []
    value = next((str(problem.id) for problem in open if problem.id in mine), NEW)
    which = Field(
        name="problem",
        label="Which problem is it?",
        kind=FieldKind.CHOICE,
        value=value if choices else NEW,
        choices=((NEW, "A new one, named below"), *choices, *none),
    )
    name = Field(
        name="name",
        label="Name of a new problem",
        help="The customer reads it: the import fails",
        required=False,
        most=LONGEST_NAME,
    )
    return Form(
        title="Same problem as…",
        submit="Note it",
        sections=(Section(title="", fields=(which, name)),),
        notes=("When it is fixed, everybody under the same name is told and thanked.",),
    )


def _sure(problem: Problem, reporters: int) -> Form:
    who = "One customer" if reporters == 1 else f"{reporters} customers"
    sure = Field(
        name="sure",
        label=f"Is “{problem.name}” fixed for all of them?",
        kind=FieldKind.CHOICE,
        value="yes",
        choices=(("yes", "Yes, it is fixed"),),
    )
    return Form(
        title="Fixed?",
        submit="Tell them",
        sections=(Section(title="", fields=(sure,)),),
        notes=(f"{who} reported it. Whoever answered them gets the words; nothing is sent by itself.",),
    )
