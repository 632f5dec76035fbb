"""What a page says about the site and not about its subject: menus, breadcrumbs, badges, "edit this page"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_LINK = re.compile(r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(?P<to>[^\s()<>]*)>?[^()]*\)")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?P<rest>\S.*)$")
_SENTENCES = re.compile(
    r"(?:[✏️📝🖊️\W]*edit (?:this page|on github|this on github)[^.]*"
    r"|(?:was|did) this (?:page|article|answer|help)[^?]*\?.*"
    r"|(?:is|are) this page helpful\?.*"
    r"|last (?:updated|modified|edited)(?: on| at| by|:)?[^.]{0,60}"
    r"|(?:↑\s*)?back to (?:the )?top|skip to (?:main )?(?:content|navigation)"
    r"|\[?toc\]?|\[\[toc\]\]|on this page:?|table of contents:?|in this article:?"
    r"|(?:←|«|‹|<)?\s*previous(?:\s*[:|·/]?\s*next\s*(?:→|»|›|>)?)?|next\s*(?:→|»|›|>)?"
    r"|print this page|share this (?:page|article)"
    r"|we use cookies.*|(?:accept|reject|allow) (?:all )?(?:cookies|all)"
    r"|cookie (?:settings|preferences)|© ?\d{4}.*"
    r")\W*",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"\W*(?:\x01|[\w&' -]{1,40})(?:\s*(?:>|/|»|›|→|·|\||::)\s*(?:\x01|[\w&' -]{1,60}))+\W*")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+\S")
_KRAMDOWN_TOC = re.compile(r"^[*-][ \t]+\S[^\n]*\n\{:[ \t]*toc[^}\n]*\}[ \t]*$", re.MULTILINE | re.IGNORECASE)


def without(text: str, leads_inside: Callable[[str], bool]) -> str:
    """The text without its menus; `leads_inside` tells links to the same documentation from others."""
    text = _KRAMDOWN_TOC.sub("", text)
    lines = list(_without_menus(text.split("\n"), leads_inside))
    lines = [line for line in lines if not _is_noise(line)]
    return "\n".join(_without_empty_sections(lines))


def _is_noise(line: str) -> bool:
    said = line.strip()
    if not said or said.startswith(("#", "|", "\x00")):
        return False
    links = _LINK.findall(said)
    words = _LINK.sub(lambda found: found["text"], said).strip("*_ >")
    if _SENTENCES.fullmatch(words):
        return True
    return len(links) >= 2 and bool(_CRUMBS.fullmatch(_LINK.sub("\x01", said.strip("*_ >"))))


def _without_menus(lines: list[str], leads_inside: Callable[[str], bool]) -> Iterator[str]:
    """The lines without lists of nothing but links to pages, or places, of the same documentation."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and (_ITEM.match(lines[end]) or (end > at and _goes_on(lines, end))):
            end += 1
        items = [found["rest"].strip() for line in lines[at:end] if (found := _ITEM.match(line))]
        if (
            len(items) >= 2
            and all(_is_way(item, leads_inside) for item in items)
            and _only_items(lines[at:end])
        ):
            at = end
            continue
        yield from lines[at : end + 1] if end == at else lines[at:end]
        at = max(end, at + 1)


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether the list goes on after a blank line."""
    return not lines[at].strip() and at + 1 < len(lines) and bool(_ITEM.match(lines[at + 1]))


def _only_items(lines: list[str]) -> bool:
    return all(not line.strip() or _ITEM.match(line) for line in lines)


def _is_way(item: str, leads_inside: Callable[[str], bool]) -> bool:
    found = _LINK.fullmatch(item.strip("*_ "))
    return bool(found and leads_inside(found["to"]))


def _without_empty_sections(lines: list[str]) -> list[str]:
    """Headings that have lost all they stood over go too."""
    kept: list[str] = []
    deeper = 0  # level of the heading below which something was said; 7 for text
    for line in reversed(lines):
        heading = _HEADING.match(line)
        if heading:
            level = len(heading[1])
            if deeper > level:
                kept.append(line)
                deeper = level
            continue
        kept.append(line)
        if line.strip():
            deeper = 7
    return kept[::-1]
