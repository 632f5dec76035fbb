"""Code kept out of the way while the text around it is cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
_INLINE = re.compile(r"(?<![`\\])(?P<mark>`+)(?!`)(?P<code>.+?)(?<!`)(?P=mark)(?!`)", re.DOTALL)
_KEPT_LINE = re.compile(r"^(?P<indent>[ \t]*)\x00F(?P<number>\d+)\x00[ \t]*$", re.MULTILINE)
_KEPT = re.compile(r"\x00[FC](?P<number>\d+)\x00")
_LANGUAGE = re.compile(r"\{?\.?([A-Za-z][\w+#.-]*)")
_PICTURES = ("mermaid", "plantuml", "dot", "graphviz")


@dataclass(slots=True)
class Code:
    """Blocks and inline code of one text; `hidden` puts marks in their place, `shown` puts them back."""

    _kept: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def hidden(self, text: str) -> str:
        """The text with a mark for every piece of code; a mark of a block stands alone on its line."""
        return _INLINE.sub(self._inline, "\n".join(self._blocks(text.split("\n"))))

    def shown(self, text: str) -> str:
        """The text with its code again, at the indentation its mark has now."""

        def block(mark: re.Match[str]) -> str:
            lines = self._kept[int(mark["number"])].split("\n")
            return "\n".join(mark["indent"] + line if line else line for line in lines)

        return _KEPT.sub(lambda mark: self._kept[int(mark["number"])], _KEPT_LINE.sub(block, text))

    def _blocks(self, lines: list[str]) -> Iterator[str]:
        opened: re.Match[str] | None = None
        inside: list[str] = []
        for line in lines:
            if opened is None:
                opened = _FENCE.match(line)
                inside = []
                if opened is None:
                    yield line
            elif line.strip().startswith(opened["mark"]) and not line.strip().strip(opened["mark"][0]):
                yield self._block(opened, inside)
                opened = None
            else:
                inside.append(line)
        if opened is not None:
            yield self._block(opened, inside)

    def _block(self, opened: re.Match[str], inside: list[str]) -> str:
        found = _LANGUAGE.match(opened["info"].strip())
        language = found[1] if found else ""
        if language in _PICTURES:
            return ""
        depth = len(opened["indent"])
        code = [line[depth:] if not line[:depth].strip() else line.lstrip() for line in inside]
        return opened["indent"] + self._mark("F", "\n".join([f"```{language}", *code, "```"]))

    def _inline(self, found: re.Match[str]) -> str:
        if "\n\n" in found["code"]:
            return found[0]
        return self._mark("C", " ".join(found[0].split("\n")))

    def _mark(self, kind: str, code: str) -> str:
        """A mark for a piece of code; the same code has the same one, so that `[`x`][]` finds its address."""
        if code not in self._numbers:
            self._numbers[code] = len(self._kept)
            self._kept.append(code)
        return f"\x00{kind}{self._numbers[code]}\x00"
