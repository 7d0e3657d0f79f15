"""Which decisions a component rests on, and whether they still read as they did when it was decided.

A component feeds others (`feeds` of the practice content). When one is decided, what was decided in
each that feeds it is kept with it; it is stale once one of those reads otherwise. Staleness does not
walk on by itself: the components feed each other in circles (responders and staffing, hours, types
and volume), so that one changed decision would mark nearly all of them, and a mark on all says
nothing. It walks on by decisions: whoever looks at a stale component again and decides it otherwise
makes those stale that rest on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from leaptui.domain.roadmap_records import Component
from leaptui.domain.vocabulary import ComponentStatus
from leaptui.practice.content import PracticeComponent

Stands = Mapping[str, str]
"""What is decided in a component: `option` and `decision`, or `put_off`; empty for nothing."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DECIDED = frozenset({ComponentStatus.PROPOSED, ComponentStatus.AGREED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedInput:
    """A decision that reads otherwise than when another component was decided on it.

    Attributes:
        key: Of the component whose decision it is.
        title: Its title.
        before: What was decided then, in words.
        now: What is decided now.
        changed_on: ISO date of the change, where it is known.
    """

    key: str
    title: str
    before: str
    now: str
    changed_on: str | None = None

    def sentence(self, today: date | None = None) -> str:
        """`Hours of operation was changed on 3 March from “…” to “…”`, without its full stop.

        Args:
            today: The year of this day is not said; without it every year is.
        """
        when = f" on {_day(self.changed_on, today)}" if self.changed_on else ""
        return f"{self.title} was changed{when} from {self.before} to {self.now}"


def is_decided(state: Component) -> bool:
    """Whether something stands in a component that others can be weighed against."""
    return state.status in _DECIDED and bool(state.option or state.decision)


def stands(state: Component | None) -> Stands:
    """What is decided in a component as it is now."""
    if state is None:
        return {}
    if state.status is ComponentStatus.DEFERRED:
        return {"put_off": "yes"}
    if not is_decided(state):
        return {}
    return {"option": state.option, "decision": state.decision}


def feeders(guides: Iterable[PracticeComponent], key: str) -> list[PracticeComponent]:
    """The components whose decisions one rests on, in the order of the roadmap."""
    return [guide for guide in guides if key in guide.feeds]


def frozen(guides: Iterable[PracticeComponent], states: Mapping[str, Component], key: str) -> str:
    """What stands now in each component that feeds one, as its record keeps it."""
    kept = {guide.key: dict(stands(states.get(guide.key))) for guide in feeders(guides, key)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def changed_inputs(
    guides: Iterable[PracticeComponent], states: Mapping[str, Component], state: Component
) -> list[ChangedInput]:
    """The decisions that read otherwise than when a component was decided; none while it is not decided.

    What was not looked at then, such as a component that only a later practice content lets feed it,
    cannot have changed since.
    """
    if not is_decided(state):
        return []
    then = _read(state.rests_on)
    found = []
    for guide in feeders(guides, state.key):
        was, now = then.get(guide.key), stands(states.get(guide.key))
        if was is not None and was != dict(now):
            by_option = was.get("option") != now.get("option")
            found.append(
                ChangedInput(
                    key=guide.key,
                    title=guide.title,
                    before=_words(guide, was, by_option=by_option),
                    now=_words(guide, now, by_option=by_option),
                )
            )
    return found


def inputs_in_words(guides: Iterable[PracticeComponent], text: str) -> str:
    """What was kept of the decisions a component rests on: `Cost: “General fund”; Program housing: nothing decided`."""
    kept = _read(text)
    return "; ".join(
        f"{guide.title}: {_words(guide, kept[guide.key], by_option=True)}"
        for guide in guides
        if guide.key in kept
    )


def _read(text: str) -> dict[str, dict[str, str]]:
    """What was kept; what cannot be read was not kept."""
    try:
        kept = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(kept, dict):
        return {}
    return {
        key: {str(name): str(words) for name, words in each.items()}
        for key, each in kept.items()
        if isinstance(each, dict)
    }


def _words(guide: PracticeComponent, said: Stands, *, by_option: bool) -> str:
    if not said:
        return "nothing decided"
    if said.get("put_off"):
        return "put off"
    option = guide.option(said.get("option", ""))
    title = option.title if option else said.get("option", "")
    decision = said.get("decision", "")
    return f"“{(title or decision) if by_option else (decision or title)}”"


def _day(iso: str, today: date | None) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {_MONTHS[day.month - 1]}" + (
        "" if today and day.year == today.year else f" {day.year}"
    )
