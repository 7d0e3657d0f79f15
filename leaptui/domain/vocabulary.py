"""The closed vocabularies of the records, each with the words it is shown in.

A member's value stands in the log for ever.
"""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How deeply the organisation is engaged with a city."""

    INQUIRY = "inquiry"
    ADVICE = "advice"
    ROADMAP = "roadmap"
    IMPLEMENTATION = "implementation"


class Phase(StrEnum):
    """The eight phases of an engagement, in order."""

    SCOPING = "scoping"
    LISTENING = "listening"
    DATA = "data"
    DESIGN = "design"
    LOCAL_TEAM = "local_team"
    PILOT_PREP = "pilot_prep"
    LAUNCH = "launch"
    EVALUATION = "evaluation"

    @property
    def label(self) -> str:
        """`Local team` for `local_team`."""
        return self.value.replace("_", " ").capitalize()

    @property
    def number(self) -> int:
        """0 (scoping) to 7 (evaluation)."""
        return tuple(Phase).index(self)


class ComponentStatus(StrEnum):
    """How far a component of the roadmap is."""

    OPEN = "open"
    PROPOSED = "proposed"
    AGREED = "agreed"
    BLOCKED = "blocked"
    DEFERRED = "deferred"

    @property
    def glyph(self) -> str:
        """A circle for work in hand, a cross for what is stuck, an arrow for what was put off."""
        return {"open": "○", "proposed": "◐", "agreed": "✓", "blocked": "✕", "deferred": "→"}[self.value]


class PassageKind(StrEnum):
    """Whose words a passage holds. Only `VERBATIM` may ever stand in quotation marks."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"
    OWN_VIEW = "own_view"


class InterviewForm(StrEnum):
    """How a conversation came about."""

    INTERVIEW = "interview"
    GROUP_SESSION = "group_session"
    WALK_UP = "walk_up"
    RIDE_ALONG = "ride_along"
    DISPATCH_SIT_IN = "dispatch_sit_in"

    @property
    def label(self) -> str:
        """The words shown."""
        return {"walk_up": "walk-up", "ride_along": "ride-along", "dispatch_sit_in": "dispatch sit-in"}.get(
            self.value, self.value.replace("_", " ")
        )


class ConsentGiven(StrEnum):
    """How somebody agreed to be heard, or did not."""

    VERBAL = "verbal"
    WRITTEN = "written"
    DECLINED = "declined"


class Stance(StrEnum):
    """What a passage says of the programme."""

    SUPPORT = "support"
    CONDITION = "condition"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"


class QuoteStatus(StrEnum):
    """Whether a speaker was shown the words that would be quoted, and what came back."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    APPROVED = "approved"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The words shown."""
        return {"not_asked": "not asked", "amended": "approved as amended"}.get(self.value, self.value)


class IdentifierSort(StrEnum):
    """What kind of thing in a note points at a person."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PLATE = "plate"
    BIRTH_DATE = "birth_date"


class EvidenceKind(StrEnum):
    """What a component's evidence points at."""

    EXCERPT = "excerpt"
    FIGURE = "figure"
    """Of a dataset."""
    SCENARIO = "scenario"
    """A figure of a staffing plan."""
