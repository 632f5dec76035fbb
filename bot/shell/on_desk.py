"""Commands on a desk: the one in DATA_FOLDER or at DATABASE_URL, whether a bot is running there or not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from bot.shell.ending import finish, out, refuse, say, settings, tell, writable
from bot.shell.json_lines import print_json
from bot.shell.without_desk import Json

_DATES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


def why(conversation: Annotated[int, typer.Argument(help="The conversation's number.")]) -> None:
    """Tell why a conversation is late, a sentence a step."""
    from bot.shell.commands import why_of

    for sentence in finish(why_of(settings(), conversation)):
        say(sentence)


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
    from bot.app import WallClock
    from bot.reports.tables import to_csv, to_json
    from bot.shell.commands import charted, reported
    from bot.shell.printed import print_report

    if as_csv and as_json:
        raise refuse("Give --csv or --json, not both.")
    png = png and writable(png)
    now = WallClock().now()
    end = _moment(until) if until else now
    begin = _moment(since) if since else end - timedelta(days=days)
    if begin >= end:
        raise refuse("--since has to lie before --until.")
    found = finish(reported(settings(), begin, end, channel, now))
    if png:
        finish(charted(settings(), found, png))
        tell(f"The chart is in {png}.")
    if as_json:
        print_json(to_json(found))
    elif as_csv:
        print(to_csv(found), end="")  # noqa: T201  # the output itself
    elif not png:
        print_report(found, out)


def _moment(day: datetime) -> datetime:
    if not 1970 < day.year < 2200:
        raise refuse(f"{day.date()} is too far away. Use a day between the years 1971 and 2199.")
    return day.astimezone(UTC)


def doctor(as_json: Json = False) -> None:
    """Check settings, database, index, model and tokens: one line each, with the fix."""
    from bot.shell.doctor import examine

    found = finish(examine(settings()))
    if as_json:
        print_json([{"ok": check.ok, "about": check.about, "text": check.text} for check in found])
    else:
        for check in found:
            out.print(
                "[green]ok [/green]" if check.ok else "[red]fix[/red]",
                escape(f"{check.about}: {check.text}"),
                soft_wrap=True,
            )
    if not all(check.ok for check in found):
        raise typer.Exit(1)


def purge(
    person: Annotated[str, typer.Argument(help="Their key (slack:T1/U9), or a name that only one has.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    as_json: Json = False,
) -> None:
    """Forget a person: what they said, and what was made and learned from it. Works beside a running bot."""
    from bot.privacy.purging import in_words
    from bot.shell.commands import purged

    if not person.strip():
        raise refuse("Name the person: a key such as slack:T1/U9, or a name as it is shown.")
    chosen = settings()
    if not (dry_run or yes):
        for text in in_words(finish(purged(chosen, person, pretend=True))):
            tell(text)
        typer.confirm("Forget all of it for good?", abort=True, err=True)
    found = finish(purged(chosen, person, pretend=dry_run))
    if as_json:
        print_json({"person": found.person.id, "dry_run": found.pretended, "gone": dict(found.counts)})
    else:
        for text in in_words(found):
            say(text)


def backup(to: Annotated[Path, typer.Argument(help="The file to write, ending in .tar.gz.")]) -> None:
    """Back up the database and the index into one file, beside a running bot too."""
    from bot.shell.commands import backed_up

    say(finish(backed_up(settings(), writable(to))))


def restore(
    file: Annotated[Path, typer.Argument(help="What `backup` wrote.")],
    force: Annotated[bool, typer.Option(help="Replace what is there.")] = False,
) -> None:
    """Bring back what `backup` wrote. The bot must not be running."""
    from bot.shell.commands import restored

    say(finish(restored(settings(), file, force=force)))
