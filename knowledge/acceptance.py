"""Whether an embedding model may be trusted in a language: measured on questions in it, and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from knowledge.bands import RIGHT
from knowledge.embedding import Model
from knowledge.errors import KnowledgeError
from knowledge.evaluate import Measured, Question
from knowledge.languages import accept
from knowledge.tongue import NAMES, language_of

ENOUGH_QUESTIONS, RECALL_AT_3 = 30, 0.80


def settle(file: Path, model: Model, language: str, measured: Measured, *, keep: bool) -> str:
    """Keep in `file` that `model` passed in `language` if so wished, and say what that means."""
    if not keep:
        return f"{model.id} passed in {language}. To draft in it without the mark: the same with --accept."
    accept(file, model, language, asdict(measured.figures))
    return f"{model.id} is accepted in {language}. A running bot takes it up at its next sync or start."


def check(model: Model, language: str, measured: Measured, questions: Sequence[Question]) -> None:
    """Raises:
    KnowledgeError: the model did not pass in `language`, with every reason.
    """
    figures = measured.figures
    spoken = Counter(language_of(question.text)[0] for question in questions)
    most = max((code for code in spoken if code != "und"), key=lambda code: spoken[code], default="und")
    right = figures.drafts_right or 0.0
    missed = []
    if most != language:
        missed.append(f"the questions do not read as {NAMES.get(language, language)}")
    if figures.questions < ENOUGH_QUESTIONS:
        missed.append(f"{figures.questions} questions, at least {ENOUGH_QUESTIONS} are needed")
    if figures.recall_at_3 < RECALL_AT_3:
        missed.append(f"recall@3 is {figures.recall_at_3:.2f}, at least {RECALL_AT_3:.2f} is needed")
    if right < RIGHT:
        missed.append(f"{right:.0%} of its drafts are right, at least {RIGHT:.0%} must be")
    if missed:
        raise KnowledgeError(f"{model.id} did not pass in {language}: {'; '.join(missed)}.")
