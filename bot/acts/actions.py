"""Which buttons a card and a nudge carry in which state. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.card import Action, Style, Verb
from bot.conversation import Conversation
from bot.record import Draft, Notice, NoticeKind, NoticeState, Reply

LONGEST_TITLE = 48  # of a button, in characters
_EDIT = Action(verb=Verb.EDIT, label="Edit", key="e")
_CLOSE = Action(verb=Verb.CLOSE, label="Close…", key="d")
_REWRITES = (
    Action(verb=Verb.WARMER, label="Warmer", more=True),
    Action(verb=Verb.SHORTER, label="Shorter", more=True),
    Action(verb=Verb.ASK_FIRST, label="Ask first", more=True),
    Action(verb=Verb.HOLDING, label="Holding reply", more=True),
)
_OTHER_SOURCE = Action(verb=Verb.OTHER_SOURCE, label="Wrong source, try another", more=True)
_WRONG = Action(verb=Verb.WRONG_DRAFT, label="Wrong draft", more=True)
_SCORECARD = Action(verb=Verb.SCORECARD, label="Scorecard", more=True)
_REASONS = Action(verb=Verb.REASONS, label="Why this draft?", more=True)
_WHY = Action(verb=Verb.WHY, label="Why is this late?", more=True)
_REMIND = Action(verb=Verb.REMIND, label="Remind me in…", more=True)
_GIVE = Action(verb=Verb.GIVE, label="Give to…", more=True)
_SAME = Action(verb=Verb.SAME_PROBLEM, label="Same problem as…", more=True)
_NOTE = Action(verb=Verb.NOTE, label="Note for colleagues…", more=True)
FIXED = Action(verb=Verb.FIXED, label="Fixed: tell who reported it…", more=True)
_CAN_BE_GIVEN = frozenset({NoticeKind.UNSEEN, NoticeKind.BOUNCED, NoticeKind.HIGH_STAKES})
_PUT_OFF = Action(verb=Verb.SNOOZE, label="Put off…", more=True)
_RESOLVED = Action(verb=Verb.RESOLVED, label="Sounds solved", more=True)


def card_actions(
    conversation: Conversation,
    draft: Draft | None,
    sent: Reply | None,
    *,
    stale: bool,
    pending: bool,
    claimed: str | None,
    keeps: str | None = None,
) -> tuple[Action, ...]:
    """Return a card's buttons: those that are shown, and those behind More.

    `keeps` is the title of the article whose answer was sent, if its question may be kept.
    """
    if pending:
        return ()
    if conversation.wait is None:
        return (*_keep(keeps), *_when_answered(conversation, sent), _NOTE, _SAME)
    hands = Action(verb=Verb.RELEASE, label="Release", more=True) if claimed else None
    hands = hands or Action(verb=Verb.CLAIM, label="Claim", more=draft is not None, key="c")
    more = (_GIVE, *_behind_more(draft), _NOTE, _SAME)
    return (*_on_draft(draft, stale=stale), _CLOSE, hands, *more)


def _on_draft(draft: Draft | None, *, stale: bool) -> tuple[Action, ...]:
    if draft is None:
        return ()
    verb, label = (Verb.SEND_ANYWAY, "Send anyway") if stale else (Verb.SEND, "Send")
    return Action(verb=verb, label=label, style=Style.PRIMARY, key="s"), _EDIT


def _behind_more(draft: Draft | None) -> tuple[Action, ...]:
    if draft is None:
        return _REMIND, _WHY
    other = (_OTHER_SOURCE,) if draft.sources else ()
    return *_REWRITES, *other, _REMIND, _REASONS, _SCORECARD, _WHY, _WRONG


def _keep(title: str | None) -> tuple[Action, ...]:
    if title is None:
        return ()
    short = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"
    return (Action(verb=Verb.KEEP, label=f"Keep question for “{short}”", more=True),)


def _when_answered(conversation: Conversation, sent: Reply | None) -> tuple[Action, ...]:
    """A folded card keeps what may still be done to a reply that is out."""
    mine: tuple[Action, ...] = ()
    if sent and sent.wish is None:
        mine = (
            Action(verb=Verb.CORRECT, label="Correct", more=True),
            Action(verb=Verb.TAKE_BACK, label="Take back", style=Style.DANGER, more=True),
        )
    if conversation.status.over:
        return (*mine, _WHY)
    return (*mine, _RESOLVED, _REMIND, _WHY)


def alert_actions(on_card: tuple[Action, ...]) -> tuple[Action, ...]:
    """Return an alert's buttons: its card's, and putting it off for a reason."""
    return (*on_card, _PUT_OFF) if on_card else ()


def nudge_actions(notice: Notice) -> tuple[Action, ...]:
    """Return a nudge's buttons: its words, done, later, not useful."""
    if notice.state is not NoticeState.SHOWN:
        return ()
    done = Action(verb=Verb.DONE, label="Done")
    later = Action(verb=Verb.SNOOZE, label="Snooze 1 h", more=True)
    useless = Action(verb=Verb.NOT_USEFUL, label="Not useful", more=True)
    if notice.kind is NoticeKind.REVIEW:
        return Action(verb=Verb.REVIEWED, label="Reviewed", style=Style.PRIMARY), later
    if notice.kind is NoticeKind.EVENING:
        save = Action(verb=Verb.SAVE_ANSWERS, label="Look at them…", style=Style.PRIMARY)
        return save, Action(verb=Verb.DONE, label="No, thanks"), later, useless
    if not notice.text:
        give = (replace(_GIVE, more=False),) if notice.kind in _CAN_BE_GIVEN else ()
        return *give, done, later, useless
    again = notice.kind in (NoticeKind.UNSURE, NoticeKind.UNSENT)
    label = "Send again…" if again else "Use this text…"
    return Action(verb=Verb.USE_TEXT, label=label, style=Style.PRIMARY), done, later, useless
