"""The call-type taxonomy: patterns of words, the group and tier each stands for, and why.

`leaptui.calls.types` applies it; this module only holds and reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from leaptui.domain.calls import Tier
from leaptui.practice.facts import About, about
from leaptui.practice.located_toml import PracticeFileRefused, Table, TomlFile

CONFIDENCES = ("low", "somewhat", "very")
"""How sure a default tier is, from least to most."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Call types that mean the same.

    Attributes:
        alternatives: Words to find, each alternative on its own; `=` in front means that it has
            to be the whole type.
        group: The issue, `Trespass`.
        tier: Who answers by default.
        apco: Code of APCO ANS 2.103.1, empty where there is none.
        reason: Why this tier.
        confidence: One of `CONFIDENCES`.
        narrow: Whether early programs took it on their first day.
        general: Whether it gives way to any other pattern of the same length.
    """

    alternatives: tuple[str, ...]
    group: str
    tier: Tier
    apco: str
    reason: str
    confidence: str
    narrow: bool = False
    general: bool = False


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Words that, where a pattern left them over, move a type to another tier.

    Attributes:
        words: Any of them; a file may name groups instead, whose patterns of one word are meant.
        tier: Where it goes.
        moves: The tiers it is moved from.
        only: The groups it is for; empty means all.
        spares: Groups it leaves alone.
        also_police_of: Groups whose police types it moves too.
        mental_health_tier: Where a mental-health type goes instead.
        says: What the words mean, to follow them in a reason.
        lowers: Whether it makes a type less urgent; it never undoes what raised it.
    """

    words: frozenset[str]
    tier: Tier
    moves: frozenset[Tier]
    only: frozenset[str]
    spares: frozenset[str]
    also_police_of: frozenset[str]
    mental_health_tier: Tier
    says: str
    lowers: bool


@dataclass(frozen=True, slots=True)
class RollUp:
    """A line of the city report: several groups under one label."""

    label: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """How the words of a type are read before patterns are looked for.

    Attributes:
        prefixes: Codes that may stand in front of the words.
        ignored: Small words that do not count.
        negators: Words that deny what follows.
        negations: What a negator denies when it is more than one word.
        not_denied: Words with which a negator names a condition (`NOT BREATHING`).
        plain: Words that are not to be taken for another word, shortened.
        expansions: Abbreviations and other spellings, and the words they stand for.
    """

    prefixes: tuple[re.Pattern[str], ...]
    ignored: frozenset[str]
    negators: tuple[str, ...]
    negations: tuple[str, ...]
    not_denied: frozenset[str]
    plain: frozenset[str]
    expansions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Taxonomy:
    """The whole of it. Two taxonomies are the same only if they are the same object."""

    about: About
    words: Words
    patterns: tuple[Pattern, ...]
    escalators: tuple[Adjustment, ...]
    lowerers: tuple[Adjustment, ...]
    roll_ups: tuple[RollUp, ...]

    @property
    def version(self) -> int:
        """Grows with every change that moves a type."""
        return self.about.version

    @property
    def groups(self) -> tuple[str, ...]:
        """Every group, in the order of the report."""
        return tuple(group for roll_up in self.roll_ups for group in roll_up.groups)

    def roll_up_of(self, group: str) -> str:
        """The report's line for a group; a group that a city made itself is a line of its own."""
        return next((roll_up.label for roll_up in self.roll_ups if group in roll_up.groups), group)


def load_taxonomy(source: Path | str | None = None) -> Taxonomy:
    """The taxonomy that comes with leaptui, or another one.

    Args:
        source: A file, or the text of one; nothing for the packaged taxonomy.

    Raises:
        PracticeFileRefused: With file, line and key, when it cannot be used.
    """
    if source is None:
        return _packaged()
    if isinstance(source, Path):
        try:
            text = source.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise PracticeFileRefused(
                f"{source} cannot be read as UTF-8 text.",
                safe="Nothing was changed.",
                next_step="Move it away to use the one that comes with leaptui.",
            ) from error
        return read_taxonomy(TomlFile(str(source), text, own=True).parse())
    return read_taxonomy(TomlFile("the taxonomy given", source, own=True).parse())


