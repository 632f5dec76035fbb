"""Long first messages: does the article stay found when its question comes inside a burst?

`python -m benchmarks.bursts [SET …]`. Each kind wraps the same 200 questions in other people's chatter.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Callable

from benchmarks.retrieval import DATA
from knowledge import ShelfInMemory, load_folder, open_library
from knowledge.evaluate import Question, evaluate, read_questions

SETS = ("banking77", "stackfaq", "mtrag-govt")
QUESTIONS = 200
GREETINGS = (
    "hey all, hope everyone is having a good week so far",
    "Hi there! First time posting in here, so sorry if this is the wrong place.",
    "Good morning team, quick one from me today",
    "hello hello 👋",
)
HISTORY = (
    "so I was travelling with my family yesterday and the day was pretty stressful already",
    "I have been with you for about three years now and never had any trouble before",
    "I looked through the docs and asked a friend, neither of us could figure it out",
    "not sure if anyone else has seen this today?",
    "we are a small team of four and I am the one who has to look after these things",
    "my colleague Tom wrote to you last month about something else and got help in ten minutes",
)
ENDINGS = (
    "any help would be really appreciated, thanks so much in advance!",
    "I have a meeting in an hour, so would love to sort it out before then.",
    "let me know if you need anything else from me",
    "sent from my phone, so sorry for typos",
)
LOG = (
    "2026-11-20 09:14:03 INFO worker started pid=4121",
    "2026-11-20 09:14:05 WARN retrying request id=8f2c after 2000 ms",
    "2026-11-20 09:14:09 ERROR request id=8f2c gave up after 3 attempts",
)
Chance = random.Random
Kind = Callable[[str, Chance], str]


def greeted(question: str, chance: Chance) -> str:
    return f"{chance.choice(GREETINGS)}\n{question}"


def among_lines(question: str, chance: Chance) -> str:
    before = [chance.choice(GREETINGS), chance.choice(HISTORY)]
    return "\n".join([*before, question, *chance.sample(ENDINGS, 2)])


def in_one_paragraph(question: str, chance: Chance) -> str:
    told = [chance.choice(GREETINGS), *chance.sample(HISTORY, 2), question, *chance.sample(ENDINGS, 2)]
    return " ".join(line if line[-1] in ".?!" else f"{line}." for line in told)


def over_two_lines(question: str, chance: Chance) -> str:
    """Typed as people do in a chat: Enter in the middle of the thought."""
    said = question.split()
    cut = max(1, len(said) // 2)
    halves = [" ".join(said[:cut]), " ".join(said[cut:])]
    return "\n".join([chance.choice(GREETINGS), chance.choice(HISTORY), *filter(None, halves), ENDINGS[0]])


def with_a_log(question: str, chance: Chance) -> str:
    return "\n".join([chance.choice(GREETINGS), question, *LOG, chance.choice(ENDINGS)])


KINDS: dict[str, Kind] = {
    "greeted": greeted,
    "among lines": among_lines,
    "in one paragraph": in_one_paragraph,
    "over two lines": over_two_lines,
    "with a log": with_a_log,
}


async def bursts(name: str) -> None:
    """The questions of a set alone, and inside each kind of burst."""
    questions = read_questions(DATA / "retrieval" / name / "queries.jsonl")
    chosen = random.Random(1).sample(questions, min(QUESTIONS, len(questions)))
    articles = load_folder(DATA / "retrieval" / name / "articles.jsonl").articles
    async with open_library(ShelfInMemory(articles)) as library:
        await library.refresh()
        for kind, wrap in {"alone": None, **KINDS}.items():
            chance = random.Random(2)
            asked = [Question(wrap(one.text, chance), one.articles) for one in chosen] if wrap else chosen
            figures = await evaluate(library, asked)
            shown = f"nDCG@10 {figures.ndcg_at_10:.4f}  R@1 {figures.recall_at_1:.3f}"
            print(f"{name:12} {kind:17} {shown}  drafted {figures.bands['draft']:.0%}", end="  ")
            print(f"p95 {figures.p95_ms:.1f} ms", flush=True)


async def main(names: list[str]) -> None:
    if not DATA.exists():
        print("The evaluation sets are not beside this project: nothing measured.")
        return
    for name in names or SETS:
        await bursts(name)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
