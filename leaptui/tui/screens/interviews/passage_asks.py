"""What is asked about a passage: themes of a new one, approval, component, level, a lost place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.domain.attribution import Attribution
from leaptui.domain.records import Engagement, Excerpt, Interview
from leaptui.domain.vocabulary import QuoteStatus
from leaptui.services.interviews.excerpt_marking import (
    add_excerpt,
    passage_at,
    place_excerpt,
    set_excerpt,
    suggested,
)
from leaptui.services.interviews.excerpt_moves import likely_places
from leaptui.services.interviews.excerpts import ExcerptView, find_excerpt, keep_without_place
from leaptui.services.interviews.quotes import set_approval
from leaptui.services.roadmap.components import link_excerpt
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.screens.interviews.note_panes import CONSEQUENCES
from leaptui.tui.screens.interviews.passage_lines import APPROVALS, KINDS
from leaptui.tui.screens.interviews.theme_pick import ThemePicker, pickable

if TYPE_CHECKING:
    from leaptui.practice.content import PracticeComponent
    from leaptui.services.workspace import Workspace
    from leaptui.tui.app import LeapApp

_STEPS = {
    QuoteStatus.NOT_ASKED: "printed as its level allows",
    QuoteStatus.ASKED: "kept back until the answer",
    QuoteStatus.APPROVED: "printed as it stands",
    QuoteStatus.AMENDED: "the words given are printed",
    QuoteStatus.WITHDRAWN: "never printed, evidence stale",
}
_CHANNELS = ("e-mail", "phone", "in person", "text message")


async def mark_passage(
    app: LeapApp, engagement: Engagement, interview: Interview, start: int, end: int
) -> Excerpt | None:
    """Mark a passage of a saved note and give it its themes. Call it from an errand.

    Its kind, level and first themes are what the marks around it say.

    Args:
        app: The app.
        engagement: Whose interview it is.
        interview: With its note as it is saved.
        start: Offset of the selection.
        end: Offset behind it; the same as `start` for the mark or line at the cursor.

    Returns:
        The passage; nothing when it was left.
    """
    guess = suggested(interview, start, end)
    known = await app.ask(passage_at, interview, guess.place)
    sign, style, _ = KINDS[guess.kind]
    themes = await app.push_screen_wait(
        ThemePicker(
            f"Mark this passage {guess.level.glyph} {guess.level.label}: which theme?",
            await app.ask(pickable, engagement),
            chosen=known.themes if known else guess.themes,
            concerning=f"{sign} {_shortened(guess.words)}",
            concerning_style=style,
            escape="mark nothing",
        )
    )
    if themes is None:
        return None
    made = await app.change(add_excerpt, engagement, interview, start, end, {"themes": " ".join(themes)})
    name = (await app.ask(find_excerpt, engagement, made.id)).name
    app.notify(f"Passage {name} is marked: {_shortened(made.text, 60)}", markup=False)
    return made


async def ask_for_themes(app: LeapApp, engagement: Engagement, view: ExcerptView) -> tuple[str, ...] | None:
    """Which themes a passage bears; none when it was left."""
    sign, style, _ = KINDS[view.excerpt.passage]
    return await app.push_screen_wait(
        ThemePicker(
            "Which themes does it bear?",
            await app.ask(pickable, engagement),
            chosen=view.excerpt.themes,
            concerning=f"{sign} {_shortened(view.excerpt.text)}",
            concerning_style=style,
        )
    )


async def ask_for_component(app: LeapApp, engagement: Engagement, view: ExcerptView) -> None:
    """On which component of the roadmap a passage bears."""
    known = await app.ask(_components)
    key = await app.push_screen_wait(
        ChooseDialog(
            "On which component does it bear?",
            [Choice("none", "none"), *(Choice(each.key, each.title, f"{each.number}") for each in known)],
            chosen=view.excerpt.component or "none",
            concerning=_shortened(view.excerpt.text),
        )
    )
    if key is not None:
        await app.change(set_excerpt, engagement, view.excerpt, {"component": "" if key == "none" else key})


async def ask_for_evidence(app: LeapApp, engagement: Engagement, view: ExcerptView) -> None:
    """Which component of the roadmap rests on a passage."""
    known = await app.ask(_components)
    key = await app.push_screen_wait(
        ChooseDialog(
            "Which component rests on it?",
            [Choice(each.key, each.title, f"{each.number}") for each in known],
            chosen=view.excerpt.component,
            concerning=_shortened(view.excerpt.text),
            does="link it",
            escape="none",
        )
    )
    if key is not None:
        await app.change(link_excerpt, engagement, key, view.excerpt)
        title = next(each.title for each in known if each.key == key)
        app.notify(f"{title} rests on passage {view.name} now.", markup=False)


async def ask_for_level(app: LeapApp, engagement: Engagement, view: ExcerptView) -> None:
    """How far a passage may travel, apart from its interview."""
    of_interview = view.talk.interview.attribution
    level = await app.push_screen_wait(
        ChooseDialog(
            "How far may this passage travel?",
            [
                Choice("as", "as the note says", f"interview {of_interview.label}", " "),
                *(Choice(each.value, each.label, CONSEQUENCES[each], each.glyph) for each in Attribution),
            ],
            chosen=view.excerpt.attribution or "as",
            concerning=_shortened(view.excerpt.text),
            unchanged="A stricter sign in its line, such as [off], holds whatever is chosen here.",
        )
    )
    if level is not None:
        await app.change(
            set_excerpt, engagement, view.excerpt, {"attribution": "" if level == "as" else level}
        )


async def ask_for_approval(app: LeapApp, view: ExcerptView) -> None:
    """Whether the speaker was asked for the words, and what came back."""
    each = view.excerpt
    step = await app.push_screen_wait(
        ChooseDialog(
            "Was the speaker asked for these words?",
            [Choice(one.value, one.label, _STEPS[one], APPROVALS[one][0] or "–") for one in QuoteStatus],
            chosen=each.quote_status.value,
            concerning=_shortened(each.text),
        )
    )
    if step is None:
        return
    if step == QuoteStatus.NOT_ASKED:
        await app.change(set_approval, each, step)
        return
    fields = [
        FieldSpec(key="on", label="Day", kind=FieldKind.DAY),
        FieldSpec(key="channel", label="How", suggestions=_CHANNELS, hint="e-mail, phone, in person"),
    ]
    if step == QuoteStatus.AMENDED:
        words = FieldSpec(
            key="amended", label="Words wanted", required=True, hint="as the speaker wants them"
        )
        fields.insert(0, words)
    answer = await app.push_screen_wait(
        FormDialog(
            QuoteStatus(step).label.capitalize(),
            fields,
            {
                "on": app.now().date().isoformat(),
                "channel": each.quote_channel,
                "amended": each.quote_amended or each.text,
            },
            concerning=_shortened(each.text),
        )
    )
    if answer is not None:
        await app.change(set_approval, each, step, **answer)


async def ask_for_place(app: LeapApp, view: ExcerptView) -> None:
    """Where a lost passage stands now: the lines of its note that share most words with it, or nowhere."""
    interview, each = view.talk.interview, view.excerpt
    places = likely_places(each, interview.note)
    choices = [
        Choice(f"{place.start}:{place.end}", _shortened(interview.note[place.start : place.end], 58))
        for place in places
    ]
    choice = await app.push_screen_wait(
        ChooseDialog(
            "Where does it stand now?",
            [Choice("as_it_was", "nowhere: keep it as it was marked"), *choices],
            chosen=choices[0].key if choices else "",
            concerning=_shortened(each.text),
            escape="decide later",
            unchanged="It keeps its themes and all else that is known of it.",
        )
    )
    if choice == "as_it_was":
        await app.change(keep_without_place, each)
    elif choice is not None:
        start, _, end = choice.partition(":")
        await app.change(place_excerpt, interview, each, int(start), int(end))


def _components(workspace: Workspace) -> tuple[PracticeComponent, ...]:
    return tuple(workspace.practice.components)


def component_names(workspace: Workspace) -> dict[str, str]:
    """Short names of the roadmap's components by key."""
    return {each.key: each.short for each in workspace.practice.components}


def _shortened(text: str, most: int = 150) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
