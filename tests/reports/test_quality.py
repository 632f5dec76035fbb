"""How good first replies were: spread, contrast, silence, recovery and disagreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.policy import Policy
from bot.record import DraftState, Level, NoticeState
from bot.reports.facts import Proposed, Rated, Reminded
from bot.reports.use import most_within
from bot.reports.words import sentences
from tests.reports.given import ANA, BEN, HELP, MONDAY, POLICY, scored, several, talk, told


def test_silence_is_its_own_column_and_in_no_share_of_good_ones() -> None:
    said = [True] * 6 + [False] * 2 + [None] * 12
    report = told(
        *several([1] * 5),
        ratings=tuple(Rated(conversation=1, channel=HELP, at=MONDAY, good=good) for good in said),
    )
    found = report.ratings

    assert "Ratings: 6 good, 2 bad, 12 silent (40% of 20 answered)." in sentences(report)
    assert (found.good, found.bad, found.silent) == (6, 2, 12)
    assert (found.liked.share, found.liked.n, found.answered.share) == (6 / 8, 8, 8 / 20)


def test_the_criterion_that_differs_most_between_best_and_weakest_is_named_first() -> None:
    best = [scored(90 + number, R2=2, R5=2, R8=2) for number in range(5)]
    weakest = [scored(20 + number, by=BEN, R2=0, R5=1, R8=2) for number in range(5)]
    between = [scored(60, R2=1, R5=1, R8=2) for _ in range(10)]

    found = told(*several([1] * 5), scores=(*best, *between, *weakest)).contrast

    assert found is not None
    assert (found.criterion, found.top, found.bottom, found.n) == ("R2", 2, 0, 5)


def test_a_contrast_of_few_is_no_contrast() -> None:
    scores = tuple(scored(50 + number, R2=number % 3) for number in range(19))

    assert told(*several([1] * 5), scores=scores).contrast is None


def test_scores_per_agent_wait_for_the_announcement() -> None:
    scores = tuple(scored(70, by=ANA) for _ in range(6))
    announced = told(*several([1] * 5), scores=scores, policy=_announced()).craft_per_agent

    assert told(*several([1] * 5), scores=scores).craft_per_agent == {}
    assert announced[ANA].median == 70


def test_upset_at_first_and_thankful_later_is_recovered() -> None:
    saved = several([5] * 3, upset=True, thanked=True)
    lost = several([5] * 2, upset=True)
    calm = several([5] * 4, thanked=True)

    found = told(*saved, *lost, *calm).recovered

    assert (found.yes, found.n, found.share) == (3, 5, 0.6)


def test_where_we_thought_well_and_they_did_not_comes_first() -> None:
    scores = (
        scored(95, conversation=1),
        scored(80, conversation=2),
        scored(40, conversation=3),
        scored(60, conversation=4),
    )
    rated = [(1, False), (2, False), (3, True), (4, False)]
    found = told(
        *several([1] * 5),
        scores=scores,
        ratings=tuple(Rated(conversation=id, channel=HELP, at=MONDAY, good=good) for id, good in rated),
    ).disagreements

    assert [(one.conversation, one.good) for one in found] == [(1, False), (2, False), (3, True)]


def test_who_comes_back_is_told_by_the_score_of_our_first_reply() -> None:
    old = MONDAY - timedelta(days=60)
    firsts = [talk(1, at=old, first_contact=True, customer=f"c{number}") for number in range(10)]
    again = [talk(1, at=old + timedelta(days=3), customer=f"c{number}") for number in range(4)]
    scores = [scored(90, conversation=one.id) for one in firsts[:5]]
    scores += [scored(30, conversation=one.id) for one in firsts[5:]]

    found = told(*firsts, *again, scores=tuple(scores)).returns

    assert {name: given.share for name, given in found.items()} == {"75 and more": 0.8, "below 55": 0.0}


def test_drafts_are_counted_by_what_became_of_them() -> None:
    sent = MONDAY + timedelta(minutes=2)

    def draft(distance: float | None, state: DraftState = DraftState.SENT, **rest: str) -> Proposed:
        at = sent if distance is not None else None
        return Proposed(
            conversation=1,
            channel=HELP,
            made_at=MONDAY,
            state=state,
            distance=distance,
            sent_at=at,
            reason=rest.get("reason"),
        )

    found = told(
        *several([1] * 5),
        drafts=(
            draft(0),
            draft(0),
            draft(0.39),
            draft(0.4),
            draft(0.9),
            draft(None, DraftState.DISMISSED, reason="wrong article"),
            draft(None, DraftState.WITHDRAWN),
        ),
    ).drafts

    assert (found.shown, found.as_is, found.light, found.rewritten, found.unused) == (7, 2, 1, 2, 1)
    assert found.dismissed == {"wrong article": 1}
    assert found.accepted.share == 3 / 7
    assert found.to_sent.median == 120


def test_nudges_are_counted_by_kind_and_alerts_by_how_close_they_come() -> None:
    def reminded(kind: str, state: NoticeState, minute: int = 0, level: Level | None = None) -> Reminded:
        return Reminded(
            conversation=1,
            channel=HELP,
            kind=kind,
            state=state,
            shown_at=MONDAY + timedelta(minutes=minute),
            level=level,
        )

    nudges = [reminded("confirm", NoticeState.DONE)] * 4 + [reminded("confirm", NoticeState.DISMISSED)]
    alerts = [reminded("alert", NoticeState.DONE, minute, Level.BREACH) for minute in (0, 20, 59, 60, 200)]
    found = told(*several([1] * 5), reminders=(*nudges, *alerts))

    assert [(one.kind, one.shown, one.acted_on.share, one.not_useful) for one in found.nudges] == [
        ("confirm", 5, 0.8, 1)
    ]
    assert "Reminders to agents: 5, 1.0 a conversation." in sentences(found)
    assert (found.alerts.shown, found.alerts.most_in_an_hour, found.alerts.too_many) == (5, 3, False)


def test_an_hour_is_any_sixty_minutes_not_one_of_the_clock() -> None:
    at = [MONDAY + timedelta(minutes=minute) for minute in (50, 55, 65, 70, 109, 110)]

    assert most_within(at, timedelta(hours=1)) == 5
    assert most_within([], timedelta(hours=1)) == 0


def _announced() -> Policy:
    return replace(POLICY, agents_since=MONDAY)
