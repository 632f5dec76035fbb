"""Text for Discord: harmless, and cut only where it may be cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.words import cut, parts, plain, plain_name

BITS = ("```", "```py\n", "a b", "\n", "\n\n", "- a", "b" * 30)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("**bold** and `code`", r"\*\*bold\*\* and \`code\`", id="markup is shown, not applied"),
        pytest.param("@everyone look", "@\u200beveryone look", id="everyone is not called"),
        pytest.param(
            "hi <@88> <#99> </run:7> <t:1:R>",
            r"hi \<@88> \<#99> \</run:7> \<t:1:R>",
            id="no mention",
        ),
        pytest.param("[bank](https://evil.example)", r"\[bank\](https://evil.example)", id="no masked link"),
        pytest.param("see https://a.b/c_d_e", "see https://a.b/c_d_e", id="a bare link stays whole"),
        pytest.param("# big\n> quoted\n1. one", "\\# big\n\\> quoted\n1\\. one", id="no heading or list"),
        pytest.param("a\u202eb", "ab", id="text is not turned round"),
        pytest.param("http://a.b@everyone", "http://a.b@\u200beveryone", id="nobody is called by an address"),
    ],
)
def test_what_others_wrote_shows_as_it_was_written(written: str, shown: str) -> None:
    assert plain(written) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("Maya", "Maya", id="a name"),
        pytest.param("**Maya**\n# boss", r"\*\*Maya\*\* # boss", id="one line, no markup"),
        pytest.param("\u200b\u2060\u200d", "Somebody", id="a name that cannot be seen"),
        pytest.param("\u3164\u2800\u115f", "Somebody", id="a name of letters that are drawn as nothing"),
        pytest.param("\u0336\u034f", "Somebody", id="a name of marks without a letter"),
        pytest.param("M\u0336aya", "M\u0336aya", id="a letter with a mark"),
        pytest.param("x" * 200, "x" * 80, id="a very long name"),
    ],
)
def test_a_name_is_one_short_harmless_line(name: str, shown: str) -> None:
    assert plain_name(name) == shown


def test_a_short_reply_is_one_message() -> None:
    assert parts("Hello\n\nthere") == ["Hello\n\nthere"]


def test_a_code_block_is_never_torn_apart() -> None:
    text = "Before\n\n" + "word " * 350 + "\n\n```python\n" + "line = 1\n" * 60 + "```\n\nAfter"

    made = parts(text)

    assert len(made) == 2
    assert all(part.count("```") % 2 == 0 for part in made)
    assert made[1].startswith("```python\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Try this: ```\n", "```\nand then again.", id="behind words"),
        pytest.param("```", "``` and then again.", id="before words"),
        pytest.param("Like ```py\n", "done()```", id="closed behind code"),
        pytest.param("A ```bit``` of code:\n\n```\n", "```", id="after ticks within a line"),
        pytest.param("```" + "{}," * 700 + "\n", "```", id="with a first line that is longer than a message"),
    ],
)
def test_a_code_block_beside_words_is_not_torn_apart(before: str, after: str) -> None:
    code = "select 1;\n" * 300

    made = parts(f"{before}{code}{after}\n\nBye")

    assert all(part.count("```") % 2 == 0 for part in made)
    inside = [piece for part in made for piece in part.split("```")[1::2]]
    assert "".join(inside).count("select 1;") == 300


def test_ticks_that_are_never_closed_open_no_code_block() -> None:
    made = parts("Type ``` before it.\n" + "word " * 600)

    assert "".join(made).count("```") == 1


def test_a_code_block_too_long_for_one_message_is_closed_and_opened_again() -> None:
    made = parts("```sql\n" + "select 1;\n" * 500 + "```")

    assert len(made) == 3
    assert all(part.startswith("```sql\n") and part.endswith("\n```") for part in made)
    assert (
        "".join(part.removeprefix("```sql\n").removesuffix("```") for part in made).count("select 1;") == 500
    )


def test_a_long_list_breaks_between_its_items() -> None:
    made = parts("\n".join(f"- step {number} " + "x" * 90 for number in range(40)))

    assert all(line.startswith("- step") for part in made for line in part.split("\n"))


@given(st.text(alphabet="ab .\n-#", max_size=900) | st.lists(st.sampled_from(BITS)).map("".join))
def test_no_part_is_too_long_and_no_word_is_lost(text: str) -> None:
    made = parts(text, 60)

    assert all(len(part) <= 60 for part in made)
    assert [letter for letter in "".join(made) if letter in "ab"] == [
        letter for letter in text if letter in "ab"
    ]


@given(st.text(max_size=300))
def test_plain_text_mentions_nobody(text: str) -> None:
    assert "@everyone" not in plain(f"{text}@everyone")


@given(st.text(max_size=200), st.integers(2, 60))
def test_a_cut_is_short_enough(text: str, most: int) -> None:
    assert len(cut(text, most)) <= most


def _letters(text: str) -> list[str]:
    return [letter for letter in text if letter in "ab"]
