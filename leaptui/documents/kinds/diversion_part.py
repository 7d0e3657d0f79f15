"""Diversion before arrest as a section of the roadmap: every word of it has passed the gate."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.disclosure.cleared import Cleared


@dataclass(frozen=True, slots=True)
class PartFact:
    """A term of the option and what the city said to it."""

    term: Cleared
    said: Cleared


@dataclass(frozen=True, slots=True)
class SourcedFact:
    """What is known elsewhere, with who says so and when."""

    text: Cleared
    source: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class DiversionContent:
    """The section; the roadmap has one only where diversion is adopted or studied.

    Attributes:
        decided: What was decided, in a sentence.
        rationale: The advisor's Markdown; empty when there is none.
        terms: What was said of each term, those that were left open not among them.
        measures: What its success is read by; never abstinence.
        open: What is yet to be said, one sentence each.
        variants: How others do it.
        evidence: What was found elsewhere.
        conflict: Where the sources differ.
    """

    decided: Cleared
    rationale: Cleared
    terms: tuple[PartFact, ...]
    measures: tuple[Cleared, ...]
    open: tuple[Cleared, ...]
    variants: tuple[SourcedFact, ...]
    evidence: tuple[SourcedFact, ...]
    conflict: SourcedFact
