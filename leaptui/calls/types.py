"""Which group and tier a call type stands for, and why.

In this order: what the city itself decided for exactly this type and day; the words spelled out
(`leaptui.calls.type_words`) with denials put aside; the longest pattern of the taxonomy; words
left over that raise it or lower it; else unmapped. There is no silent default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from leaptui.calls.type_rules import Span, by_type, spans_of
from leaptui.calls.type_words import DENIED, Word, WordReader
from leaptui.domain.call_records import TypeRule
from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.text import one_line
from leaptui.practice.taxonomy import CONFIDENCES, Adjustment, Pattern, Taxonomy

_WHOLE = "="

_CAUTION = {
    Tier.COMMUNITY_RESPONDER: 0,
    Tier.NOT_DEMAND: 1,
    Tier.ADMINISTRATIVE: 2,
    Tier.CO_RESPONSE: 3,
    Tier.FIRE_EMS: 4,
    Tier.POLICE: 5,
}
"""Which tier is meant where patterns of the same length claim a type: a responder if no other does."""

_MENTAL_HEALTH = "Mental health"
_MOST_REMEMBERED = 5_000
"""Types whose reading is kept: a city's are read again with every decision on one of them."""


def read_types(
    counts: Sequence[tuple[str, int]],
    taxonomy: Taxonomy,
    rules: Iterable[TypeRule] = (),
    dated: Mapping[tuple[str, str | None, str | None], int] | None = None,
) -> list[TypeReading]:
    """What each call type is taken for, in the order given.

    A type whose rules hold for some days only has a reading for each period, the oldest first.

    Args:
        counts: Types and how many calls each has.
        taxonomy: The patterns.
        rules: What the city decided. The rules of one type share no day.
        dated: Calls by type, first and last day, for types whose rules hold for some days only. Calls
            that no period counts, those without a day, go to the newest.
    """
    reader, decided, dated = _reader(taxonomy), by_type(rules), dated or {}
    readings: list[TypeReading] = []
    for name, calls in counts:
        taken = reader.read(name)
        *older, newest = spans_of(decided.get(name, ()))
        for span in older:
            part = dated.get((name, span.first, span.last), 0)
            calls -= part
            readings.append(_reading(taken, name, part, span))
        readings.append(_reading(taken, name, calls, newest))
    return readings


def reading_on(readings: Iterable[TypeReading], day: str | None) -> TypeReading | None:
    """Of the readings of one type, the one that holds on an ISO date; without a day, the newest."""
    return next(
        (each for each in readings if Span(each.effective_from, each.effective_to).holds_on(day)), None
    )


