"""Boxes and tabs of the documentation generators as plain paragraphs with a bold label."""

from __future__ import annotations

import re

_KINDS = {
    "note", "tip", "info", "warning", "danger", "caution", "important", "hint", "success",
    "question", "failure", "bug", "example", "quote", "abstract", "attention", "error", "check",
    "alert", "callout", "seealso", "details",
}  # fmt: skip
_UNNAMED = ("details", "callout", "alert", "quote")
_INDENTED = re.compile(
    r"^(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?)[ \t]*(?P<kind>[\w-]*)[^\"\n]*?(?:\"(?P<title>[^\"\n]*)\")?[ \t]*$"
)
_TAB = re.compile(r"^(?P<indent>[ \t]*)===[!+]?[ \t]+\"(?P<title>[^\"\n]+)\"[ \t]*$")
_OPEN = re.compile(
    r"^(?P<indent>[ \t]*):{3,}[ \t]*\{?\.?(?P<kind>[A-Za-z][\w-]*)\}?"
    r"(?:\[(?P<bracketed>[^\]\n]*)\])?(?P<title>[^\n{]*)[^\n]*$",
    re.MULTILINE,
)
_CLOSE = re.compile(r"^[ \t]*:{3,}[ \t]*$", re.MULTILINE)
_QUOTED = re.compile(
    r"^(?P<lead>[ \t]*>[ \t]*)\[!(?P<kind>\w+)\][+-]?[ \t]*(?P<title>[^\n]*)\n(?:[ \t]*>[ \t]?)?",
    re.MULTILINE,
)
_JOINED = re.compile(r"(\*\*[^*\n]+:\*\*)[ \t]*\n+[ \t]*(?=[^\s\-*+|>#\d<\x00{])")


def unfolded(text: str) -> str:
    """The text without boxes: their kind or title in bold, their content after it."""
    text = "\n".join(_dedented(text.split("\n")))
    text = _OPEN.sub(_opened, text)
    text = _CLOSE.sub("", text)
    return _QUOTED.sub(lambda found: f"{found['lead']}{label(found['kind'], found['title'] or None)} ", text)


def joined(text: str) -> str:
    """The text with each label at the beginning of the paragraph that it stands over."""
    return _JOINED.sub(r"\1 ", text)


def label(kind: str, title: str | None) -> str:
    """The bold words for a box: `**Note:**`, its title, or nothing."""
    named = (title or "").strip().strip("\"'")
    if named:
        return f"**{named}**" if named.endswith(("?", "!", ".")) else f"**{named.rstrip(':')}:**"
    kind = kind.lower()
    return f"**{kind.capitalize()}:**" if kind in _KINDS and kind not in _UNNAMED and title is None else ""


def _opened(found: re.Match[str]) -> str:
    title = found["bracketed"] or found["title"].strip() or None
    said = label(found["kind"], title) if found["kind"].lower() in _KINDS or title else ""
    if found["kind"].lower() in ("code-group", "tabs", "tab-set", "row", "col", "figure"):
        said = ""
    return f"\n{found['indent']}{said}\n" if said else ""


def _dedented(lines: list[str]) -> list[str]:
    """`!!! note`, `??? note` and `=== "Tab"` with what is indented below them."""
    said: list[str] = []
    at = 0
    while at < len(lines):
        box, tab = _INDENTED.match(lines[at]), _TAB.match(lines[at])
        found = box or tab
        at += 1
        if not found or not (tab or found["kind"]):
            said.append(lines[at - 1])
            continue
        depth = len(found["indent"].expandtabs(4)) + 4
        inner: list[str] = []
        while at < len(lines) and (not lines[at].strip() or _depth(lines[at]) >= depth):
            inner.append(lines[at].expandtabs(4)[4:] if lines[at].strip() else "")
            at += 1
        named = label("" if tab else found["kind"], found["title"])
        said += ["", found["indent"] + named, "", *_dedented(inner), ""]
    return said


def _depth(line: str) -> int:
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())
