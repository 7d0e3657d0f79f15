"""The diversion option on the command line."""

from __future__ import annotations

import click

from leaptui.cli.fields import FieldCommand, pairs
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.practice.facts import Fact
from leaptui.services.city.engagements import find_engagement
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


@click.group("diversion")
def roadmap_diversion() -> None:
    """Diverting before arrest (LEAD): adopt it, study it, or not."""


@roadmap_diversion.command("show")
@ENGAGEMENT
@click.option("--known", is_flag=True, help="What can be chosen, and what is known of it.")
@AS_JSON
@click.pass_obj
def diversion_show(session: Session, engagement: str, known: bool, as_json: bool) -> None:
    """Show what the city decided, and what it has yet to say."""
    with session.reading() as workspace:
        view = diversion(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json(_json(view))
        return
    values = values_of(view)
    for key in FIELDS:
        say(f"{field_label(key)}: {values[key] or '–'}")
    for sentence in view.missing:
        say(f"▲ {sentence}")
    if known:
        _say_known(view)


@roadmap_diversion.command("set", cls=FieldCommand, options_metavar="--engagement E --FIELD VALUE …")
@ENGAGEMENT
@click.pass_context
def diversion_set(context: click.Context, engagement: str) -> None:
    """Set what the city decided; several values have semicolons between.

    Fields are --decision (open, adopt, study, no), --rationale, --offences, --most-grams,
    --protocol-source, --exclusions, --referral-paths, --catchment, --governance,
    --prosecutor-agreement, --people-per-case-manager, --yearly-intake, --cost-per-person-month,
    --hand-off-hours, --data-consent, --measures and --note. Abstinence and drug tests are no measure.
    """
    changes = pairs(context.args)
    session: Session = context.obj
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        set_diversion(workspace, city, changes)
        view = diversion(workspace, city)
    say("Changed " + ", ".join(changes) + ".")
    for sentence in view.missing:
        say(f"▲ {sentence}")


def _say_known(view: DiversionView) -> None:
    option = view.option
    for field in CHOSEN:
        say_table(
            [field_label(field), "key", "what it means", "source"],
            [
                [each.label, each.key, each.fact.text, _source(each.fact)]
                for each in choices_of(option, field)
            ],
        )
    say_table(
        ["place", "how", "source"],
        [[each.place, each.fact.text, _source(each.fact)] for each in option.variants],
    )
    say_table(["found", "source"], [[each.text, _source(each)] for each in option.evidence])
    say(f"▲ {option.conflict.text} ({_source(option.conflict)})")


def _source(fact: Fact) -> str:
    return f"{fact.source}, {fact.as_of}" + (", not checked" if fact.unverified else "")


def _json(view: DiversionView) -> dict[str, object]:
    option = view.option
    return {
        **{
            key: list(value) if isinstance(value := getattr(view.state, key), tuple) else value
            for key in FIELDS
        },
        "missing": list(view.missing),
        "choices": {field: {each.key: each.label for each in choices_of(option, field)} for field in CHOSEN},
        "variants": [{"place": each.place, **_fact_json(each.fact)} for each in option.variants],
        "evidence": [_fact_json(each) for each in option.evidence],
        "sources_differ": _fact_json(option.conflict),
    }


def _fact_json(fact: Fact) -> dict[str, object]:
    return {"text": fact.text, "source": fact.source, "as_of": fact.as_of, "mark": fact.mark}
