"""Text that a page takes from other files: snippets, partials, included regions."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.loading import front
from knowledge.loading.fields import Unreadable
from knowledge.loading.tree import Tree

_DEEPEST = 5
_MOST_TEXT = 500_000
_BLOCK = re.compile(
    r"^(?P<indent>[ \t]*)--8<--[ \t]*\n(?P<paths>.*?)^[ \t]*--8<--[ \t]*$", re.DOTALL | re.MULTILINE
)
_LINES = (
    re.compile(r"^(?P<indent>[ \t]*)-{1,}8<-{1,}[ \t]+[\"'](?P<path>[^\"'\n]+)[\"'][ \t]*$", re.MULTILINE),
    re.compile(r"^(?P<indent>[ \t]*)<!--\s*@include:\s*(?P<path>[^\s>]+)\s*-->[ \t]*$", re.MULTILINE),
    re.compile(
        r"^(?P<indent>[ \t]*)```+\{include\}\s+(?P<path>\S+)[ \t]*\n(?:.*\n)*?[ \t]*```+[ \t]*$", re.MULTILINE
    ),
    re.compile(r"(?P<indent>)\{%-?\s*include(?:_relative)?\s+[\"']?(?P<path>[\w./-]+)[\"']?[^%]*-?%\}"),
    re.compile(
        r"(?P<indent>)\{\{[<%]\s*(?:include|readfile|render)\s+(?:file=)?\"(?P<path>[^\"]+)\"[^}]*[%>]\}\}"
    ),
    re.compile(r"^(?P<indent>[ \t]*)<Snippet\s+file=[\"'](?P<path>[^\"']+)[\"']\s*/>", re.MULTILINE),
)
_CODE = re.compile(r"^(?P<indent>[ \t]*)<<<[ \t]+(?P<path>[^\s{#]+)[^\n]*$", re.MULTILINE)
_IMPORT = re.compile(
    r"^import\s+(?P<name>[A-Z]\w*)\s+from\s+['\"](?P<path>[^'\"\n]+\.mdx?)['\"];?[ \t]*$", re.MULTILINE
)
_SECTION = re.compile(
    r"--8<--\s*\[(?P<at>start|end):(?P<name>[^\]]+)\]|#(?P<region>end)?region\s+(?P<of>\S+)"
)


def taken_in(text: str, tree: Tree, place: str, depth: int = 0) -> str:
    """The text with what it includes in place; a file that is not in the tree is included as nothing."""
    if tree.root is None or depth > _DEEPEST:
        return text

    def put(found: re.Match[str]) -> str:
        return _indented(_included(found["path"], tree, place, depth), found["indent"])

    text = _BLOCK.sub(lambda found: _all_of(found, tree, place, depth), text)
    text = _partials(text, tree, place, depth)
    for pattern in _LINES:
        text = pattern.sub(put, text)
    text = _CODE.sub(lambda found: _as_code(found, tree, place), text)
    return text[:_MOST_TEXT]


def _all_of(found: re.Match[str], tree: Tree, place: str, depth: int) -> str:
    paths = [
        line.strip()
        for line in found["paths"].split("\n")
        if line.strip() and not line.strip().startswith(";")
    ]
    return _indented("\n\n".join(_included(path, tree, place, depth) for path in paths), found["indent"])


def _partials(text: str, tree: Tree, place: str, depth: int) -> str:
    """`import Partial from './_partial.mdx'` … `<Partial />`."""
    for name, path in _IMPORT.findall(text):
        used = re.compile(rf"(?P<indent>^[ \t]*)?<{name}\b[^>]*(?:/>|>\s*</{name}>)", re.MULTILINE)
        if used.search(text):
            said = _included(path, tree, place, depth)
            text = used.sub(_as_is(said), text)
    return text


def _as_is(said: str) -> Callable[[re.Match[str]], str]:
    return lambda found: _indented(said, found["indent"] or "")


def _included(path: str, tree: Tree, place: str, depth: int) -> str:
    path, _, part = path.partition(":") if not path.startswith("http") else ("", "", "")
    path, _, braces = path.partition("{")
    found = tree.read(path, place) if path else None
    if found is None:
        return ""
    text, its_place = found
    split = front.split(text)
    body = text if isinstance(split, Unreadable) else split[1]
    return taken_in(_part(body, part or braces.strip("}")), tree, its_place, depth + 1)


def _part(text: str, part: str) -> str:
    """A named section or a range of lines of `text`; the whole without its section marks otherwise."""
    lines = text.split("\n")
    numbers = re.fullmatch(r"(?P<start>\d*)[:,-](?P<end>\d*)", part)
    if numbers:
        start, end = int(numbers["start"] or 1), int(numbers["end"] or len(lines))
        return "\n".join(lines[start - 1 : end])
    if not part:
        return "\n".join(line for line in lines if not _SECTION.search(line))
    kept: list[str] = []
    inside = False
    for line in lines:
        mark = _SECTION.search(line)
        if mark and part in (mark["name"], mark["of"]):
            inside = mark["at"] == "start" or (mark["of"] is not None and not mark["region"])
        elif inside and not mark:
            kept.append(line)
    return "\n".join(kept)


def _as_code(found: re.Match[str], tree: Tree, place: str) -> str:
    read = tree.read(found["path"].removeprefix("@/"), place)
    kind = found["path"].rpartition(".")[2]
    return _indented(f"```{kind}\n{read[0].rstrip()}\n```", found["indent"]) if read else ""


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line if line else line for line in text.strip("\n").split("\n"))
