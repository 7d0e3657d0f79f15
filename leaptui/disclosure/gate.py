"""The gate: what may be said to whom, and in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from leaptui.disclosure._seal import KEY
from leaptui.disclosure.allowance import Allowance, letters_let_through
from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cells import Threshold, is_small
from leaptui.disclosure.cleared import Cleared, ClearedCount, ClearedFile
from leaptui.disclosure.finished import parts_of
from leaptui.disclosure.held_back import HeldBack, LetThrough, Overrides
from leaptui.disclosure.protected import Protected, Span
from leaptui.disclosure.wording import dates, with_article
from leaptui.domain.attribution import Attribution
from leaptui.domain.measured import Base, Measured, Unit
from leaptui.domain.text import clean, one_line
from leaptui.domain.vocabulary import PassageKind, QuoteStatus

FEWEST_HOLDERS = 5
"""A role that fewer people hold points at one of them."""
WITHHELD = "withheld"
HELD_BACK = "[held back]"
"""Stands for a blocked text until the document is refused with all of them; never leaves."""
WITHHELD_NAME = "[name withheld]"
"""Stands in words of a city's file where a name stood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said something, and how easily the role alone would point at that person."""

    name: str
    """Several who spoke together are joined by ` and `."""
    role: str
    group_label: str
    holders_of_role: int
    """People in the city with that role; where nobody said how many, the known stakeholders."""


@dataclass(frozen=True, slots=True)
class Quote:
    """An excerpt that may be printed.

    Attributes:
        said: The words, without quotation marks.
        verbatim: Whether they may stand in quotation marks.
        line: Who is credited.
    """

    said: Cleared
    verbatim: bool
    line: Cleared


@dataclass(frozen=True, slots=True)
class ThemeOnly:
    """An excerpt of which only the themes may be printed."""

    themes: tuple[Cleared, ...]


@dataclass(frozen=True, slots=True)
class KeptBack:
    """An excerpt of which nothing may be printed, and why, for the advisor's own eyes."""

    reason: str


@dataclass(frozen=True, slots=True)
class ClearedFigure:
    """A measured figure that may be printed, with all that makes it answer for itself."""

    label: Cleared
    printed: Cleared
    base: Cleared
    source: Cleared


