"""Small pure operations on chat text that every room here shares."""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence

GAP = "\uf8ff"  # stands where something was that is no prose: no phrase may reach across it
_LONGEST = 4_000
_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_URL = re.compile(r"<?(?:https?://|www\.)[^\s<>|]+(?:\|([^>\n]*))?>?", re.IGNORECASE)
_MENTION = re.compile(
    r"<(?:@[!&]?|#|!)[\w^|.-]+(?:\|[^>\n]*)?>|(?<!\w)@(?:everyone|here|channel)\b", re.IGNORECASE
)
_EMOJI = re.compile(
    r":[a-z0-9_+-]{2,}:|<a?:\w+:\d+>|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D\u2B50\u2B55\u203C\u2049]+"
)
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f]")
_TRACE = re.compile(
    r"^[ \t]*(?:Traceback \(most recent|File \"|at [\w.$<>]+\(|[\w.]+(?:Error|Exception)\b:?|Caused by:|\.\.\. \d+ more|\^+\s*$|>>> ).*$",
    re.MULTILINE,
)
_QUOTED = re.compile(r"^[ \t]*(?:>|&gt;) ?.*$", re.MULTILINE)
_ZALGO = re.compile(r"[\u0300-\u036f]{2,}")


def words(text: str) -> list[str]:
    """A list written as one string."""
    return text.split()


def joined(lines: Sequence[str]) -> str:
    """The burst as one text, cut in the middle when it is longer than anybody would read."""
    text = "\n".join(line for line in lines if line)
    if len(text) > _LONGEST:
        text = text[: _LONGEST * 3 // 4] + "\n" + text[-_LONGEST // 4 :]
    return text


def visible(text: str) -> str:
    """Without characters nobody sees (zero width, direction marks, control) and with straight quotes."""
    text = _ZALGO.sub("", _UNSEEN.sub("", text))
    return text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("\u00a0", " ")


_RUN = re.compile(
    r"(?:[^\w\s]\s*){9,}"
)  # rulers and shouting tell nothing more by their length, and cost time


def prose(text: str) -> str:
    """What the person wrote in sentences: no code, traces, quotes, links, mentions or emoji."""
    text = _FENCE.sub(" ", visible(text))
    text = _QUOTED.sub(" ", _TRACE.sub(" ", text))
    text = _EMOJI.sub(" ", _MENTION.sub(" ", _URL.sub(r" \1 ", text)))
    text = _RUN.sub(lambda run: run.group()[:8] + " ", text)
    return re.sub(r"[ \t]+|\n(?=\n)", " ", _CODE.sub(lambda m: m.group()[1:-1], text)).strip()


def emoji_in(text: str) -> bool:
    """Whether the writer used an emoji or an emoticon."""
    return bool(_EMOJI.search(text) or re.search(r"(?<!\w)[:;]-?[)(DPp](?!\w)", text))


def sentences(text: str) -> list[str]:
    """Sentences and lines, without the space around them."""
    parts = re.split(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-ZÄÖÜ0-9])|\n+", text)
    return [part.strip() for part in parts if part.strip()]
