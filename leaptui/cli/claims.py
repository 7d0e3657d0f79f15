"""Figures and quotes in the texts of a roadmap, on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from leaptui.cli.call_options import chosen, which_calls
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.claim_tokens import written
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Claim
from leaptui.services.calls.asked import ask, rows
from leaptui.services.calls.picture import find_dataset
from leaptui.services.calls.pictures import picture_named
from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews.excerpts import find_excerpt
from leaptui.services.roadmap.claim_check import ClaimCheck
from leaptui.services.roadmap.claim_choices import ClaimChoice, CountedOf, picture_choices, summary_choices
from leaptui.services.roadmap.claim_evidence import evidence_of
from leaptui.services.roadmap.claims import (
    STALE,
    ClaimView,
    claims,
    find_claim,
    put_claim_away,
    put_figure,
    put_plan_figure,
    put_quote,
    renew,
    take_from_newest,
)
from leaptui.services.workspace import Workspace


@click.group()
def claim() -> None:
    """Figures and quotes that stand in texts, and what each rests on."""


@claim.command("add")
@ENGAGEMENT
@click.option("--figure", default="", metavar="KEY", help="A figure of the calls, or of --scenario.")
@click.option("--scenario", default="", metavar="NAME", help="The saved staffing plan the figure is of.")
@click.option("--passage", default="", metavar="INTERVIEW:N", help="A passage of `excerpt list`, as a quote.")
@click.option("--dataset", default="", metavar="NAME", help="Which export; the newest without it.")
@click.option("--key", default="", help="What its token is called; made from the figure without it.")
@which_calls
@AS_JSON
@click.pass_obj
def claim_add(session: Session, /, engagement: str, as_json: bool, **options: Any) -> None:
    """Make a claim, and print the token to put into a text.

    The options of `calls summary` say which calls a figure is of.
    """
    figure, scenario, passage, key = (options[name] for name in ("figure", "scenario", "passage", "key"))
    if bool(figure) == bool(passage):
        raise InputRefused(
            "A claim is of a figure or of a passage.",
            safe="Nothing was changed.",
            next_step="Name one: --figure eligible.expected, or --passage 3:2.",
        )
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        if passage:
            excerpt = find_excerpt(workspace, city, passage).excerpt
            made = put_quote(workspace, city, excerpt, key=key)
        elif scenario:
            made = put_plan_figure(workspace, city, scenario, figure, key=key)
        else:
            made = _put_figure(workspace, city, figure, key, options)
    token = written(made.claim_kind, made.key)
    if as_json:
        say_json({"token": token} | _record(made))
    else:
        say(f"{token} says {made.printed}")
        say(f"  {made.label}; {made.base}" if made.label else f"  {made.base}")


@claim.command("figures")
@click.argument("picture", default="")
@ENGAGEMENT
@click.option("--dataset", default="", metavar="NAME", help="Which export; the newest without it.")
@which_calls
@AS_JSON
@click.pass_obj
def claim_figures_list(
    session: Session, /, picture: str, engagement: str, as_json: bool, **options: Any
) -> None:
    """List the figures of calls that can become a claim: of the summary, or of a PICTURE of the calls.

    The options of `calls summary` say which calls they are of.
    """
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        dataset = find_dataset(workspace, city, options["dataset"] or None)
        asked = chosen(options)
        only = ask(workspace, city, dataset, base=asked.base, only=asked.only_of(dataset)).only
        of = CountedOf(dataset=dataset, base=asked.base, only=only, rules=asked.rules)
        if picture:
            found: Sequence[ClaimChoice] = picture_choices(workspace, city, picture_named(picture).key, of)
        else:
            found = summary_choices(workspace, city, of)
    if as_json:
        say_json(
            [
                {"figure": each.source, "says": each.printed, "label": each.label, "base": each.base}
                for each in found
                if each.group == "figures"
            ]
        )
        return
    if not found:
        say("These calls have no figure in that picture.")
        return
    say_table(
        ["figure", "says", "what", "base"],
        [[each.source, each.printed or "a picture", each.label, each.base] for each in found],
    )


@claim.command("list")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def claim_list(session: Session, engagement: str, as_json: bool) -> None:
    """List the claims, stale ones first."""
    with session.reading() as workspace:
        views = claims(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json([claim_json(view) for view in views])
        return
    if not views:
        say("No claim was made yet.")
        return
    say_table(
        ["claim", "says", "now", "stands in", "base"],
        [
            [
                f"{STALE} {view.claim.key}" if view.stale else view.claim.key,
                _short(view.claim.printed),
                _short(view.says_now or "–") if view.stale else "",
                "; ".join(view.used_in) or "no text",
                view.claim.base,
            ]
            for view in views
        ],
    )


@claim.command("show")
@click.argument("key")
@ENGAGEMENT
@click.option("--rows", "limit", default=0, metavar="N", help="Show so many of the rows a figure counts.")
@AS_JSON
@click.pass_obj
def claim_show(session: Session, key: str, engagement: str, limit: int, as_json: bool) -> None:
    """Show what stands behind a claim: its base and rows, who said it, the inputs of its plan."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        view = find_claim(workspace, city, key)
        behind = evidence_of(workspace, city, view)
        asked = behind.asked
        opened = (
            rows(workspace, asked, limit=limit, behind=behind.behind)
            if asked is not None and limit > 0
            else None
        )
    if as_json:
        say_json(
            claim_json(view)
            | {
                "evidence": [{"fact": label, "words": words} for label, words in behind.facts],
                "rows": list(opened.rows) if opened else [],
                "rows_in_all": opened.total if opened else None,
            }
        )
        return
    for label, words in behind.facts:
        say(f"{label:<10}{words}")
    if opened is not None:
        say(f"{opened.total:,} rows, of which")
        columns = list(opened.rows[0]) if opened.rows else []
        say_table(columns, [[line[column] for column in columns] for line in opened.rows])


