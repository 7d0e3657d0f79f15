"""Claims by keyboard: put into a reason, read on the board, stale, renewed; and their lines without an app."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import TextArea

from leaptui.domain.claim_tokens import written
from leaptui.domain.records import Excerpt
from leaptui.domain.roadmap_records import Claim
from leaptui.domain.roadmap_vocabulary import ClaimKind
from leaptui.domain.vocabulary import EvidenceKind
from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.interviews.quotes import set_approval
from leaptui.services.roadmap.claim_choices import ClaimChoice
from leaptui.services.roadmap.claim_sources import SourceNow
from leaptui.services.roadmap.claims import ClaimView
from leaptui.services.upkeep.homes import open_workspace
from leaptui.services.workspace import Workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.fields import FieldRow
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.dialogs.write import WriteDialog
from leaptui.tui.screens.interviews.coverage import CoverageScreen
from leaptui.tui.screens.interviews.note import NoteScreen
from leaptui.tui.screens.interviews.passages import PassagesScreen
from leaptui.tui.screens.roadmap.blocks import DecisionBlock
from leaptui.tui.screens.roadmap.claim_lines import claim_row, context_words, said_line, said_lines
from leaptui.tui.screens.roadmap.claim_pick import ClaimDialog, choice_line, matching
from leaptui.tui.screens.roadmap.claims import ClaimsScreen
from leaptui.tui.screens.roadmap.roadmap import RoadmapScreen
from leaptui.tui.widgets.pick_list import PickList

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]
PASSPHRASE = "practice makes a city"
WORDS = "Send somebody who knows her name."


@pytest.fixture
def heard_home(filled_home: Path, tmp_path: Path) -> Path:
    """The made-up cities, with one passage that can be quoted."""
    home = tmp_path / "heard"
    shutil.copytree(filled_home, home)
    with open_workspace(home, PASSPHRASE) as workspace:
        city = find_engagement(workspace, "harbor-falls-oh")
        begun = start_interview(
            workspace,
            city,
            title="Night dispatcher",
            attribution="role_only",
            note=f'"Nobody asked me."\nShe said "{WORDS}"\n',
        )
        view = find_interview(workspace, city, begun.id)
        for mark in view.marks:
            keep_excerpt(workspace, view.interview, mark)
    return home


def decision(app: LeapApp) -> str:
    """What the board says was decided and why."""
    block = app.screen.query_one(DecisionBlock)
    return "\n".join(line.plain for line in block.lines(70))


async def test_a_quote_is_put_read_marked_stale_and_renewed(
    heard_home: Path, app_on: AppMaker, settled: Settle
) -> None:
    app = app_on(heard_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.city = await app.ask(find_engagement, "harbor-falls-oh")
        await pilot.press("6")
        await settled(pilot)

        await pilot.press("w")
        await settled(pilot)
        assert isinstance(app.screen, WriteDialog)
        app.screen.query_one(TextArea).text = "As one put it: "
        app.screen.query_one(TextArea).move_cursor((0, 15))
        await pilot.press("f3", *"knows her")
        await settled(pilot)
        assert isinstance(app.screen, ClaimDialog)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, WriteDialog)
        token = app.screen.query_one(TextArea).text.removeprefix("As one put it: ")
        assert token.startswith("⟦quote:interview-")
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(app.screen, RoadmapScreen)
        assert f"“{WORDS}”" in decision(app)
        assert "⟦" not in decision(app)

        await pilot.press("v")
        await settled(pilot)
        assert isinstance(app.screen, ClaimsScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("f")
        await settled(pilot)
        assert isinstance(app.screen, TellDialog)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(app.screen, RoadmapScreen)

        (claim,) = await app.ask(_claims)
        await _goes(app, pilot, settled, f"quote.{claim.source}")
        assert isinstance(app.screen, PassagesScreen)
        assert app.screen.here is not None
        assert app.screen.here.excerpt.id == claim.source
        await pilot.press("escape", "escape")
        await settled(pilot)
        await _goes(app, pilot, settled, "heard.residents")
        assert isinstance(app.screen, CoverageScreen)
        assert app.screen._groups.pick is not None
        assert app.screen._groups.pick.value.key == "residents"
        await pilot.press("escape", "escape")
        await settled(pilot)
        await app.change(_amend, claim.source)
        await settled(pilot)
        assert f"“{WORDS}” ▲" in decision(app)
        await pilot.press("v")
        await settled(pilot)
        (pick,) = app.screen.query_one(PickList).picks
        assert pick.value.stale == ("the words were changed",)
        await pilot.press("r")
        await settled(pilot)
        (pick,) = app.screen.query_one(PickList).picks
        assert (pick.value.stale, pick.value.claim.printed) == ((), "“Send one who knows her.”")
        await pilot.press("escape")
        await settled(pilot)
        assert "“Send one who knows her.”" in decision(app)
        assert "▲" not in decision(app)

        await pilot.press("d")
        await settled(pilot)
        fields = {row.field.key: row.editor for row in app.screen.query(FieldRow)}
        fields["decision"].focus()
        await pilot.press("f3")
        await settled(pilot)
        assert isinstance(app.screen, ClaimDialog)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)


async def _goes(app: LeapApp, pilot: Pilot[None], settled: Settle, finding: str) -> None:
    """From the roadmap over what is missing to where a finding is mended."""
    await pilot.press("r")
    await settled(pilot)
    keys = [pick.value.key for pick in app.screen.query_one(PickList).picks]
    await pilot.press("home", *["down"] * keys.index(finding), "enter")
    await settled(pilot)


def _amend(workspace: Workspace, excerpt: str) -> None:
    known = workspace.store.get(Excerpt, excerpt)
    assert known is not None
    set_approval(workspace, known, "amended", amended="Send one who knows her.")


def _claims(workspace: Workspace) -> list[Claim]:
    return workspace.store.all(Claim)


def _claim(printed: str = "17.6%", key: str = "share", kind: ClaimKind = ClaimKind.FIGURE) -> Claim:
    return Claim(
        id=key,
        engagement="e",
        key=key,
        claim_kind=kind,
        source_kind=EvidenceKind.FIGURE,
        source="eligible.expected",
        label="eligible by expected rules",
        printed=printed,
    )


def _view(claim: Claim, stale: tuple[str, ...] = ()) -> ClaimView:
    return ClaimView(claim=claim, now=SourceNow(claim=claim), stale=stale, used_in=())


def test_a_stale_claim_is_marked_by_a_sign_and_an_unknown_token_stays_as_typed() -> None:
    share, old = _view(_claim()), _view(_claim("7,220", "calls"), ("the words were changed",))
    views = {view.name: view for view in (share, old)}
    text = "About ⟦figure:share⟧, ⟦figure:calls⟧ calls, ⟦figure:none⟧ [b]x[/b]"
    line = said_line(text, views)
    assert line.plain == "About 17.6%, 7,220 ▲ calls, ⟦figure:none⟧ [b]x[/b]"
    assert [line.plain for line in said_lines(text, views, 30)] == [
        "About 17.6%, 7,220 ▲ calls,",
        "⟦figure:none⟧ [b]x[/b]",
    ]
    assert [row.plain.rstrip() for row in claim_row(old, 60)][1] == "   the words were changed"
    assert context_words(1, 2).plain == "▲ 1 of 2 stale"


@given(st.text(max_size=80), st.text(max_size=40), st.integers(20, 140))
def test_any_text_and_any_claim_can_be_drawn(text: str, said: str, width: int) -> None:
    view = _view(_claim(said, "x"), ("why",))
    shown = said_lines(f"{text}{written(ClaimKind.FIGURE, 'x')}", {view.name: view}, width)
    assert all(line.cell_length <= width for line in shown)
    assert all(line.cell_length <= width for line in claim_row(view, width))


def test_typing_narrows_what_can_be_put() -> None:
    figure = ClaimChoice(group="figures", source="a", printed="17.6%", label="eligible", base="of calls")
    quote = ClaimChoice(
        group="quotes", source="b", printed="“Nobody calls.”", label="sergeant", base="role only"
    )
    assert [title for title, _ in matching([figure, quote], "")] == ["Counted in the calls", "Said"]
    assert matching([figure, quote], "sergeant calls") == [("Said", [quote])]
    assert matching([figure, quote], "nothing") == []
    assert choice_line(figure, 60).plain.strip().startswith("17.6%")
