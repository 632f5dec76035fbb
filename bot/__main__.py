"""`python -m bot`: everything an operator does from a shell. Heavy imports happen inside the commands."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.shell.ending import err, finish, out, refuse, say, settings
from bot.shell.on_desk import backup, doctor, purge, report, restore, why
from bot.shell.without_desk import ask, clock, replay, score, signals
from knowledge.telling import answer_with

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(
    help="Frontdesk drafts first replies for support channels. It drafts; people send.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="The console's port; 0 takes a free one.")]


@app.command()
def demo(
    port: Port = None, keep: Annotated[bool, typer.Option(help="Keep what the last demo held.")] = False
) -> None:
    """Show the product: an invented help centre and a console with a customer side and an agent side."""
    from bot.shell.demo import demo_settings

    _serve(demo_settings(settings(), port=port), demo=True, anew=not keep)


@app.command()
def run(port: Port = None) -> None:
    """Run the desk with the platforms that settings.env sets up."""
    from bot.settings import with_port

    _serve(with_port(settings(), port), demo=False)


for _command in (ask, replay, score, signals, clock, why, report, doctor, purge, backup, restore):
    app.command()(_command)


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

    say(manifest(mode.value, host))


@discord.command("invite")
def discord_invite(application: Annotated[str, typer.Argument(help="The application's id.")]) -> None:
    """Print the link that invites the bot with exactly the permissions it needs."""
    from adapters.discord import invite_link

    try:
        say(invite_link(application))
    except ValueError as wrong:
        raise refuse(str(wrong)) from None


def _serve(chosen: Settings, *, demo: bool, anew: bool = False) -> None:
    from bot.process.running import serve

    def ready(address: str) -> None:
        out.print(f"Frontdesk is ready: [bold]{address}[/bold]  (Ctrl-C stops it)")

    err.print("Frontdesk is starting: a few seconds, at the first start a few more.")
    finish(serve(chosen, demo=demo, anew=anew, on_ready=ready))


if __name__ == "__main__":
    answer_with(app)
