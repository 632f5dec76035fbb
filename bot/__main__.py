"""`python -m bot`: everything an operator does from a shell. Heavy imports happen inside the commands."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from rich.console import Console

from bot.errors import FrontdeskError

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(
    help="Frontdesk drafts first replies for support channels. It drafts; people send.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_out = Console(highlight=False)
_err = Console(stderr=True, highlight=False)
T = TypeVar("T")
_DATES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="The console's port; 0 takes a free one.")]


@app.command()
def demo(
    port: Port = None, keep: Annotated[bool, typer.Option(help="Keep what the last demo held.")] = False
) -> None:
    """Show the product: an invented help centre and a console with a customer side and an agent side."""
    from bot.shell.demo import demo_settings

    settings = demo_settings(_settings(), port=port)
    _serve(settings, demo=True, anew=not keep)


@app.command()
def run(port: Port = None) -> None:
    """Run the desk with the platforms that settings.env sets up."""
    from bot.settings import with_port

    _serve(with_port(_settings(), port), demo=False)


@app.command()
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

    result = _finish(asked(_settings(), question, articles, customer=customer, agent=agent, told=_progress))
    if as_json:
        _print_json(result)
        return
    _out.print(f"[dim]{result['situation']} · {result['band']} · {result['score']} of 100[/dim]\n")
    _out.print(result["draft"], markup=False)
    for source in result["sources"]:
        _out.print(f"[dim]- {source['title']}[/dim]", source["url"] or "")
    for why in result["why"]:
        _out.print(f"[dim]{why}[/dim]")


@app.command()
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

    found = _finish(replayed_log(_settings(), log, staff, articles, target, told=_progress))
    if as_json:
        _print_json(asdict(found))
        return
    for name, value in asdict(found).items():
        _out.print(f"{name.replace('_', ' '):32} {value}", markup=False)


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

    try:
        hours = Hours.parse(*open_in)
    except HoursError as wrong:
        raise _refuse(str(wrong)) from None
    found = _finish(rehearsed(logs, staff, targets, hours, told=_progress))
    if page:
        page.write_text(written(", ".join(log.name for log in logs), found), "utf-8")
        _err.print(f"The page is {page}.", markup=False)
    if as_json:
        _print_json(to_json(found))
    else:
        print_rehearsal(found, _out)


@app.command()
def score(as_json: Json = True) -> None:
    """Score a reply: one JSON object on standard input, one out."""
    from bot.scorecard import from_json

    given = _read_json(sys.stdin.read())
    try:
        _print_json(from_json(given))
    except ValueError as wrong:
        raise _refuse(str(wrong)) from None


@app.command()
def signals(as_json: Json = True) -> None:
    """Read signals: one JSON object a line on standard input, one of signals a line out, in order."""
    from bot.signals import from_json, to_json

    wrong_lines = False
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            _print_json(to_json(from_json(_json_object(line))))
        except ValueError as wrong:  # told in its place, so that what comes out still lines up
            wrong_lines = True
            _print_json({"error": f"Line {number}: {wrong}"})
            _err.print(f"Line {number}: {wrong}", markup=False)
    if wrong_lines:
        raise typer.Exit(2)


@app.command()
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
        raise _refuse(str(wrong)) from None
    if as_json:
        _print_json(told)
        return
    _out.print(f"Deadline {told['deadline']['local']}", markup=False)
    for skipped in told["skipped"]:
        _out.print(f"  skipped: {skipped['reason']}", markup=False)


@app.command()
def why(conversation: Annotated[int, typer.Argument(help="The conversation's number.")]) -> None:
    """Tell why a conversation is late, a sentence a step."""
    from bot.shell.commands import why_of

    for sentence in _finish(why_of(_settings(), conversation)):
        _out.print(sentence, markup=False)


@app.command()
def report(
    days: Annotated[int, typer.Option(min=1, max=3660, help="How far back, without --since.")] = 30,
    since: Annotated[datetime | None, typer.Option(formats=_DATES, help="The first day: 2026-11-01.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=_DATES, help="The day after the last.")] = None,
    channel: Annotated[str | None, typer.Option(help="One watched channel: #help.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the times as CSV.")] = False,
    png: Annotated[Path | None, typer.Option(help="Write the chart into this file.")] = None,
    as_json: Json = False,
) -> None:
    """Tell how fast and how good first responses were. Works beside a running bot."""
    from bot.reports.tables import to_csv, to_json
    from bot.shell.commands import charted, reported
    from bot.shell.printed import print_report

    now = datetime.now(UTC)
    end = until.astimezone(UTC) if until else now
    begin = since.astimezone(UTC) if since else end - timedelta(days=days)
    if begin >= end:
        raise _refuse("--since has to lie before --until.")
    found = _finish(reported(_settings(), begin, end, channel, now))
    if png:
        _finish(charted(_settings(), found, png))
        _err.print(f"The chart is in {png}.", markup=False)
    if as_json:
        _print_json(to_json(found))
    elif as_csv:
        print(to_csv(found), end="")  # noqa: T201  # the output itself
    elif not png:
        print_report(found, _out)


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check settings, database, index, model and tokens: one line each, with the fix."""
    from bot.shell.doctor import examine

    found = _finish(examine(_settings()))
    if as_json:
        _print_json([{"ok": check.ok, "about": check.about, "text": check.text} for check in found])
    else:
        for check in found:
            _out.print("[green]ok [/green]" if check.ok else "[red]fix[/red]", f"{check.about}: {check.text}")
    if not all(check.ok for check in found):
        raise typer.Exit(1)


