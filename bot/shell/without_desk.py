"""Commands that need no desk: a draft, a replay, a score, signals, a deadline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from bot.shell.ending import finish, out, refuse, say, settings, tell, writable, write
from bot.shell.json_lines import json_object, lines_given, print_json
from bot.shell.progress import progress

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
OnlyJson = Annotated[bool, typer.Option("--json", help="JSON is all it prints, so this changes nothing.")]


def ask(
    question: Annotated[str, typer.Argument(help="What a customer might write.")],
    articles: Annotated[
        Path | None, typer.Option(help="A folder of articles; the sample without one.")
    ] = None,
    customer: Annotated[str | None, typer.Option(help="The customer's name.")] = None,
    agent: Annotated[str | None, typer.Option(help="The agent's name.")] = None,
    as_json: Json = False,
) -> None:
    """Draft a reply to a question and print it with its sources."""
    from bot.shell.commands import asked

    if not question.strip():
        raise refuse('Write what a customer might write: python -m bot ask "I was charged twice"')
    result = finish(asked(settings(), question, articles, customer=customer, agent=agent, told=progress))
    if as_json:
        print_json(result)
        return
    if articles is None:
        tell("From the sample's invented articles; --articles FOLDER takes yours.")
    _say_dim(f"{result['situation']} · {result['band']} · {result['score']} of 100\n")
    say(result["draft"])
    for source in result["sources"]:
        _say_dim(f"- {source['title']} {source['url'] or ''}")
    for why in result["why"]:
        _say_dim(why)


def _say_dim(text: str) -> None:
    out.print(Text(text, style="dim"), soft_wrap=True)


def replay(
    logs: Annotated[list[Path], typer.Argument(help="Chat exports: one {at, author, text} a line.")],
    staff: Annotated[str, typer.Option(help="Who of the authors is staff: a,b,c.")],
    articles: Annotated[Path | None, typer.Option(help="A folder of articles to draft from.")] = None,
    target: Annotated[
        list[str] | None, typer.Option(help="First-response target; several: which alerts each would cause.")
    ] = None,
    hours: Annotated[str, typer.Option(help='For instance "Mon-Fri 09:00-17:00".')] = "always",
    zone: Annotated[str, typer.Option(help="An IANA zone: Europe/Berlin.")] = "UTC",
    page: Annotated[Path | None, typer.Option(help="Write the alerts of each target into this page.")] = None,
    as_json: Json = False,
) -> None:
    """Push chat exports through the real desk on a virtual clock: what would have happened with us."""
    names = frozenset(name.strip() for name in staff.split(",") if name.strip())
    if not names:
        raise refuse("--staff names nobody: write the authors that are staff, like --staff ana,dana.")
    targets = target or ["15m"]
    if page is None and len(targets) == 1 and len(logs) == 1 and hours == "always":
        _replay_all(logs[0], names, articles, targets[0], as_json=as_json)
    else:
        _replay_alerts(logs, names, targets, (hours, zone), page, as_json=as_json)


def _replay_all(
    log: Path, staff: frozenset[str], articles: Path | None, target: str, *, as_json: bool
) -> None:
    from dataclasses import asdict

    from bot.shell.commands import replayed_log

    found = finish(replayed_log(settings(), log, staff, articles, target, told=progress))
    if as_json:
        print_json(asdict(found))
        return
    for name, value in asdict(found).items():
        say(f"{name.replace('_', ' '):32} {value}")


def _replay_alerts(
    logs: list[Path],
    staff: frozenset[str],
    targets: list[str],
    open_in: tuple[str, str],
    page: Path | None,
    *,
    as_json: bool,
) -> None:
    from bot.business_hours.hours import Hours, HoursError
    from bot.rehearsal.page import page as written
    from bot.rehearsal.page import to_json
    from bot.shell.commands import rehearsed
    from bot.shell.printed import print_rehearsal

    page = page and writable(page)
    try:
        hours = Hours.parse(*open_in)
    except HoursError as wrong:
        raise refuse(str(wrong)) from None
    found = finish(rehearsed(logs, staff, targets, hours, told=progress))
    if page:
        finish(write(page, written(", ".join(log.name for log in logs), found).encode()))
        tell(f"The page is {page}.")
    if as_json:
        print_json(to_json(found))
    else:
        print_rehearsal(found, out)


def score(as_json: OnlyJson = True) -> None:
    """Score a reply: one JSON object on standard input, one out."""
    from bot.scorecard import from_json

    try:
        given = json_object("".join(lines_given()))
    except ValueError as wrong:
        raise refuse(f"Standard input: {wrong}") from None
    try:
        print_json(from_json(given))
    except ValueError as wrong:
        raise refuse(str(wrong)) from None


def signals(as_json: OnlyJson = True) -> None:
    """Read signals: one JSON object a line on standard input, one of signals a line out, in order."""
    from bot.signals import from_json, to_json

    wrong_lines = False
    for number, line in enumerate(lines_given(), start=1):
        if not line.strip():
            continue
        try:
            print_json(to_json(from_json(json_object(line))))
        except ValueError as wrong:  # told in its place, so that what comes out still lines up
            wrong_lines = True
            print_json({"error": f"Line {number}: {wrong}"})
            tell(f"Line {number}: {wrong}")
    if wrong_lines:
        raise typer.Exit(2)


def clock(
    hours: Annotated[str, typer.Option(help='"Mon-Fri 09:00-17:00"; several: "… @ Zone | … @ Zone".')],
    zone: Annotated[str, typer.Option(help="An IANA zone: Europe/Berlin.")],
    start: Annotated[str, typer.Option(help="When the customer wrote: 2026-12-23T17:50.")],
    target: Annotated[str, typer.Option(help="15m, 1h30m, 2d.")],
    holidays: Annotated[str | None, typer.Option(help="A country or region: DE, DE-BY.")] = None,
    closed: Annotated[str, typer.Option(help="Dates of your own: 2026-12-24, 2026-12-27..2027-01-02.")] = "",
    as_json: Json = False,
) -> None:
    """Tell when a target would be reached, and why not sooner."""
    from bot.business_hours.calendars import HolidaysOf
    from bot.business_hours.clock import answer

    try:
        told = answer(
            hours=hours,
            zone=zone,
            start=start,
            target=target,
            holidays=holidays or "",
            places=HolidaysOf,
            closed=closed,
        )
    except ValueError as wrong:
        raise refuse(str(wrong)) from None
    if as_json:
        print_json(told)
        return
    say(f"Deadline {told['deadline']['local']}")
    for skipped in told["skipped"]:
        say(f"  skipped: {skipped['reason']}")