@claim.command("renew")
@click.argument("keys", nargs=-1)
@ENGAGEMENT
@click.option("--all", "every", is_flag=True, help="Every stale claim whose source says something new.")
@click.option("--newest", is_flag=True, help="Take figures of an earlier export from the newest one.")
@click.pass_obj
def claim_renew(session: Session, keys: tuple[str, ...], engagement: str, every: bool, newest: bool) -> None:
    """Let claims say what their sources say now; the history keeps what they said."""
    if every == bool(keys):
        raise InputRefused("Name the claims to renew, or give --all.", safe="Nothing was changed.")
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        if every:
            views = [view for view in claims(workspace, city) if newest or view.has_news]
        else:
            views = [find_claim(workspace, city, key) for key in dict.fromkeys(keys)]
        before = {view.claim.key: view.claim.printed for view in views}
        renewed = take_from_newest(workspace, city, views) if newest else renew(workspace, views)
    for each in renewed:
        say(f"{each.key} says {each.printed} now; it said {before[each.key]}.")
    if not renewed:
        say("Nothing to renew: what they say still holds.")


@claim.command("remove")
@click.argument("key")
@ENGAGEMENT
@click.pass_obj
def claim_remove(session: Session, key: str, engagement: str) -> None:
    """Put a claim away; `undo` brings it back."""
    with session.workspace() as workspace:
        view = find_claim(workspace, find_engagement(workspace, engagement), key)
        put_claim_away(workspace, view.claim)
    say(f"{view.claim.key} is put away.")
    if view.used_in:
        say(f"Its token still stands in {'; '.join(view.used_in)}.")


def claim_json(view: ClaimView) -> dict[str, object]:
    """A claim and how it stands, as plain values."""
    return _record(view.claim) | {
        "token": written(view.claim.claim_kind, view.claim.key),
        "stale": list(view.stale),
        "says_now": view.says_now if view.stale else view.claim.printed,
        "base_now": view.base_now if view.stale else view.claim.base,
        "used_in": list(view.used_in),
    }


def check_json(check: ClaimCheck) -> dict[str, object]:
    """What was found on the claims, as plain values."""
    return {
        "sound": check.sound,
        "claims": len(check.views),
        "stale": [claim_json(view) for view in check.stale],
        "tokens_without_claim": [{"where": each.where, "text": each.text} for each in check.loose],
        "keys_of_several": list(check.doubled),
        "typed_figures": [
            {
                "where": each.text.where,
                "text": each.offer.number.text,
                "may_be": [
                    {
                        "claim": figure.claim,
                        "figure": figure.key,
                        "label": figure.label,
                        "says": figure.printed,
                    }
                    for figure in each.offer.figures
                ],
            }
            for each in check.typed
        ],
        "unused": [view.claim.key for view in check.unused],
        "of_an_older_export": [view.claim.key for view in check.older],
    }


def say_check(check: ClaimCheck) -> None:
    """Print what was found on the claims; nothing where there is nothing to say."""
    for view in check.stale:
        now = f", now {view.says_now}" if view.says_now and view.says_now != view.claim.printed else ""
        say(
            f"{STALE} {view.claim.key} says {_short(view.claim.printed)}{_short(now)}: {'; '.join(view.stale)}."
        )
        say(f"    stands in {'; '.join(view.used_in)}" if view.used_in else "    stands in no text")
    for loose in check.loose:
        say(f"{STALE} {loose.text} names no claim ({loose.where}).")
    for key in check.doubled:
        say(f"{STALE} Several claims are called {key}; put one of them away.")
    for each in check.typed:
        figure = each.offer.figures[0]
        say(
            f"○ “{each.offer.number.text}” in {each.text.where} may be "
            f"{f'the claim {figure.claim}' if figure.claim else figure.key}: {figure.label}, {figure.printed}."
        )
    for view in check.unused:
        say(f"○ {view.claim.key} stands in no text.")
    for view in check.older:
        say(f"○ {view.claim.key} is of an export that is not the newest.")
    if check.views:
        say(f"{len(check.views)} claim{'' if len(check.views) == 1 else 's'}, {len(check.stale)} stale.")


def _put_figure(
    workspace: Workspace, city: Engagement, figure: str, key: str, options: dict[str, Any]
) -> Claim:
    dataset = find_dataset(workspace, city, options["dataset"] or None)
    asked = chosen(options)
    only = asked.only_of(dataset)
    return put_figure(
        workspace, city, figure, dataset=dataset, base=asked.base, only=only, rules=asked.rules, key=key
    )


def _record(kept: Claim) -> dict[str, object]:
    return {
        "key": kept.key,
        "kind": kept.claim_kind.value,
        "source_kind": kept.source_kind.value,
        "source": kept.source,
        "dataset": kept.dataset,
        "scenario": kept.scenario,
        "label": kept.label,
        "value": kept.value,
        "says": kept.printed,
        "unit": kept.unit,
        "base": kept.base,
        "rules": kept.rules,
        "first_day": kept.first_day,
        "last_day": kept.last_day,
        "made_at": kept.made_at,
    }


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