@cache
def _packaged() -> Taxonomy:
    name = "taxonomy.toml"
    text = files("leaptui.practice").joinpath(name).read_text(encoding="utf-8")
    return read_taxonomy(TomlFile(f"leaptui/practice/{name}", text).parse())


def read_taxonomy(top: Table) -> Taxonomy:
    """A taxonomy out of its file's top table.

    Raises:
        PracticeFileRefused: When a key is missing, unknown or of the wrong kind, a group is in no
            roll-up, or two patterns claim the same words.
    """
    said = about(top)
    roll_ups = tuple(
        RollUp(table.text("label"), table.texts("groups", least=1))
        for table in top.tables("roll_up", least=1)
    )
    groups = [group for roll_up in roll_ups for group in roll_up.groups]
    patterns = tuple(_pattern(table, groups) for table in top.tables("pattern", least=1))
    taxonomy = Taxonomy(
        about=said,
        words=_words(top),
        patterns=patterns,
        escalators=tuple(_adjustment(table, "raises", groups, patterns) for table in top.tables("escalator")),
        lowerers=tuple(_adjustment(table, "lowers", groups, patterns) for table in top.tables("lowerer")),
        roll_ups=roll_ups,
    )
    top.finish()
    _refuse_repeats(top, taxonomy.patterns)
    return taxonomy


def _words(top: Table) -> Words:
    table = top.table("words")
    words = Words(
        prefixes=tuple(_expression(table, text) for text in table.texts("prefixes")),
        ignored=frozenset(table.texts("ignored")),
        negators=table.texts("negators", least=1),
        negations=table.texts("negations"),
        not_denied=frozenset(table.texts("not_denied")),
        plain=frozenset(table.texts("plain")),
        expansions=_expansions(top),
    )
    table.finish()
    return words


def _expansions(top: Table) -> tuple[tuple[str, str], ...]:
    table = top.table("expansions")
    pairs = tuple((key, table.text(key)) for key in table.values)
    table.finish()
    return pairs


def _expression(table: Table, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        table.refuse("prefixes", f"holds {text!r}, which is not a regular expression ({error})")


def _pattern(table: Table, groups: Iterable[str]) -> Pattern:
    group = table.text("group")
    if group not in groups:
        table.refuse("group", f"is {group!r}, which is in no [[roll_up]]")
    confidence = table.text("confidence")
    if confidence not in CONFIDENCES:
        table.refuse("confidence", f"must be one of {', '.join(CONFIDENCES)}")
    return Pattern(
        alternatives=table.texts("alternatives", least=1),
        group=group,
        tier=_tier(table, "tier"),
        apco=table.text("apco", ""),
        reason=table.text("reason"),
        confidence=confidence,
        narrow=table.flag("narrow"),
        general=table.flag("general"),
    )


def _adjustment(table: Table, verb: str, groups: list[str], patterns: Iterable[Pattern]) -> Adjustment:
    tier = _tier(table, "tier")
    named = table.texts("words_of", allowed=groups)
    words = frozenset(
        words
        for pattern in patterns
        for words in pattern.alternatives
        if pattern.group in named and words.isalnum()
    )
    mental_health = "mental_health_tier" in table.values
    return Adjustment(
        words=words | frozenset(table.texts("words", least=0 if named else 1)),
        tier=tier,
        moves=frozenset(
            Tier(name) for name in table.texts(verb, least=1, allowed=[known.value for known in Tier])
        ),
        only=frozenset(table.texts("only", allowed=groups)),
        spares=frozenset(table.texts("spares", allowed=groups)),
        also_police_of=frozenset(table.texts("also_police_of", allowed=groups)),
        mental_health_tier=_tier(table, "mental_health_tier") if mental_health else tier,
        says=table.text("says"),
        lowers=verb == "lowers",
    )


def _tier(table: Table, key: str) -> Tier:
    tier = table.one_of(key, Tier)
    if tier is Tier.UNMAPPED:
        table.refuse(key, "cannot be unmapped; that is what no pattern is for")
    return tier


def _refuse_repeats(top: Table, patterns: tuple[Pattern, ...]) -> None:
    claimed: dict[str, str] = {}
    for pattern in patterns:
        for words in pattern.alternatives:
            if words in claimed:
                top.refuse("pattern", f"has {words!r} twice, for {claimed[words]} and {pattern.group}")
            claimed[words] = pattern.group
