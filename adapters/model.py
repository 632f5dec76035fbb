"""Drafts by a LangChain chat model; where they cannot be shown, the composer's, with the reason."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from bot.drafting import Case, Drafted, Kind, Plan, Rewrite, compose
from bot.drafting.briefing import Briefing, briefed
from bot.drafting.changes import changed
from bot.drafting.composer import scored
from bot.drafting.guard import Violation, check, harmless
from bot.drafting.plan import planned
from bot.drafting.prompts import filled
from bot.drafting.reasons import reasons
from bot.drafting.variants import source_line
from bot.signals import Signals, read
from bot.words import spoken
from knowledge.ports import Source

_LONGEST_REPLY = 2_500
_MOST_ANSWERED = 700  # tokens of one answer
_MOST_SHOWN = 24_000  # characters of burst, articles and what was said before


class Written(BaseModel):
    """A reply as the model returns it."""

    reply: str = Field(description="The text of the reply, ready to be read by the agent.")
    used: list[str] = Field(
        description='Labels of the articles the text rests on, such as "A1"; may be empty.'
    )
    answered: bool = Field(description="Whether the articles settle the question.")


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in any one currency."""

    per_million_in: float
    per_million_out: float

    def of(self, tokens_in: int, tokens_out: int) -> float:
        return (tokens_in * self.per_million_in + tokens_out * self.per_million_out) / 1_000_000


_SCHEMA = Written.model_json_schema() | {
    "additionalProperties": False
}  # as a class, bad JSON loses its usage


class Unusable(Exception):
    """The model's answer cannot be shown; the message says why, to the agent."""


@dataclass(slots=True)
class _Tokens:
    given: int = 0
    made: int = 0

    @property
    def all(self) -> int:
        return self.given + self.made


