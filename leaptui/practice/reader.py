"""Reads the practice content: what comes with leaptui, with a person's own files in front.

Each part is read when it is first asked for, so opening the app reads only what the first screen
shows. A file in the data folder replaces the packaged one of the same name as a whole.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from leaptui.practice.facts import about
from leaptui.practice.groups import read_groups
from leaptui.practice.located_toml import PracticeFileRefused, Table, TomlFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from leaptui.domain.call_comparison import PeerShare
    from leaptui.practice.agreement import AgreementOutline
    from leaptui.practice.call_outcomes import CallOutcomes
    from leaptui.practice.content import (
        ChecklistItem,
        ConsentText,
        Guide,
        Portfolio,
        PracticeComponent,
        PracticeConcern,
        PracticePhase,
        Theme,
    )
    from leaptui.practice.data_request import RequestContent
    from leaptui.practice.diversion import DiversionOption
    from leaptui.practice.facts import About
    from leaptui.practice.groups import Group
    from leaptui.practice.guide_handout import HandoutWords
    from leaptui.practice.precedents import Precedent, Precedents
    from leaptui.practice.sensitive_types import SensitiveKinds
    from leaptui.practice.staffing import StaffingDefaults
    from leaptui.practice.taxonomy import Taxonomy

Part = TypeVar("Part")

MOST_BYTES = 4_000_000
"""A practice file is written by hand; one larger than this was put there by mistake."""


def load_practice(overrides: Path | None = None) -> Practice:
    """What the field knows.

    Args:
        overrides: A folder with files of the same names as the packaged ones (`groups.toml`,
            `guides/dispatch.toml` ...). It need not exist.

    Returns:
        The content. Nothing is read yet; a broken file is told, as `PracticeFileRefused` with
        file, line and key, when its part is first asked for.
    """
    return Practice(overrides)


class Practice:
    """The practice content, part by part."""

    def __init__(self, overrides: Path | None = None) -> None:
        self._overrides = overrides

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Stakeholder groups."""
        return self._part("groups.toml", read_groups)

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """Themes for tagging passages."""
        from leaptui.practice import parts

        return self._part("themes.toml", parts.themes)

    @cached_property
    def components(self) -> tuple[PracticeComponent, ...]:
        """The ten components of a roadmap."""
        from leaptui.practice import parts

        return self._part("components.toml", parts.components)

    @cached_property
    def phases(self) -> tuple[PracticePhase, ...]:
        """The eight phases of an engagement."""
        from leaptui.practice import parts

        return self._part("phases.toml", parts.phases)

    @cached_property
    def hand_over(self) -> tuple[ChecklistItem, ...]:
        """The checklist of the hand-over."""
        from leaptui.practice import parts

        return self._part("hand_over.toml", parts.hand_over)

    @cached_property
    def precedents(self) -> tuple[Precedent, ...]:
        """Programmes elsewhere."""
        return self.precedent_library.programmes

    @cached_property
    def precedent_library(self) -> Precedents:
        """Programmes elsewhere, and what is known of all together."""
        from leaptui.practice.precedents import read_precedents

        return self._part("precedents.toml", read_precedents)

    @cached_property
    def concerns(self) -> tuple[PracticeConcern, ...]:
        """Concerns that stakeholders raise."""
        from leaptui.practice import parts

        return self._part("concerns.toml", parts.concerns)

    @cached_property
    def portfolio(self) -> Portfolio:
        """The engagements that the organisation has named in public."""
        from leaptui.practice import parts

        return self._part("portfolio.toml", parts.portfolio)

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """What call types are taken for."""
        from leaptui.practice.taxonomy import load_taxonomy, read_taxonomy

        name = "taxonomy.toml"
        return self._part(name, read_taxonomy) if self._own(name) else load_taxonomy()

    @cached_property
    def staffing_defaults(self) -> StaffingDefaults:
        """Inputs of a staffing plan, each with its range and source."""
        from leaptui.practice.staffing import load_staffing_defaults

        name = "staffing.toml"
        self._file(name)  # refuses an own file that cannot be read at all
        return load_staffing_defaults(self._own(name))

    @cached_property
    def data_request(self) -> RequestContent:
        """What a city is asked for."""
        from leaptui.practice.data_request import read_request_content

        return self._part("data_request.toml", read_request_content)

    @cached_property
    def diversion(self) -> DiversionOption:
        """What a city can choose among where it diverts before arrest."""
        from leaptui.practice.diversion import read_diversion_option

        return self._part("diversion.toml", read_diversion_option)

    @cached_property
    def agreement(self) -> AgreementOutline:
        """What a partnership agreement begins with."""
        from leaptui.practice.agreement import read_agreement_outline

        return self._part("agreement.toml", read_agreement_outline)

    @cached_property
    def call_outcomes(self) -> CallOutcomes:
        """How calls end, by the words of their disposition."""
        from leaptui.practice.call_outcomes import read_call_outcomes

        return self._part("call_outcomes.toml", read_call_outcomes)

    @cached_property
    def sensitive_kinds(self) -> SensitiveKinds:
        """Kinds of calls that are imported without their place."""
        from leaptui.practice.sensitive_types import read_sensitive_kinds

        return self._part("sensitive_types.toml", read_sensitive_kinds)

    @cached_property
    def peer_shares(self) -> tuple[PeerShare, ...]:
        """Shares of calls that others published."""
        from leaptui.practice.peer_shares import read_peer_shares

        return self._part("peer_shares.toml", read_peer_shares)

    @cached_property
    def guides(self) -> tuple[Guide, ...]:
        """Interview guides, by id; the data folder may add some."""
        packaged = sorted(f"guides/{entry.name}" for entry in _packaged("guides").iterdir())
        own: list[str] = []
        if self._overrides is not None:
            own = sorted(f"guides/{path.name}" for path in (self._overrides / "guides").glob("*.toml"))
        found: dict[str, Guide] = {}
        for name in (*packaged, *(name for name in own if name not in packaged)):
            guide = self._part(name, lambda top: self._guide(top, taken=found))
            found[guide.id] = guide
        return tuple(found[key] for key in sorted(found))

    @cached_property
    def consent(self) -> tuple[ConsentText, ...]:
        """What is read out before a conversation, by language."""
        from leaptui.practice import parts

        return self._part("consent.toml", parts.consent)

    @cached_property
    def handout_words(self) -> tuple[HandoutWords, ...]:
        """The fixed words of a guide as a sheet, by language."""
        from leaptui.practice.guide_handout import read_handout_words

        return self._part("guide_handout.toml", read_handout_words)

    def _guide(self, top: Table, taken: Collection[str]) -> Guide:
        from leaptui.practice.parts import guide as read_guide

        guide = read_guide(top)
        if guide.id in taken:
            top.refuse("id", f"is another guide's already: {guide.id}")
        top.texts("groups", allowed=[group.key for group in self.groups])
        return guide

    def about(self, name: str) -> About:
        """Version and source of a part: `about("components")`."""
        return about(self._open(f"{name}.toml"))

    def group(self, key: str) -> Group | None:
        """A stakeholder group by its key."""
        return next((group for group in self.groups if group.key == key), None)

    def component(self, key: str) -> PracticeComponent | None:
        """A component by its key."""
        return next((component for component in self.components if component.key == key), None)

    def guide(self, key: str) -> Guide | None:
        """A guide by its id."""
        return next((guide for guide in self.guides if guide.id == key), None)

    def guide_for(self, group: str, language: str = "en") -> Guide | None:
        """The guide that serves a stakeholder group, in a language (ISO 639-1)."""
        return next(
            (each for each in self.guides if group in each.groups and each.language == language), None
        )

    def _part(self, name: str, read: Callable[[Table], Part]) -> Part:
        top = self._open(name)
        about(top)
        part = read(top)
        top.finish()
        return part

    def _open(self, name: str) -> Table:
        return self._file(name).parse()

    def _own(self, name: str) -> Path | None:
        """The person's own file of a name, where there is one."""
        own = None if self._overrides is None else self._overrides / name
        return own if own is not None and own.exists() else None

    def _file(self, name: str) -> TomlFile:
        own = self._own(name)
        if own is not None:
            return TomlFile(str(own), _own_text(own), own=True)
        return TomlFile(f"leaptui/practice/{name}", _packaged(name).read_text(encoding="utf-8"))


def _packaged(name: str) -> Path:
    return Path(__file__).parent / name  # `importlib.resources` takes longer to load than the file


def _own_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise PracticeFileRefused(
            f"{path} cannot be read: {error.strerror or error}.",
            safe="Nothing was changed.",
            next_step="Move it away to use the one that comes with leaptui.",
        ) from error
    if len(raw) > MOST_BYTES:
        TomlFile(str(path), "", own=True).refuse(1, f"it holds more than {MOST_BYTES:,} bytes")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        TomlFile(str(path), "", own=True).refuse(line, "it is not UTF-8 text")