class Gate:
    """The one door out of an engagement, for one audience.

    Args:
        audience: Who will read what passes.
        protected: What the engagement must keep to itself.
        threshold: The least count printed; the usual one for the audience when not given.
        overrides: What somebody let through in this document.
        collects: Whether blocked texts are gathered, so that `must_be_clear` names every one, and
            not refused at the first. No finished file passes before they are gone.
    """

    def __init__(
        self,
        audience: Audience,
        protected: Protected,
        *,
        threshold: Threshold | None = None,
        overrides: Iterable[LetThrough] = (),
        collects: bool = False,
    ) -> None:
        self.audience = audience
        self._overrides = Overrides(overrides)
        self._collects = collects
        self._held: dict[Span, None] = {}
        self._gave_way: dict[Span, None] = {}
        self._found_clean: set[str] = set()
        self._cleared: Counter[str] = Counter()
        """How often a text passed with each of the words that were let through in it."""
        usual = Threshold.ALL if audience is Audience.INTERNAL else Threshold.FIVE
        self.threshold = usual if threshold is None else threshold
        self._protected = protected
        self._levels = (
            (Attribution.OFF_RECORD,)
            if audience is Audience.INTERNAL
            else (Attribution.NONE, Attribution.OFF_RECORD)
        )

    def blocked(self, text: str, where: str) -> tuple[Span, ...]:
        """What of a text may not leave; empty when all of it may."""
        return self._overrides.left(self._protected.spans(clean(text), where, levels=self._levels))

    @property
    def let_through(self) -> tuple[LetThrough, ...]:
        """The overrides that what passed so far needed."""
        return self._overrides.used

    @property
    def gave_way(self) -> tuple[Span, ...]:
        """What `of_file` left out so far."""
        return tuple(self._gave_way)

    def must_be_clear(self) -> None:
        """Refuse the document when any text of it was blocked.

        Raises:
            HeldBack: With each blocked span and where it stands.
        """
        if self._held:
            raise HeldBack(tuple(self._held))

    def free_text(self, text: str, where: str) -> Cleared:
        """Text an advisor wrote (a decision, a rationale), line ends kept.

        Raises:
            HeldBack: When it repeats a protected passage or names somebody it must not; a gate that
                collects tells so by `must_be_clear`.
        """
        found = self._protected.spans(clean(text), where, levels=self._levels)
        spans = self._overrides.left(found)
        if not spans:
            words = letters_let_through(found)
            self._cleared.update(words)
            return Cleared(clean(text).strip(), KEY, words)
        if not self._collects:
            raise HeldBack(spans)
        self._held.update(dict.fromkeys(spans))
        return Cleared(HELD_BACK, KEY)

    def label(self, text: str, where: str) -> Cleared:
        """A name, title or short fact on one line.

        Raises:
            HeldBack: As `free_text`.
        """
        return self.free_text(one_line(text), where)

    def of_file(self, text: str, where: str) -> Cleared:
        """Words of a file that a city sent, on one line: a type, an ending, a district.

        Nobody can say them in other words, so that what is protected in them gives way to a mark and
        the rest stays.
        """
        said = one_line(text)
        spans = self.blocked(said, where)
        self._gave_way.update(dict.fromkeys(spans))
        for span in spans:
            said = said.replace(span.words, WITHHELD_NAME)
        if spans and self.blocked(said, where):
            said = WITHHELD_NAME
        return Cleared(said, KEY)

    def excerpt(
        self,
        text: str,
        passage: PassageKind,
        attribution: Attribution,
        speaker: Speaker,
        themes: Sequence[str] = (),
        *,
        approval: QuoteStatus = QuoteStatus.NOT_ASKED,
        amended: str = "",
    ) -> Quote | ThemeOnly | KeptBack:
        """What may be printed of something a stakeholder said.

        Args:
            text: The words, without quotation marks.
            passage: Whose words they are; only verbatim ones are quoted.
            attribution: What the speaker allowed.
            speaker: Who spoke.
            themes: Labels of the themes the excerpt was given.
            approval: Whether the speaker was shown the words, and what came back.
            amended: The words the speaker approved in place of these.
        """
        said = one_line(amended) if approval is QuoteStatus.AMENDED else one_line(text)
        if approval is QuoteStatus.WITHDRAWN:
            return KeptBack("the speaker withdrew it")
        if approval is QuoteStatus.ASKED and self.audience is not Audience.INTERNAL:
            return KeptBack("the speaker was asked and has not answered")
        if not said:
            return KeptBack("the excerpt is empty")
        if attribution is Attribution.OFF_RECORD:
            return KeptBack("off the record")
        if passage is PassageKind.OWN_VIEW:
            return KeptBack("an own view is not what somebody said")
        if attribution is Attribution.NONE and self.audience is not Audience.INTERNAL:
            cleared = tuple(
                Cleared(one_line(theme), KEY) for theme in themes if not self.blocked(theme, "theme")
            )
            return ThemeOnly(cleared) if cleared else KeptBack("not for attribution, and without a theme")
        if self._says_who(said, attribution, speaker):
            return KeptBack("the words name the speaker, who did not speak on the record")
        if spans := self.blocked(said, "excerpt"):
            return KeptBack("; ".join(f"“{span.words}” {span.why}" for span in spans))
        line = self._credit(attribution, speaker)
        return Quote(Cleared(said, KEY), passage is PassageKind.VERBATIM, Cleared(line, KEY))

    def figure(self, figure: Measured, *, withhold: bool = False) -> ClearedFigure:
        """A measured figure as it may be printed: a share or count of too few calls is withheld.

        Args:
            figure: What was measured.
            withhold: Whether it must go although it is not small, because what else is printed of
                the same dataset would give a small count away (`leaptui.disclosure.call_cells`).
        """
        parts = [figure.base.calls] if figure.part is None else [figure.base.calls, figure.part]
        if figure.unit is Unit.CALLS:
            parts.append(round(figure.value))
        few = any(is_small(part, self.threshold) for part in parts)
        # What a count leaves of the base is a count too; a duration says nothing about that rest.
        rest_is_small = any(is_small(figure.base.calls - part, self.threshold) for part in parts)
        small = withhold or few or (rest_is_small and figure.unit is not Unit.MINUTES)
        rules = f", {figure.rules} rules" if figure.rules else ""
        part = "" if small or rest_is_small or figure.part is None else f"{figure.part:,} of "
        reason = f"fewer than {self.threshold:d} calls, or it would give such a count away"
        return ClearedFigure(
            self.label(figure.label, "label of a figure"),
            Cleared(f"{WITHHELD} ({reason})" if small else figure.printed, KEY),
            Cleared(f"{part}{self.base(figure.base).text}{rules}", KEY),
            self.of_file(figure.source.file_name, "file name"),
        )

    def base(self, base: Base) -> Cleared:
        """`41,022 community-initiated incidents, 1 January to 31 December 2025`."""
        span = f", {dates(base.period)}" if base.period else ""
        return Cleared(f"{self.count(base.calls).printed} {base.name.label}{span}", KEY)

    def count(self, count: int, *, withhold: bool = False) -> ClearedCount:
        """A count as it may be printed.

        Args:
            count: The count.
            withhold: Whether it must go although it is not small (`leaptui.disclosure.cells`).
        """
        if withhold or is_small(count, self.threshold):
            return ClearedCount(None, WITHHELD, KEY)
        return ClearedCount(count, f"{count:,}", KEY)

    def finished(
        self, name: str, data: bytes, made_from: str, *, repeated: Collection[str] = ()
    ) -> ClearedFile:
        """A finished document, unpacked and read once more before it is handed over.

        Args:
            name: Its file name.
            data: Its bytes.
            made_from: The text it was made from as a reader sees it, with the signs around what was
                let through (`leaptui.disclosure.allowance`).
            repeated: What was let through in headings and title, by its letters.

        Raises:
            HeldBack: When something protected is in it after all, its name and properties included,
                or a text it was made from was blocked.
        """
        self.must_be_clear()
        allowance = Allowance(made_from, self._cleared, repeated)
        spans = [
            *(span for span in self._in_part(name, "its name", name) if not allowance.repeats(span)),
            *self._in_part(name, "its words", allowance.rest_of(made_from)),
            *allowance.left(
                span for part, text in parts_of(name, data) for span in self._in_part(name, part, text)
            ),
        ]
        if spans:
            raise HeldBack(spans)
        return ClearedFile(name, data, KEY)

    def _in_part(self, name: str, part: str, text: str) -> tuple[Span, ...]:
        if text in self._found_clean:
            return ()  # several formats are made from the same words
        where = f"the file {name}, {part}"
        found = self._protected.spans(text, where, levels=self._levels, surnames=False)
        if not found:
            self._found_clean.add(text)
        return found

    def _says_who(self, said: str, attribution: Attribution, speaker: Speaker) -> bool:
        if attribution is Attribution.ON_RECORD:
            return False
        return bool(Protected(names=speaker.name.split(" and ")).spans(said, "excerpt"))

    def _credit(self, attribution: Attribution, speaker: Speaker) -> str:
        role, group = one_line(speaker.role), one_line(speaker.group_label)
        if attribution is Attribution.ON_RECORD:
            return ", ".join(part for part in (one_line(speaker.name), role) if part) or _from_group(group)
        if attribution is Attribution.NONE:
            return f"{_from_group(group)}, not for attribution"
        narrow = speaker.holders_of_role < FEWEST_HOLDERS and self.audience is not Audience.INTERNAL
        if not role or narrow or self.blocked(role, "role"):
            return _from_group(group)
        return with_article(role)


def _from_group(group: str) -> str:
    return f"from the group “{group}”" if group else "a person heard for this roadmap"