@dataclass(frozen=True, slots=True)
class ModelWriter:
    """A writer around a chat model. Same plan, guard and scorecard as the composer.

    One draft takes at most `timeout` seconds in all, a second try after a guard's refusal included.
    """

    model: Any  # a langchain BaseChatModel: imported only where one is opened
    timeout: float = 20.0
    prices: Prices | None = None
    tokens_per_draft: int = 16_000  # prompts and answers of all tries
    tries: int = field(default=2)

    async def draft(
        self, case: Case, *, rewrite: Rewrite | None = None, previous: str | None = None
    ) -> Drafted:
        """The model's draft, or the composer's with the reason in `fallback`."""
        signals = read(case.lines, context=case.earlier, public=case.public, first_contact=case.first_contact)
        plan, tokens = planned(case, signals, rewrite=rewrite), _Tokens()
        if plan.kind is Kind.COURTESY or "language.other" in plan.slots:
            return compose(case, rewrite=rewrite, previous=previous)  # nothing a model would do better
        try:
            async with asyncio.timeout(self.timeout):
                briefing = await asyncio.to_thread(  # the first masks import their detectors
                    self._briefing, case, signals, plan, rewrite, previous
                )
                drafted = await self._written(case, signals, plan, briefing, tokens)
        except Exception as error:  # providers raise what they like; the agent gets a draft in any case
            reason = _reason(error, self.timeout)
            drafted = replace(compose(case, rewrite=rewrite, previous=previous), fallback=reason)
        cost = self.prices.of(tokens.given, tokens.made) if self.prices else None
        if rewrite and previous:
            drafted = replace(drafted, changed=changed(rewrite, previous, drafted.text))
        return replace(drafted, tokens_in=tokens.given, tokens_out=tokens.made, cost=cost)

    async def _written(
        self, case: Case, signals: Signals, plan: Plan, briefing: Briefing, tokens: _Tokens
    ) -> Drafted:
        messages: list[tuple[str, str]] = [("user", briefing.prompt)]
        faults: tuple[str, ...] = ()
        for _ in range(self.tries):
            written = await self._asked(messages, tokens)
            text, sources = _finished(written, briefing, signals)
            faults = tuple(_faults(text, written, plan, briefing, case))
            if not faults:
                return _drafted(text, case, signals, plan, sources)
            listed = "\n".join(f"- {fault}" for fault in faults)
            messages += [("assistant", written.reply), ("user", filled("repair", faults=listed))]
            if tokens.all + _estimated(messages) + _MOST_ANSWERED > self.tokens_per_draft:
                break
        raise Unusable(f"The model's draft was refused: {faults[0]}")

    def _briefing(
        self, case: Case, signals: Signals, plan: Plan, rewrite: Rewrite | None, previous: str | None
    ) -> Briefing:
        """The prompt within a draft's tokens: the weakest articles go first, then what was said before, then
        the beginning of the burst."""
        room = self.tokens_per_draft - _MOST_ANSWERED
        end = "\n".join(case.lines)[-room // 2 :]
        for told in (case, replace(case, earlier=()), replace(case, earlier=(), lines=(end,))):
            for count in range(max(1, len(plan.sources)), 0, -1):
                fewer = replace(plan, sources=plan.sources[:count])
                briefing = briefed(
                    told, signals, fewer, rewrite=rewrite, previous=previous, budget=_MOST_SHOWN
                )
                if _estimated([("user", briefing.prompt)]) <= room:
                    return briefing
        raise Unusable("The message is too long for the tokens of one draft.")

    async def _asked(self, messages: list[tuple[str, str]], tokens: _Tokens) -> Written:
        structured = self.model.with_structured_output(_SCHEMA, include_raw=True)
        try:
            answer = await structured.ainvoke(messages)
        except asyncio.CancelledError:
            tokens.given += _estimated(messages)  # it took too long: what was read is paid for
            raise
        raw = answer["raw"]
        usage = getattr(raw, "usage_metadata", None) or {}
        tokens.given += usage.get("input_tokens", 0)
        tokens.made += usage.get("output_tokens", 0)
        if (getattr(raw, "additional_kwargs", None) or {}).get("refusal"):
            raise Unusable("The model declined to write this reply.")
        if answer["parsed"]:
            return _validated(json.dumps(answer["parsed"]))
        return _rescued(raw.content)


def open_writer(
    model: str,
    *,
    api_key: str | None = None,
    base_url: str | None = None,
    timeout: float = 20.0,
    retries: int = 1,
    prices: Prices | None = None,
    tokens_per_draft: int = 16_000,
) -> ModelWriter:
    """A writer for "provider:model", at `base_url` if given (any OpenAI-compatible address).

    Raises:
        ImportError: the provider's package is not installed; the message names it.
        ValueError: the provider is unknown or refuses its settings.
    """
    from langchain.chat_models import init_chat_model  # a second of import, only when a model is configured

    settings: dict[str, Any] = {"max_retries": retries, "timeout": timeout, "max_tokens": _MOST_ANSWERED}
    if base_url:
        settings |= {"base_url": base_url, "api_key": api_key or "none"}  # local servers need no key
    elif api_key:
        settings["api_key"] = api_key
    if ":" not in model and base_url:
        settings["model_provider"] = "openai"
    return ModelWriter(
        init_chat_model(model, **settings), timeout=timeout, prices=prices, tokens_per_draft=tokens_per_draft
    )


def _estimated(messages: list[tuple[str, str]]) -> int:
    """About how many tokens messages are, rather too many: a third of their bytes, in any script."""
    return sum(len(text.encode()) // 3 + 8 for _, text in messages)


def _rescued(content: object) -> Written:
    """JSON that came with words or a fence around it."""
    text = content if isinstance(content, str) else ""
    found = re.search(r"\{.*\}", text, re.DOTALL)
    if found is None:
        raise Unusable("The model's answer was not in the agreed form.")
    return _validated(found.group())


def _validated(text: str) -> Written:
    try:
        return Written.model_validate_json(text)
    except ValidationError as error:
        raise Unusable("The model's answer was not in the agreed form.") from error


def _finished(written: Written, briefing: Briefing, signals: Signals) -> tuple[str, tuple[Source, ...]]:
    """The text as it would be shown: mentions broken, addresses put back, its source named."""
    text = harmless(briefing.masks.put_back(written.reply.strip()))
    used = tuple(briefing.articles[label] for label in written.used if label in briefing.articles)
    if used and not (used[0].url and used[0].url in text):
        text = f"{text}\n\n{source_line(used[0], spoken(signals.language))}"
    return text, used


def _faults(text: str, written: Written, plan: Plan, briefing: Briefing, case: Case) -> list[str]:
    """Why a text cannot be shown; empty when it can."""
    faults = [_in_words(violation) for violation in check(text, case)]
    if unknown := [label for label in written.used if label not in briefing.articles]:
        faults.append(f"It cites an article that was not given: {unknown[0][:20]}.")
    if written.answered and not written.used:
        faults.append("It claims to answer without naming an article.")
    if plan.kind is not Kind.ANSWER and written.answered:
        faults.append("No article settles this, yet it answers.")
    if len(text) > _LONGEST_REPLY:
        faults.append("It is far too long for a chat.")
    if briefing.masks.left_in(text):
        faults.append("It repeats something that was masked.")
    return faults


def _in_words(violation: Violation) -> str:
    return f"{violation.sentence} ({violation.quote})" if violation.quote else violation.sentence


def _drafted(text: str, case: Case, signals: Signals, plan: Plan, sources: tuple[Source, ...]) -> Drafted:
    score = scored(text, case, signals, sources)
    if plan.kind is Kind.ANSWER and not sources:
        plan = replace(plan, kind=Kind.HOLDING)  # the model found that the articles do not settle it
    if score.hint:
        raise Unusable(f"The model's draft was refused: {score.hint}")
    return Drafted(
        text=text,
        plan=plan,
        signals=signals,
        sources=sources,
        band=case.found.band,
        writer="model",
        score=score,
        hint=score.hint,
        why=reasons(case, signals, plan),
    )


def _reason(error: Exception, timeout: float) -> str:
    """Why the composer's draft is shown instead, in a sentence for the agent. Never the error's own text."""
    status = getattr(error, "status_code", None)
    if isinstance(error, Unusable):
        return str(error)
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return f"The model took longer than {timeout:g} s."
    if status == 429:
        return "The model is busy (rate limit)."
    if status in {401, 403}:
        return "The model's provider refused the key. The operator can check MODEL__API_KEY."
    if isinstance(status, int):
        return f"The model's provider failed with {status}."
    if "Refusal" in type(error).__name__ or "ContentFilter" in type(error).__name__:
        return "The model declined to write this reply."
    if "LengthFinish" in type(error).__name__:
        return "The model's answer was cut off."
    if "Connection" in type(error).__name__ or isinstance(error, OSError):
        return "The model could not be reached."
    return "The model's answer could not be used."
