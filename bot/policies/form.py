"""A channel's policy as forms of at most four fields a section, and in words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.alerts.ladder import write_ladder, write_warnings
from bot.business_hours.timetable import write_dates, write_timetable, written_places
from bot.forms import Field, FieldKind, Form, Section
from bot.lengths import compact
from bot.policies.input import MOST_REPEATS, PILOTS
from bot.policy import Acknowledge, Customers, Listens, Policy, Step
from bot.say import waited

EVERY = "always"  # how a schedule that never closes is written
_YES_NO = (("off", "No"), ("on", "Yes"))
_WHEN = (("always", "Always"), ("urgent", "If urgent"), ("nobody", "If nobody is on duty"))
_STEPS = (
    (Step.MEASURE.value, "Measure: watch silently"),
    (Step.PREVIEW.value, "Preview: drafts for pilots, no alerts"),
    (Step.CARDS.value, "Cards: drafts for everybody, no alerts"),
    (Step.ALERTS.value, "Alerts: cards, warnings and breaches"),
)
_CUSTOMERS = (
    (Customers.EVERYBODY.value, "Everybody who is not staff"),
    (Customers.OUTSIDERS.value, "Guests and people of other organisations"),
)
_LISTENS = (
    (Listens.EVERYTHING.value, "Every message of a customer"),
    (Listens.MENTIONS.value, "A message that mentions Frontdesk"),
)
_ACKNOWLEDGED = (
    (Acknowledge.OFF.value, "Say nothing"),
    (Acknowledge.OUT_OF_HOURS.value, "Say, as a bot, who answers and when"),
)


def settings_form(name: str, policy: Policy, only: str | None = None) -> Form:
    """Return the form of a policy: all its sections, or `only` the one with that title."""
    sections = tuple(
        Section(title=title, fields=fields(policy))
        for title, fields in SECTIONS.items()
        if only is None or title.lower() == only.lower()
    )
    return Form(title=f"Settings of {name}", submit="Save", sections=sections)


def in_words(policy: Policy) -> str:
    """Return a policy as one sentence."""
    if policy.first_target is None:
        return "No target: first responses are measured, nobody is alerted."
    target = waited(policy.first_target)
    warned = [waited(length) for warning in policy.warnings if (length := warning.at(policy.first_target))]
    warning = f"a warning after {' and '.join(warned)}" if warned else "no warning"
    open_at = "at all hours" if policy.hours.text() == EVERY else f"hours {policy.hours.text()}"
    return f"First response within {target}, {warning}, {open_at}."


def _targets(policy: Policy) -> tuple[Field, ...]:
    return (
        _duration("first_target", "First response within", policy.first_target, "15m", "no target"),
        _duration("next_target", "Next responses within", policy.next_target, "30m", "no target"),
        _duration("promise", "A holding reply promises news within", policy.promise, "1h", "no time named"),
    )


def _pressing(policy: Policy) -> tuple[Field, ...]:
    def factor(name: str, label: str, value: float) -> Field:
        return Field(name=name, label=label, value=f"{value:.0%}"[:-1], help="100: no sooner")

    return (
        factor("urgent_factor", "Urgent: answer within (%)", policy.urgent_factor),
        factor("high_stakes_factor", "High stakes: within (%)", policy.high_stakes_factor),
        factor("first_contact_factor", "First contact: within (%)", policy.first_contact_factor),
    )


def _alerts(policy: Policy) -> tuple[Field, ...]:
    return (
        _text("warnings", "Warn at", write_warnings(policy.warnings), "50%, 80%, 5m before", "never"),
        _text(
            "ladder",
            "Escalate",
            write_ladder(policy.ladder),
            "100% lead if urgent or nobody; 200% lead",
            "to nobody",
        ),
        _duration("repeat_every", "Tell again after", policy.repeat_every, "30m, doubling", "never"),
        Field(name="repeats", label="Times told again", value=str(policy.repeats), help=f"0-{MOST_REPEATS}"),
    )


def _rung(policy: Policy) -> tuple[Field, ...]:
    return (
        _text("rung_share", "Also tell, at (% of the target)", "", "150", "200"),
        _person("rung_person", "Also tell this person", None),
        _text("rung_place", "Or this group, role or channel", "", "Its id: S0123, C0123, &1234", "none"),
        _choice("rung_only", "When", "always", _WHEN),
    )


def _hours(policy: Policy) -> tuple[Field, ...]:
    several = len(policy.hours.schedules) > 1
    first = policy.hours.schedules[0]
    text = write_timetable(policy.hours) if several else first.text()
    return (
        Field(
            name="hours",
            label="Business hours",
            value=text,
            help="Mon-Fri 09:00-17:00; Sat 10:00-14:00. Several teams: … @ Europe/Berlin | … @ Asia/Tokyo",
            most=600,
        ),
        Field(name="zone", label="Time zone", value=policy.hours.home, help="Europe/Berlin"),
        _text(
            "holidays", "Public holidays of", "" if several else written_places(first), "DE-BY, US", "nowhere"
        ),
        _text(
            "closed",
            "Also closed on",
            write_dates(first.closed),
            "2026-12-24, 2026-12-27..2026-12-31",
            "no other day",
        ),
    )


def _quiet(policy: Policy) -> tuple[Field, ...]:
    quiet = policy.quiet_hours.text() if policy.quiet_hours else ""
    return (
        _text("quiet_hours", "Ping nobody", quiet, "Mon-Sun 20:00-07:00", "no quiet hours"),
        _choice(
            "acknowledgement",
            "Out of hours, to the customer",
            policy.acknowledgement.value,
            _ACKNOWLEDGED,
        ),
    )


def _telling(policy: Policy) -> tuple[Field, ...]:
    digest = str(policy.digest) if policy.digest else ""
    return (
        _text("digest", "Digest in the staff channel", digest, "Mon 09:00, daily 09:00", "none"),
        _choice("rating", "Ask customers how it was", "on" if policy.rating else "off", _YES_NO),
        _choice(
            "agents",
            "Figures by agent, announced to the team",
            "on" if policy.agents_since else "off",
            _YES_NO,
        ),
    )


def _listening(policy: Policy) -> tuple[Field, ...]:
    return (
        _choice("listens", "What begins a conversation", policy.listens.value, _LISTENS),
        _duration("quiet", "A burst is over after", policy.quiet, "20s", "20s"),
        _duration(
            "quiet_after_question", "After a question, after", policy.quiet_after_question, "10s", "10s"
        ),
    )


def _people(policy: Policy) -> tuple[Field, ...]:
    return (
        _person("owner", "Owner", policy.owner),
        _person("backup", "Backup", policy.backup),
        _person("lead", "Lead", policy.lead),
        _choice("customers", "Who is a customer here", policy.customers.value, _CUSTOMERS),
    )


def _trust(policy: Policy) -> tuple[Field, ...]:
    pilots = [*policy.pilots, *[None] * len(PILOTS)]
    return (
        _choice("step", "How far to go", policy.step.value, _STEPS),
        *(
            _person(name, f"Pilot {number}", pilot)
            for number, (name, pilot) in enumerate(zip(PILOTS, pilots, strict=False), 1)
        ),
    )


ADDS = "Escalate to"  # this section adds a rung to the ladder, and shows none
SECTIONS: Mapping[str, Callable[[Policy], tuple[Field, ...]]] = {
    "Targets": _targets,
    "What presses": _pressing,
    "Alerts": _alerts,
    "Escalate to": _rung,
    "Hours": _hours,
    "Quiet": _quiet,
    "Telling": _telling,
    "Listening": _listening,
    "People": _people,
    "Trust": _trust,
}


def _text(name: str, label: str, value: str, hint: str, empty: str, most: int = 600) -> Field:
    help = f"{hint}. Empty: {empty}."
    return Field(name=name, label=label, value=value, help=help, empty=empty, required=False, most=most)


def _duration(name: str, label: str, value: timedelta | None, hint: str, empty: str) -> Field:
    return _text(name, label, compact(value), hint, empty, 40)


def _person(name: str, label: str, value: str | None) -> Field:
    kind = FieldKind.PERSON
    return Field(name=name, label=label, kind=kind, value=value or "", empty="nobody", required=False)


def _choice(name: str, label: str, value: str, choices: tuple[tuple[str, str], ...]) -> Field:
    return Field(name=name, label=label, kind=FieldKind.CHOICE, value=value, choices=choices)