@app.command()
def purge(
    person: Annotated[str, typer.Argument(help="Their key (slack:T1/U9), or a name that only one has.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    as_json: Json = False,
) -> None:
    """Forget a person: what they said, and what was made and learned from it. Works beside a running bot."""
    from bot.privacy.purging import in_words
    from bot.shell.commands import purged

    settings = _settings()
    if not (dry_run or yes):
        for text in in_words(_finish(purged(settings, person, pretend=True))):
            _err.print(text, markup=False)
        typer.confirm("Forget all of it for good?", abort=True, err=True)
    found = _finish(purged(settings, person, pretend=dry_run))
    if as_json:
        _print_json({"person": found.person.id, "dry_run": found.pretended, "gone": dict(found.counts)})
    else:
        for text in in_words(found):
            _out.print(text, markup=False)


@app.command()
def backup(to: Annotated[Path, typer.Argument(help="The file to write, ending in .tar.gz.")]) -> None:
    """Back up the database and the index into one file, beside a running bot too."""
    from bot.shell.commands import backed_up

    _out.print(_finish(backed_up(_settings(), to)), markup=False)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What `backup` wrote.")],
    force: Annotated[bool, typer.Option(help="Replace what is there.")] = False,
) -> None:
    """Bring back what `backup` wrote. The bot must not be running."""
    from bot.shell.commands import restored

    _out.print(_finish(restored(_settings(), file, force=force)), markup=False)


class Mode(StrEnum):
    SOCKET = "socket"
    HTTP = "http"


slack = typer.Typer(help="Set up Slack.", no_args_is_help=True)
discord = typer.Typer(help="Set up Discord.", no_args_is_help=True)
app.add_typer(slack, name="slack")
app.add_typer(discord, name="discord")


@slack.command("manifest")
def slack_manifest(
    mode: Annotated[Mode, typer.Option(help="How events come in.")] = Mode.SOCKET,
    host: Annotated[str, typer.Option(help="Where Slack reaches us, for http: desk.example.com")] = "",
) -> None:
    """Print the app manifest to paste into Slack."""
    from adapters.slack import manifest

    _out.print(manifest(mode.value, host), markup=False, soft_wrap=True)  # broken lines are no JSON


@discord.command("invite")
def discord_invite(application: Annotated[str, typer.Argument(help="The application's id.")]) -> None:
    """Print the link that invites the bot with exactly the permissions it needs."""
    from adapters.discord import invite_link

    try:
        _out.print(invite_link(application), markup=False, soft_wrap=True)
    except ValueError as wrong:
        raise _refuse(str(wrong)) from None


def _serve(settings: Settings, *, demo: bool, anew: bool = False) -> None:
    from bot.process.running import serve

    def ready(address: str) -> None:
        _out.print(f"Frontdesk is ready: [bold]{address}[/bold]  (Ctrl-C stops it)")

    _finish(serve(settings, demo=demo, anew=anew, on_ready=ready))


def _settings() -> Settings:
    from bot.settings import load

    try:
        return load()
    except FrontdeskError as error:
        raise _refuse(str(error)) from None


def _finish(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's work; what goes wrong is told in a sentence, never as a traceback."""
    from knowledge.errors import KnowledgeError

    try:
        return asyncio.run(work)
    except (FrontdeskError, KnowledgeError) as error:
        raise _refuse(str(error)) from None
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise _refuse(f"A file or folder cannot be used: {error.strerror}{where}.") from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _refuse(text: str) -> typer.Exit:
    _err.print(text, markup=False, soft_wrap=True)
    return typer.Exit(2)


def _read_json(text: str) -> dict[str, Any]:
    try:
        return _json_object(text)
    except ValueError as wrong:
        raise _refuse(f"Standard input: {wrong}") from None


def _json_object(text: str) -> dict[str, Any]:
    """Return what `text` holds.

    Raises:
        ValueError: it is not a JSON object; the text says so.
    """
    try:
        value = json.loads(text)
    except ValueError:
        raise ValueError("this is not JSON.") from None
    if not isinstance(value, dict):
        raise ValueError("this is not a JSON object.")
    return value


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, default=str))  # noqa: T201  # the output itself


def _progress(what: str) -> Callable[[int, int], None]:
    """Return a function that moves a progress bar on a terminal, and does nothing elsewhere."""
    if not _err.is_terminal:
        return lambda done, total: None
    from rich.progress import Progress

    bar = Progress(console=_err, transient=True)
    task = bar.add_task(what)
    bar.start()

    def told(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)
        if done >= total:
            bar.stop()

    return told


if __name__ == "__main__":
    app()
