"""Secrets and addresses, read once from the environment and `settings.env`; the rest is set in the chat."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dotenv.parser import parse_stream
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from bot.errors import SettingsWrong

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS_FILE = "settings.env"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)


class Slack(_Section):
    bot_token: SecretStr
    app_token: SecretStr | None = None  # Socket Mode
    signing_secret: SecretStr | None = None  # HTTP
    api_url: str = "https://slack.com/api/"
    agents_group: str | None = None  # a user group's id; without one: the members of the staff channel

    @model_validator(mode="after")
    def _one_way_in(self) -> Slack:
        if self.app_token is None and self.signing_secret is None:
            raise ValueError("give SLACK__APP_TOKEN (Socket Mode) or SLACK__SIGNING_SECRET (HTTP)")
        return self


class Discord(_Section):
    token: SecretStr
    api_url: str | None = None
    gateway_url: str | None = None
    agent_role: str | None = None  # a role's id; without one: those who can see the staff channel
    lead_role: str | None = None
    helper_role: str | None = None  # they answer under their own name, and press no buttons
    message_content: bool = True  # without it: forum titles, mentions, the help button, the message menu


class AlertWebhook(_Section):
    """Where alerts are posted as signed JSON. The address may hold a token, so it is never told."""

    url: SecretStr
    secret: SecretStr

    @field_validator("url")
    @classmethod
    def _an_address(cls, url: SecretStr) -> SecretStr:
        if not url.get_secret_value().startswith(("https://", "http://")):
            raise ValueError("give an address that begins with https://")
        return url


class Console(_Section):
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    password: SecretStr | None = None

    @model_validator(mode="after")
    def _login_beyond_loopback(self) -> Console:
        if self.host not in ("127.0.0.1", "localhost", "::1") and self.password is None:
            raise ValueError("beyond loopback the console needs a login: set CONSOLE__PASSWORD")
        return self


class Model(_Section):
    name: str | None = Field(None, pattern=r"^[a-z_]+:.+")  # written MODEL=provider:name
    api_key: SecretStr | None = None
    base_url: str | None = None
    timeout_seconds: float = Field(20, gt=0, le=25)  # twice, with a retry, within a claim's lease
    tokens_per_draft: int = Field(16_000, ge=2_000)  # prompt and answer, a second try included
    tokens_per_day: int | None = Field(None, ge=2_000)  # of a day in UTC; unset: no limit
    price_in_per_million_tokens: float | None = Field(None, ge=0)  # in whatever currency is paid
    price_out_per_million_tokens: float | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _fit_together(self) -> Model:
        if (self.price_in_per_million_tokens is None) != (self.price_out_per_million_tokens is None):
            raise ValueError("give both prices, for tokens in and out, or neither")
        if self.tokens_per_day is not None and self.tokens_per_day < self.tokens_per_draft:
            raise ValueError("a day's tokens must be enough for one draft: raise MODEL__TOKENS_PER_DAY")
        return self


class Embeddings(_Section):
    name: str | None = Field(None, pattern=r"^[a-z_]+:.+")  # written EMBEDDINGS=provider:name
    api_key: SecretStr | None = None
    base_url: str | None = None
    timeout_seconds: float = Field(5, gt=0, le=15)  # a search waits no longer, a retry included


class Chroma(_Section):
    url: str | None = None  # written CHROMA_URL=http://host:port
    tenant: str | None = None
    database: str | None = None
    token: SecretStr | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Chroma:
        if self.url is None and (self.tenant or self.database or self.token):
            raise ValueError("CHROMA_URL is missing: tenant, database and token belong to a server")
        return self


class Knowledge(_Section):
    articles: SecretStr | None = None  # where they come from, several with commas; a token may stand in it
    sync_every_minutes: float = Field(60, ge=1)  # checkouts and sites; folders are looked at all the time
    most_pages: int = Field(2_000, ge=1, le=100_000)  # of one site
    page_pause_seconds: float = Field(0.2, ge=0, le=60)

    @field_validator("articles")
    @classmethod
    def _make_sense(cls, articles: SecretStr | None) -> SecretStr | None:
        from knowledge.origins import origins_of

        if articles:
            origins_of(articles.get_secret_value())
        return articles


class _Environment(EnvSettingsSource):
    def _load_env_vars(self) -> Mapping[str, str | None]:
        return _by_name(super()._load_env_vars())


class _File(DotEnvSettingsSource):
    def _load_env_vars(self) -> Mapping[str, str | None]:
        return _by_name(super()._load_env_vars())


_SECTIONS = {"model": "model__name", "embeddings": "embeddings__name", "chroma_url": "chroma__url"}


def _by_name(variables: Mapping[str, str | None]) -> Mapping[str, str | None]:
    """Let `MODEL=provider:name` stand beside `MODEL__API_KEY`: one name cannot be a value and a section."""
    return {_SECTIONS.get(name, name): value for name, value in variables.items()}


class Settings(BaseSettings):
    """Everything an operator sets. An unset platform is `None`."""

    model_config = SettingsConfigDict(
        env_nested_delimiter="__",
        env_file_encoding="utf-8",
        extra="forbid",
        hide_input_in_errors=True,
        frozen=True,
        nested_model_default_partial_update=True,
        env_ignore_empty=True,
    )

    data_folder: Path = Path("data")
    database_url: SecretStr | None = None
    chroma: Chroma = Chroma()
    embeddings: Embeddings = Embeddings()
    knowledge: Knowledge = Knowledge()
    model: Model = Model()
    console: Console = Console()
    slack: Slack | None = None
    discord: Discord | None = None
    alert_webhook: AlertWebhook | None = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file = init_settings().get("env_file", SETTINGS_FILE)
        kept = {name: value for name, value in init_settings().items() if name != "env_file"}
        return (
            InitSettingsSource(settings_cls, kept),
            _Environment(settings_cls),
            _File(settings_cls, env_file=file),
        )


def with_port(settings: Settings, port: int | None) -> Settings:
    """Return the settings with another port for the console; `None` keeps theirs."""
    if port is None:
        return settings
    return settings.model_copy(update={"console": settings.console.model_copy(update={"port": port})})


def load(file: Path = Path(SETTINGS_FILE)) -> Settings:
    """Return the settings, environment before file.

    Raises:
        SettingsWrong: one line a setting: its name, where it stands, what to change. Never a value.
    """
    _check_lines(file)
    try:
        return Settings(env_file=file)  # type: ignore[call-arg]  # taken out by settings_customise_sources
    except ValidationError as error:
        problems = [_problem(detail, file) for detail in error.errors(include_input=False, include_url=False)]
        raise SettingsWrong("\n".join(problems)) from None
    except SettingsError as error:
        raise SettingsWrong(f"{file}: {error}. See settings.example.env.") from None


def _check_lines(file: Path) -> None:
    """Refuse a file with a line that the reader of such files would pass over in silence."""
    if not file.is_file():
        return
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError:
        raise SettingsWrong(f"{file} is not UTF-8 text. See settings.example.env.") from None
    for binding in parse_stream(StringIO(text)):
        if binding.error:
            line = binding.original.line
            raise SettingsWrong(f"{file.name} line {line} is not NAME=value: is a quote still open?")


def _problem(detail: Any, file: Path) -> str:
    name = "__".join(str(part).upper() for part in detail["loc"] if part != "name")
    name = "CHROMA_URL" if name == "CHROMA__URL" else name
    fix = _FIXES.get(detail["type"], detail["msg"].removeprefix("Value error, "))
    return f"{name or 'settings'}{_line(name, file)}: {fix}. See settings.example.env."


_FIXES = {
    "missing": "is missing",
    "extra_forbidden": "is not a setting of Frontdesk; check its spelling or remove the line",
    "int_parsing": "must be a whole number",
    "float_parsing": "must be a number",
    "string_pattern_mismatch": "must look like provider:name, for instance openai:gpt-5-mini",
}


def _line(name: str, file: Path) -> str:
    if not name or not file.is_file():
        return ""
    for number, text in enumerate(file.read_text("utf-8", errors="replace").splitlines(), 1):
        if text.split("=", 1)[0].strip().upper() == name:
            return f" ({file.name} line {number})"
    return ""
