"""The closed vocabularies of the roadmap and of the people who carry it.

What `leaptui.domain.vocabulary` says holds here too: a member's value stands in the log for ever.
"""

from __future__ import annotations

from enum import StrEnum


class ClaimKind(StrEnum):
    """What a claim puts into a text; also the word its token begins with."""

    FIGURE = "figure"
    QUOTE = "quote"


class ConcernStatus(StrEnum):
    """How far a concern of a city is; only settled ones and those set aside let a roadmap be presented."""

    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"
    SET_ASIDE = "set_aside"

    @property
    def label(self) -> str:
        """The words shown."""
        return self.value.replace("_", " ")


class ValidatorField(StrEnum):
    """Where a validator worked."""

    POLICE = "police"
    JUDGE = "judge"
    PROSECUTOR = "prosecutor"
    CORRECTIONS = "corrections"
    PROBATION_PAROLE = "probation_parole"
    FEDERAL_AGENT = "federal_agent"
    DISPATCH = "dispatch"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words shown."""
        return {"probation_parole": "probation and parole", "federal_agent": "federal agent"}.get(
            self.value, self.value
        )


class ActivitySort(StrEnum):
    """What an activity was."""

    MEETING = "meeting"
    COUNCIL_PRESENTATION = "council_presentation"
    TESTIMONY = "testimony"
    TRAINING = "training"
    MEDIA = "media"
    EVENT = "event"
    VALIDATOR_VISIT = "validator_visit"
    TECHNICAL_ADVICE = "technical_advice"
    """To a local team that has launched, or is about to."""

    @property
    def label(self) -> str:
        """The words shown."""
        return self.value.replace("_", " ")


class IssueArea(StrEnum):
    """The five areas the organisation works in (its public pages, read 2026-11)."""

    POLICE_COMMUNITY = "police_community"
    INCARCERATION = "incarceration"
    HARM_REDUCTION = "harm_reduction"
    DRUG_POLICY = "drug_policy"
    GLOBAL = "global"

    @property
    def label(self) -> str:
        """The words shown."""
        return {"police_community": "police-community relations", "global": "global issues"}.get(
            self.value, self.value.replace("_", " ")
        )


class Part(StrEnum):
    """A member's part in a component, one of the four of a responsibility matrix."""

    RESPONSIBLE = "responsible"
    ACCOUNTABLE = "accountable"
    CONSULTED = "consulted"
    INFORMED = "informed"

    @property
    def letter(self) -> str:
        """`R`, `A`, `C` or `I`."""
        return self.value[0].upper()


class DiversionDecision(StrEnum):
    """What a city decided on diverting before arrest."""

    OPEN = "open"
    ADOPT = "adopt"
    STUDY = "study"
    NO = "no"


class AgreementStatus(StrEnum):
    """How far a partnership agreement is."""

    DRAFT = "draft"
    WITH_COUNSEL = "with_counsel"
    SIGNED = "signed"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The words shown."""
        return self.value.replace("_", " ")
