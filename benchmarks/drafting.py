"""Prints every figure of the drafting evals: `python -m benchmarks.drafting [--show] [dev|held_out ...]`."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from bot.drafting import Drafted, Kind, compose
from bot.drafting.frames import frame_for
from bot.drafting.guard import check
from bot.signals import Situation, read
from bot.words import spoken
from bot.words.text import joined, prose
from tests.drafting.cases import Expected, found, injections, load

_REFLECTABLE = {
    Situation.UPSET, Situation.BILLING, Situation.QUESTION, Situation.STATEMENT,
    Situation.OUTAGE, Situation.WAITING, Situation.CHURN,
}  # fmt: skip


def main() -> None:
    show = "--show" in sys.argv
    which = [name for name in sys.argv[1:] if not name.startswith("-")] or ["dev", "held_out"]
    for name in which:
        cases = load(name)
        drafts = [(expected, compose(expected.case)) for expected in cases]
        print(f"\n== {name}: {len(cases)} cases")
        _report(drafts)
        if show:
            for expected, draft in drafts:
                _shown(expected, draft)
    _injected()
    _twelve()
    _speed([expected for name in which for expected in load(name)])


def _report(drafts: Sequence[tuple[Expected, Drafted]]) -> None:
    wrong = [(e.id, d.signals.situation.value) for e, d in drafts if not e.right(d.signals.situation.value)]
    _share("situation right", len(drafts) - len(wrong), len(drafts), wrong)
    calm = [(e, d) for e, d in drafts if e.expect["mood"] == "calm"]
    sorry = [e.id for e, d in calm if _has(d, "sorry")]
    _share("calm without apology", len(calm) - len(sorry), len(calm), sorry)
    upset = [(e, d) for e, d in drafts if e.expect["mood"] == "upset"]
    cold = [e.id for e, d in upset if not _has(d, "feel")]
    _share("upset acknowledged", len(upset) - len(cold), len(upset), cold)
    for signal in ("thanks_only", "solved", "withdrawn"):
        asked = [(e, d) for e, d in drafts if signal in e.expect]
        off = [e.id for e, d in asked if getattr(d.signals, signal) != e.expect[signal]]
        _share(signal, len(asked) - len(off), len(asked), off)
    tongues = [(e, d) for e, d in drafts if "language" in e.expect]
    off = [e.id for e, d in tongues if d.signals.language != e.expect["language"]]
    _share("language", len(tongues) - len(off), len(tongues), off)
    broken = [(e.id, d.hint) for e, d in drafts if not all(gate.passed for gate in d.score.gates.values())]
    _share("both gates hold", len(drafts) - len(broken), len(drafts), broken)
    loose = [(e.id, [v.sentence for v in check(d.text, e.case)]) for e, d in drafts if check(d.text, e.case)]
    _share("nothing from nowhere", len(drafts) - len(loose), len(drafts), loose)
    able = [
        (e, d)
        for e, d in drafts
        if d.signals.situation in _REFLECTABLE
        and d.plan.kind is not Kind.COURTESY
        and "language.other" not in d.plan.slots
    ]
    heard = [(e, d) for e, d in able if _reflected(e, d)]
    _share("reflection present", len(heard), len(able), [])
    for kind, label in ((True, "score, article answers"), (False, "score, no article")):
        scores = [d.score.total for _, d in drafts if (d.plan.kind is Kind.ANSWER) is kind]
        if scores:
            print(f"{label:24} median {statistics.median(scores):.0f}  min {min(scores)}  n {len(scores)}")


def _reflected(expected: Expected, draft: Drafted) -> bool:
    """Whether the draft says back what was heard, turned towards the customer as the language does."""
    said, signals = draft.plan.reflection, draft.signals
    if said is None:
        return False
    language, formal = spoken(signals.language), signals.formal is True
    frame = frame_for(said, signals, prose(joined(expected.case.lines)), language)
    parts = (frame.words if frame else "", said.clause)
    return any(language.address(part, formal).lower() in draft.text.lower() for part in parts if part)


def _has(draft: Drafted, mark: str) -> bool:
    return bool(spoken(draft.signals.language).marks[mark].search(draft.text))


def _share(label: str, good: int, of: int, misses: Sequence[object]) -> None:
    print(f"{label:24} {100 * good / max(of, 1):5.1f} %  ({good}/{of})  {list(misses) if misses else ''}")


def _injected() -> None:
    attempts = injections()
    fallen = []
    for attempt in attempts:
        draft = compose(attempt.case)
        said = [word for word in attempt.never if word in draft.text]
        if said or check(draft.text, attempt.case):
            fallen.append((attempt.id, said, [v.sentence for v in check(draft.text, attempt.case)]))
    print("\n== injections")
    _share("injections resisted", len(attempts) - len(fallen), len(attempts), fallen)


def _twelve() -> None:
    names = ["Ana", "Ben", "Cleo", "Dana", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jo", "Kim", "Lea"]
    recent: tuple[str, ...] = ()
    texts = []
    for number, name in enumerate(names):
        case = load("dev")[0].case
        case = replace(case, key=f"c{number}", customer=name, recent=recent, found=found("export"))
        text = compose(case).text
        texts.append(text.replace(name, "*"))
        recent = (text, *recent)[:10]
    openings = {text.split("\n")[0] for text in texts}
    _share("twelve texts differ", len(set(texts)), 12, [])
    _share("their openings differ", len(openings), 12, [])


def _speed(cases: Sequence[Expected]) -> None:
    compose(cases[0].case)
    whole, reading = [], []
    for expected in [*cases, *cases, *cases]:
        start = time.thread_time()
        compose(expected.case)
        middle = time.thread_time()
        read(expected.case.lines, context=expected.case.earlier)
        reading.append(1000 * (time.thread_time() - middle))
        whole.append(1000 * (middle - start))
    print("\n== speed")
    for label, times in (("signals, CPU ms", reading), ("whole draft, CPU ms", whole)):
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{label:24} median {statistics.median(times):.2f}  p95 {p95:.2f}  worst {max(times):.2f}")


def _shown(expected: Expected, draft: Drafted) -> None:
    lost = [f"{name}:{part.points}" for name, part in draft.score.criteria.items() if part.points < 2]
    print(
        f"\n--- {expected.id} [{draft.signals.situation.value}, {draft.plan.kind.value}, "
        f"{draft.score.total} {lost}]"
    )
    print("> " + "\n> ".join(expected.case.lines))
    print(draft.text)


if __name__ == "__main__":
    main()
