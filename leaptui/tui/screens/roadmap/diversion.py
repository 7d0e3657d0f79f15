"""Diverting before arrest: what the city decided, field by field, beside what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from leaptui.domain.roadmap_vocabulary import DiversionDecision
from leaptui.practice.facts import Fact
from leaptui.services.roadmap.diversion import (
    CHOSEN,
    FIELDS,
    DiversionView,
    choices_of,
    diversion,
    field_label,
    set_diversion,
    values_of,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.choose import Choice
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.kept_form import ask_until_kept
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.dialogs.ticks import TickDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.roadmap.view import RoadmapView
from leaptui.tui.screens.view import Drawn
from leaptui.tui.text import paragraph, plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.figures import heading
from leaptui.tui.widgets.pick_list import Pick, PickList

_DECISIONS = (
    (DiversionDecision.OPEN, "open", "$text-muted"),
    (DiversionDecision.STUDY, "to be studied first", "$accent"),
    (DiversionDecision.ADOPT, "adopted", "$success"),
    (DiversionDecision.NO, "turned down", "$text-muted"),
)
_DECIDED = (
    FieldSpec(
        key="decision",
        label="Decision",
        kind=FieldKind.CHOICE,
        choices=tuple((decision.value, words) for decision, words, _ in _DECISIONS),
    ),
    FieldSpec(key="rationale", label="Reason", kind=FieldKind.LINES, rows=6),
)
_HINTS = {
    "offences": "drug possession; theft under $750",
    "most_grams": "3 g",
    "protocol_source": "Harbor Falls protocol of 2026-10-01",
    "catchment": "districts 101 and 114",
    "prosecutor_agreement": "charges are not filed once intake is done",
    "people_per_case_manager": "20 to 25 is usual; field experience, not checked",
    "hand_off_hours": "every day, 10:00 to 22:00",
    "data_consent": "written, under 42 CFR Part 2",
}
_NUMBERS = frozenset({"people_per_case_manager", "yearly_intake", "cost_per_person_month"})
_LABEL_WIDTH = 28
_FOOT_ROWS = 4
_BETWEEN = "with semicolons between"


class DiversionScreen(RoadmapView):
    """Does the city divert before arrest, and how?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("diversion", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("diversion")
    TITLE_SHOWN: ClassVar[str] = "diversion before arrest"
    DEFAULT_CSS = """
    DiversionScreen #known-pane { width: 58; padding: 0 0 0 2; }
    DiversionScreen #known-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    _view: DiversionView | None = None

    def compose_place(self) -> ComposeResult:
        """One line a field; beside them, when wide, what is known of the one under the cursor."""
        with Horizontal():
            yield PickList[str](self._draw, id="fields")
            with (
                Vertical(id="known-pane", classes="pane only-wide"),
                VerticalScroll(id="known-scroll", can_focus=False),
            ):
                yield Drawn(id="known")

    def compose_foot(self) -> ComposeResult:
        """The value in full, or what is missing."""
        yield Drawn(id="said")

    @property
    def _rows(self) -> PickList[str]:
        return self.query_one("#fields", PickList)

    @property
    def _field(self) -> str:
        return self._rows.pick.value if self._rows.pick else FIELDS[0]

    async def load(self) -> None:
        """The record, and what the field knows."""
        self._view = await self.leap.ask(diversion, self.engagement)
        self._rows.show([Pick(field, field) for field in FIELDS])
        self._tell()
        if self.focused is None:
            self._rows.focus()

    def _draw(self, field: str, width: int) -> Sequence[Content]:
        if self._view is None:
            return []
        words = self._words(field)
        shown = plain(" ".join(words.split()) or "–", "" if words else "$text-muted")
        if field == "decision":
            style = next(style for decision, _, style in _DECISIONS if decision is self._view.state.decision)
            shown = plain(words, f"b {style}")
        columns = (_LABEL_WIDTH, max(width - _LABEL_WIDTH - 1, 8))
        return [row(columns, (plain(field_label(field).capitalize(), "$text-muted"), shown))]

    def _words(self, field: str) -> str:
        if self._view is None:
            return ""
        if field == "decision":
            return next(words for decision, words, _ in _DECISIONS if decision is self._view.state.decision)
        return values_of(self._view)[field]

    def tell_context(self, bar: ContextBar) -> None:
        """What was decided, and how much is yet to be said."""
        missing = len(self._view.missing) if self._view else 0
        notice = plain(f"▲ {missing} to be said", "b $warning") if missing else None
        decided = self._words("decision")
        bar.show(self.leap.city_name, [self.TITLE_SHOWN, decided], notice=notice, saved=self.saved())

    @on(PickList.Highlighted, "#fields")
    def _tell(self) -> None:
        view, field = self._view, self._field
        if view is None:
            return
        self.query_one("#known", Drawn).show(lambda width: _known(view, field, width, self.leap.now().date()))
        self.query_one("#said", Drawn).show(lambda width: self._in_full(width)[:_FOOT_ROWS])

    def _in_full(self, width: int) -> list[Content]:
        words = self._words(self._field)
        shown = paragraph(words, width) if words and self._field != "decision" else []
        missing = self._view.missing if self._view else ()
        for sentence in missing:
            shown += paragraph(f"▲ {sentence}", width, "$warning")
        if not shown and self._view is not None:
            shown = paragraph(_facts_of(self._view, self._field)[0].text, width, "$text-muted")
        return shown

    # What is done here.

    def action_edit_field(self) -> None:
        """Change the one under the cursor."""
        self._rows.action_choose()

    @on(PickList.Chosen, "#fields")
    @errand()
    async def edit_chosen(self) -> None:
        """Change the field: ticked where there is something to choose among."""
        if self._view is None:
            return
        field = self._field
        if field in ("decision", "rationale"):
            await self._decide()
        elif field in CHOSEN:
            await self._choose(self._view, field)
        else:
            await self._type(self._view, field)

    @errand()
    async def action_decide(self) -> None:
        """Decision and reason."""
        await self._decide()

    @errand()
    async def action_own_words(self) -> None:
        """The field in the city's own words."""
        if self._view is None:
            return
        if self._field in ("decision", "referral_paths"):
            self.notify("This one is chosen. Enter does that.", markup=False)
        else:
            await self._type(self._view, self._field)

    @errand()
    async def action_known(self) -> None:
        """What others do, what was found, where sources differ."""
        if self._view is None:
            return
        option, today = self._view.option, self.leap.now().date()
        points = [
            (plain("◦", "$text-muted"), f"{each.place}. {_sourced(each.fact, today)}")
            for each in option.variants
        ]
        points += [(plain("●", "$primary"), _sourced(each, today)) for each in option.evidence]
        points.append((plain("▲", "$warning"), _sourced(option.conflict, today)))
        types = ", ".join(each.lower() for each in option.call_types)
        await self.app.push_screen_wait(
            TellDialog(
                "What is known of diversion before arrest",
                points,
                concerning=f"Calls where people are met who could be diverted: {types}.",
            )
        )

    async def _decide(self) -> None:
        if self._view is None:
            return
        values = values_of(self._view)
        await ask_until_kept(
            self.leap,
            "Does the city divert before arrest?",
            _DECIDED,
            {"decision": self._view.state.decision.value, "rationale": values["rationale"]},
            self._keep,
            concerning="Adopted or to be studied, it becomes a section of the roadmap.",
            only_changed=True,
        )

    async def _choose(self, view: DiversionView, field: str) -> None:
        known = choices_of(view.option, field)
        held: tuple[str, ...] = getattr(view.state, field)
        own = [value for value in held if value not in [each.key for each in known]]
        choices = [
            Choice(each.key, each.label, "" if field == "measures" else f"as of {each.fact.as_of}")
            for each in known
        ]
        choices += [Choice(value, value, "own words") for value in own]
        taken = await self.app.push_screen_wait(
            TickDialog(field_label(field).capitalize(), choices, taken=held, does="choose these")
        )
        if taken is not None:
            await self._keep({field: "\n".join(taken)})

    async def _type(self, view: DiversionView, field: str) -> None:
        lines = field in ("note", "rationale")
        kind = FieldKind.NUMBER if field in _NUMBERS else FieldKind.LINES if lines else FieldKind.LINE
        several = isinstance(getattr(view.state, field), tuple)
        spec = FieldSpec(
            key=field,
            label=field_label(field).capitalize()[:17],
            kind=kind,
            rows=5,
            hint=_HINTS.get(field, _BETWEEN if several else ""),
        )
        await ask_until_kept(
            self.leap,
            field_label(field).capitalize(),
            (spec,),
            {field: values_of(view)[field]},
            self._keep,
            concerning=f"Several {_BETWEEN}." if several else "",
            only_changed=True,
        )

    async def _keep(self, values: Mapping[str, str]) -> None:
        await self.leap.change(set_diversion, self.engagement, values)


def _facts_of(view: DiversionView, field: str) -> list[Fact]:
    """What is known about a field; about the whole where there is nothing of its own."""
    option = view.option
    if field in CHOSEN:
        return [each.fact for each in choices_of(option, field)]
    if field in ("offences", "most_grams", "protocol_source", "prosecutor_agreement"):
        return [option.conflict, *(each.fact for each in option.variants)]
    return list(option.evidence)


def _known(view: DiversionView, field: str, width: int, today: date) -> list[Content]:
    option = view.option
    shown = [heading(width, "What is known", "O reads all")]
    if field in CHOSEN:
        told = [(each.label, each.fact) for each in choices_of(option, field)]
    elif field in ("offences", "most_grams", "protocol_source", "prosecutor_agreement"):
        told = [("Sources differ", option.conflict)]
        told += [(each.place, each.fact) for each in option.variants]
    else:
        told = [("", fact) for fact in option.evidence]
    for label, fact in told:
        shown.append(Content(""))
        shown += paragraph(label, width, "b") if label else []
        shown += paragraph(fact.text, width)
        shown += paragraph(_source(fact, today), width, "$text-muted")
    return shown


def _sourced(fact: Fact, today: date) -> str:
    return f"{fact.text} {_source(fact, today)}"


def _source(fact: Fact, today: date) -> str:
    said = [f"{fact.source}, {fact.as_of}."]
    said += ["Not checked."] if fact.unverified else []
    said += ["More than a year old."] if fact.is_stale(today) else []
    return " ".join(said)
