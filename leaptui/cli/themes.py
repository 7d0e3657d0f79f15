"""The themes of an engagement on the command line."""

from __future__ import annotations

import click

from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews import themes as work
from leaptui.services.interviews.excerpts import find_excerpt
from leaptui.services.interviews.themes import ThemeView


@click.group()
def theme() -> None:
    """Themes: packaged ones and the city's own, nested, merged and split."""


@theme.command("list")
@ENGAGEMENT
@click.option("--used", is_flag=True, help="Only those that were used.")
@AS_JSON
@click.pass_obj
def theme_list(session: Session, engagement: str, used: bool, as_json: bool) -> None:
    """List the themes with the passages, marks and interviews that bear them."""
    with session.reading() as workspace:
        views = work.theme_list(workspace, find_engagement(workspace, engagement))
    if used:
        views = [view for view in views if view.interviews]
    if as_json:
        say_json([_fields(view) for view in views])
        return
    say_table(
        ["theme", "passages", "marks", "interviews", "means"],
        [
            [
                "  " * view.depth + view.key,
                str(view.excerpts),
                str(view.marks),
                str(view.interviews),
                f"merged into {view.merged_into}" if view.merged_into else view.label,
            ]
            for view in views
        ],
    )


@theme.command("add")
@click.argument("key")
@ENGAGEMENT
@click.option("--label", default="", help="What it means.")
@click.option("--parent", default="", help="The theme it is part of.")
@click.pass_obj
def theme_add(session: Session, key: str, engagement: str, label: str, parent: str) -> None:
    """Add a theme of the city's own."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        added = work.add_theme(workspace, city, key, label=label, parent=parent)
    say(f"Added #{added.key}{f', part of #{added.parent}' if added.parent else ''}.")


@theme.command("rename")
@click.argument("key")
@click.argument("label")
@ENGAGEMENT
@click.pass_obj
def theme_rename(session: Session, key: str, label: str, engagement: str) -> None:
    """Give a theme another label; an empty one brings the packaged label back. The key stays."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        key = work.rename_theme(workspace, city, key, label).key
        view = work.find_theme(workspace, city, key)
    say(f"#{view.key} is called “{view.label}”.")


@theme.command("nest")
@click.argument("key")
@click.argument("parent", required=False, default="")
@ENGAGEMENT
@click.pass_obj
def theme_nest(session: Session, key: str, parent: str, engagement: str) -> None:
    """Make a theme part of another; without PARENT it stands for itself again."""
    with session.workspace() as workspace:
        nested = work.nest_theme(workspace, find_engagement(workspace, engagement), key, parent)
    say(f"#{nested.key} is part of #{nested.parent}." if nested.parent else f"#{nested.key} stands alone.")


@theme.command("merge")
@click.argument("keys", nargs=-1, required=True)
@click.option("--into", required=True, help="The theme that stands for them.")
@ENGAGEMENT
@click.pass_obj
def theme_merge(session: Session, keys: tuple[str, ...], into: str, engagement: str) -> None:
    """Let one theme stand for others. Notes and passages keep the keys they were given."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        merged = work.merge_themes(workspace, city, keys, into)
        view = work.find_theme(workspace, city, into)
    say(f"#{view.merged_into or view.key} stands for {', '.join(f'#{key}' for key in merged)} too.")


@theme.command("split")
@click.argument("key")
@ENGAGEMENT
@click.option("--into", default="", help="The narrower theme; without it a merge is taken back.")
@click.option("--label", default="", help="What the narrower theme means.")
@click.option("--passage", multiple=True, metavar="3:2", help="A passage that goes there; may be repeated.")
@click.pass_obj
def theme_split(
    session: Session, key: str, engagement: str, into: str, label: str, passage: tuple[str, ...]
) -> None:
    """Take a merge back, or carve a narrower theme out of one with some of its passages."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        if not into:
            parted = work.part_theme(workspace, city, key)
            say(f"#{parted.key} stands for itself again.")
            return
        chosen = [find_excerpt(workspace, city, name).excerpt for name in passage]
        made = work.split_theme(workspace, city, key, into, chosen, label=label)
    say(f"#{made.key} is part of #{made.parent} and has {len(chosen)} of its passages.")


def _fields(view: ThemeView) -> dict[str, object]:
    return {
        "key": view.key,
        "label": view.label,
        "own": view.own,
        "parent": view.parent or None,
        "merged_into": view.merged_into or None,
        "components": list(view.components),
        "depth": view.depth,
        "passages": view.excerpts,
        "marks": view.marks,
        "interviews": view.interviews,
    }
