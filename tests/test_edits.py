"""What an agent did to a draft, told from the two texts."""

from __future__ import annotations

import pytest

from bot.acts.edits import Edit, distance, edit_of

DRAFT = (
    "Hi Maya, Dana here. Thank you for telling me that your export fails. Error 413 means that the file is "
    "larger than 50 MB. Export one year at a time. If something about it doesn't match, tell me and I'll "
    "look again with you."
)
SHORT = (
    "Hi Maya, Dana here. Error 413 means that the file is larger than 50 MB. Export one year at a time. "
    "Tell me if it doesn't match."
)


@pytest.mark.parametrize(
    ("sent", "edit"),
    [
        pytest.param(DRAFT, None, id="nothing was changed"),
        pytest.param(DRAFT.replace("\n", " ").replace(". ", ".\n"), None, id="only lines were broken anew"),
        pytest.param(SHORT, Edit.SHORTENED, id="sentences were taken out"),
        pytest.param(DRAFT + " The limit is 80 MB on Fridays.", Edit.ADDED_FACT, id="a figure came in"),
        pytest.param(DRAFT + " See https://help.example/413", Edit.ADDED_FACT, id="a link came in"),
        pytest.param(
            DRAFT + " Your colleague in accounting can run the export for the whole team too.",
            Edit.ADDED_FACT,
            id="a sentence about the matter came in",
        ),
        pytest.param(
            DRAFT.replace(" Error 413 means that the file is larger than 50 MB.", ""),
            Edit.REMOVED_FACT,
            id="the sentence with the figure went",
        ),
        pytest.param(
            DRAFT.replace("Thank you for telling me", "I'm sorry to hear"), Edit.TONE, id="warmer words"
        ),
        pytest.param(
            DRAFT + " Please take your time, I understand how annoying this is for you and your team.",
            Edit.TONE,
            id="a warm sentence came in",
        ),
        pytest.param(DRAFT.replace("Hi Maya,", "Hi Mia,"), Edit.FIXED_NAME, id="another name"),
        pytest.param(DRAFT.replace("Hi Maya, Dana here.", "Hi Maya,"), Edit.TONE, id="the agent's name went"),
        pytest.param(
            "We had an incident this morning that is over by now; could you try once more?",
            Edit.REWRITTEN,
            id="nothing is left of it",
        ),
    ],
)
def test_an_edit_is_known_by_what_it_changed(sent: str, edit: Edit | None) -> None:
    assert edit_of(DRAFT, sent) is edit


def test_without_a_draft_everything_is_written_anew() -> None:
    assert edit_of("", "Hi Maya") is Edit.REWRITTEN
    assert distance("", "Hi Maya") == 1.0