def words_of(name: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """The words of a type that count, as the taxonomy spells them; what it denies begins with `!`."""
    return _reader(taxonomy).words_of(name)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What the taxonomy takes a type for."""

    pattern: Pattern | None
    tier: Tier
    confidence: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Match:
    """A pattern found in a type, from word `start` to before word `end`."""

    pattern: Pattern
    start: int
    end: int
    aside: int
    """Of its least aside word: 0 outside brackets, 1 a detail, 2 among examples."""

    def meets(self, other: _Match) -> bool:
        """Whether the two share a word."""
        return self.start < other.end and other.start < self.end

    @property
    def strength(self) -> tuple[int, bool]:
        """More words are stronger than fewer, and of as many a pattern that is not general."""
        return (self.end - self.start, not self.pattern.general)


def _reading(taken: _Taken, name: str, calls: int, span: Span) -> TypeReading:
    pattern, rule = taken.pattern, span.rule
    group = pattern.group if pattern else ""
    tier = Tier(rule.tier) if rule else taken.tier
    early = rule.narrow == "yes" if rule and rule.narrow else pattern is not None and pattern.narrow
    return TypeReading(
        type=name,
        calls=calls,
        group=rule.group or group if rule else group,
        tier=tier,
        confidence=rule.confidence if rule else taken.confidence,
        reason=rule.reason if rule else taken.reason,
        decided_by="local" if rule else "taxonomy" if pattern else "nobody",
        narrow=early and tier is Tier.COMMUNITY_RESPONDER,
        apco=pattern.apco if pattern else "",
        rule=rule,
        effective_from=span.first,
        effective_to=span.last,
    )


@lru_cache(maxsize=4)
def _reader(taxonomy: Taxonomy) -> _TypeReader:
    return _TypeReader(taxonomy)


class _TypeReader:
    """A taxonomy made ready: its patterns as words, looked up by what they begin with."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        alternatives = [words for pattern in taxonomy.patterns for words in pattern.alternatives]
        adjusting = [
            word for rule in (*taxonomy.escalators, *taxonomy.lowerers) for word in sorted(rule.words)
        ]
        self._words = WordReader(taxonomy.words, [*alternatives, *adjusting])
        self._escalators = [self._prepared(rule) for rule in taxonomy.escalators]
        self._lowerers = [self._prepared(rule) for rule in taxonomy.lowerers]
        self._anywhere: dict[tuple[str, ...], Pattern] = {}
        self._whole: dict[tuple[str, ...], Pattern] = {}
        for pattern in taxonomy.patterns:
            for alternative in pattern.alternatives:
                words = self._words.pattern(alternative.removeprefix(_WHOLE))
                table = self._whole if alternative.startswith(_WHOLE) else self._anywhere
                table.setdefault(words, pattern)
        for words, pattern in list(self._anywhere.items()):
            if len(words) == 2:
                self._anywhere.setdefault((words[1], words[0]), pattern)
        self._longest = max(len(words) for words in self._anywhere)
        self._known: dict[str, tuple[tuple[str, ...], _Taken]] = {}

    def _prepared(self, rule: Adjustment) -> tuple[Adjustment, frozenset[str]]:
        return rule, frozenset(self._words.spelled(word) for word in rule.words)

    def words_of(self, name: str) -> tuple[str, ...]:
        """The words of a type that count."""
        return self._remembered(name)[0]

    def read(self, name: str) -> _Taken:
        """What one type is taken for, whatever its city decided."""
        return self._remembered(name)[1]

    def _remembered(self, name: str) -> tuple[tuple[str, ...], _Taken]:
        if name not in self._known:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            words = self._words.words(one_line(name))
            self._known[name] = tuple(word.text for word in words), self._taken(words)
        return self._known[name]

    def _taken(self, words: list[Word]) -> _Taken:
        match = self._best(words)
        if match is None:
            reason = "No pattern has these words." if words else "The call has no type."
            return _Taken(None, Tier.UNMAPPED, CONFIDENCES[0], reason)
        pattern = match.pattern
        left_over = [word.text for word in (*words[: match.start], *words[match.end :])]
        tier, why = self._adjusted(pattern, left_over)
        guesses = [word for word in words[match.start : match.end] if word.written]
        notes = [f"“{word.written.lower()}” read as “{word.text.lower()}”" for word in guesses]
        steps = (1 if why else 0) + (1 if guesses else 0)
        confidence = CONFIDENCES[max(0, CONFIDENCES.index(pattern.confidence) - steps)]
        reason = "; ".join([pattern.reason, *([why] if why else []), *notes])
        return _Taken(pattern, tier, confidence, f"{reason}.")

    def _best(self, words: list[Word]) -> _Match | None:
        texts = tuple(word.text for word in words)
        if whole := self._whole.get(texts):
            return _Match(whole, 0, len(words), 0)
        matches = _most_outside(list(self._matches(words, texts)))
        if not matches:
            return None
        strongest = max(match.strength for match in matches)
        tied = [match for match in matches if match.strength == strongest]
        first = max(tied, key=lambda match: (_CAUTION[match.pattern.tier], match.start))
        for match in tied:
            # `SUICIDAL PERSON KNIFE`: a weapon at hand does not turn a crisis into a weapons call.
            if match.pattern.group == _MENTAL_HEALTH and match.meets(first):
                first = match
        # `CATEGORY - DETAIL`: within one group the detail, which stands later, says it better.
        return [match for match in tied if match.pattern.group == first.pattern.group][-1]

    def _matches(self, words: list[Word], texts: tuple[str, ...]) -> Iterator[_Match]:
        for start in range(len(texts)):
            for end in range(start + 1, min(len(texts), start + self._longest) + 1):
                if pattern := self._anywhere.get(texts[start:end]):
                    yield _Match(pattern, start, end, min(word.aside for word in words[start:end]))

    def _adjusted(self, pattern: Pattern, left_over: list[str]) -> tuple[Tier, str]:
        """The tier after the words that the pattern did not use, and why it differs."""
        tier, why = pattern.tier, ""
        spoken = [word for word in left_over if not word.startswith(DENIED)]
        for rule, words in (*self._escalators, *self._lowerers):
            found = next((word for word in spoken if word in words), None)
            if found is None or not _applies(rule, pattern.group, tier):
                continue
            target = rule.mental_health_tier if pattern.group == _MENTAL_HEALTH else rule.tier
            if target is tier or (rule.lowers and why):
                continue
            tier, why = target, f"“{found.lower()}” {rule.says} ({target.label})"
        return tier, why


def _most_outside(matches: list[_Match]) -> list[_Match]:
    """Those outside brackets; with the details in brackets, `DISTURBANCE (MENTAL)`, where they are general."""
    outside = [match for match in matches if match.aside == 0]
    if outside and not max(outside, key=lambda match: match.strength).pattern.general:
        return outside
    return [match for match in matches if match.aside <= 1] or matches


def _applies(rule: Adjustment, group: str, tier: Tier) -> bool:
    if group in rule.spares or (rule.only and group not in rule.only):
        return False
    return tier in rule.moves or (tier is Tier.POLICE and group in rule.also_police_of)
