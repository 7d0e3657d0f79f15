"""The themes of an engagement: the packaged ones and its own, nested, merged and parted again.

Notes and excerpts keep the key they were given. What a key stands for today is worked out here, so
that a merge or a nesting loses nothing and can be taken back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.marks import themes_in
from leaptui.domain.records import CityTheme, Engagement, Excerpt, Interview
from leaptui.domain.text import fold, one_line
from leaptui.practice.content import Theme
from leaptui.services.workspace import Workspace

_KEY = re.compile(r"[^\W\d_][\w-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """A theme and where it is used.

    Attributes:
        key: What is written behind `#`.
        label: What it means; its key where nobody said.
        own: Whether it is this engagement's and no packaged one.
        parent: Key of the theme it is part of, or empty.
        merged_into: Key of the theme that stands for it today, or empty.
        components: Keys of the roadmap components it usually bears on.
        depth: 0 for a theme that is part of no other.
        excerpts: Passages kept under it, or under a theme merged into it or part of it.
        marks: Times it was written in a note; of itself and of what was merged into it.
        interviews: Interviews in which it came up, counted as the excerpts are.
    """

    key: str
    label: str
    own: bool
    parent: str
    merged_into: str
    components: tuple[str, ...]
    depth: int
    excerpts: int = 0
    marks: int = 0
    interviews: int = 0


class Themes:
    """What the keys of an engagement stand for today.

    Args:
        packaged: Those of the practice content.
        own: What the engagement made of them.
        used: Keys that stand in notes and excerpts; unknown ones count as themes too.
    """

    def __init__(
        self, packaged: Sequence[Theme], own: Iterable[CityTheme] = (), used: Iterable[str] = ()
    ) -> None:
        self._packaged = {theme.key: theme for theme in packaged}
        self._own = {theme.key: theme for theme in own}
        named = [key for theme in self._own.values() for key in (theme.parent, theme.merged_into) if key]
        self._keys = {fold(key): key for key in (*used, *named, *self._own, *self._packaged)}

    @property
    def keys(self) -> list[str]:
        """Every key, packaged ones first."""
        rest = sorted((key for key in self._keys.values() if key not in self._packaged), key=fold)
        return [*self._packaged, *rest]

    @property
    def chosen_from(self) -> list[str]:
        """The keys to choose from: without those merged into others."""
        return [key for key in self.keys if self.resolved(key) == key]

    def named(self, text: str) -> str | None:
        """A key as it is usually written, whatever its case; nothing where there is none."""
        return self._keys.get(fold(text.strip().removeprefix("#")))

    def resolved(self, key: str) -> str:
        """The theme that stands for a key today."""
        seen: set[str] = set()
        now = self._keys.get(fold(key), key)
        while now not in seen and (own := self._own.get(now)) and own.merged_into:
            seen.add(now)
            now = self._keys.get(fold(own.merged_into), own.merged_into)
        return now

    def parent(self, key: str) -> str:
        """The theme that a key's theme is part of, or empty."""
        own = self._own.get(key)
        parent = self.resolved(own.parent) if own and own.parent else ""
        return "" if parent == key else parent

    def lineage(self, key: str) -> tuple[str, ...]:
        """The theme that stands for a key today, then those it is part of, the widest last."""
        line = [self.resolved(key)]
        while (parent := self.parent(line[-1])) and parent not in line:
            line.append(parent)
        return tuple(line)

    def label(self, key: str) -> str:
        """What a key's theme is called today."""
        now = self.resolved(key)
        own, packaged = self._own.get(now), self._packaged.get(now)
        return (own.label if own else "") or (packaged.label if packaged else "") or now

    def is_described(self, key: str) -> bool:
        """Whether a key is a packaged theme or one that was made here, and not only written somewhere."""
        return key in self._packaged or key in self._own

    def view(self, key: str) -> ThemeView:
        """A theme without its counts."""
        own, packaged = self._own.get(key), self._packaged.get(key)
        merged = self.resolved(key) if own and own.merged_into else ""
        return ThemeView(
            key=key,
            label=(own.label if own else "") or (packaged.label if packaged else "") or key,
            own=packaged is None,
            parent=self.parent(key),
            merged_into="" if merged == key else merged,
            components=packaged.components if packaged else (),
            depth=len(self.lineage(key)) - 1,
        )

    def below(self, key: str) -> set[str]:
        """The theme itself, and all that are part of it or merged into it."""
        return {each for each in self._keys.values() if key in self.lineage(each)}


def themes(workspace: Workspace, engagement: Engagement) -> Themes:
    """What the keys of an engagement stand for, those written in its notes included."""
    used = dict.fromkeys(key for _, key, _ in _used(workspace, engagement))
    return Themes(workspace.practice.themes, workspace.store.all(CityTheme, engagement=engagement.id), used)


def theme_list(workspace: Workspace, engagement: Engagement) -> list[ThemeView]:
    """Every theme with its counts; parts below what they are part of, merged ones below their theme."""
    used = list(_used(workspace, engagement))
    known = Themes(
        workspace.practice.themes,
        workspace.store.all(CityTheme, engagement=engagement.id),
        dict.fromkeys(key for _, key, _ in used),
    )
    kept: dict[str, set[str]] = {}
    heard: dict[str, set[str]] = {}
    written: Counter[str] = Counter()
    for interview, key, excerpt in used:
        line = known.lineage(key)
        for each in {*line, known.named(key) or key}:
            heard.setdefault(each, set()).add(interview)
            if excerpt:
                kept.setdefault(each, set()).add(excerpt)
        if not excerpt:
            written.update({line[0], known.named(key) or key})
    views = [
        replace(
            known.view(key),
            excerpts=len(kept.get(key, ())),
            marks=written[key],
            interviews=len(heard.get(key, ())),
        )
        for key in known.keys
    ]
    return _in_order(views)


def find_theme(workspace: Workspace, engagement: Engagement, wanted: str) -> ThemeView:
    """A theme by its key, with or without `#`, or by its label.

    Raises:
        UnknownName: When there is none.
    """
    views = theme_list(workspace, engagement)
    folded = fold(wanted.strip().removeprefix("#"))
    for view in views:
        if folded in {fold(view.key), fold(view.label)}:
            return view
    raise UnknownName(
        f"There is no theme “{one_line(wanted)}” in {engagement.name}.",
        safe="Nothing was changed.",
        next_step="List them with `leaptui theme list`, or add it with `leaptui theme add`.",
    )


def add_theme(
    workspace: Workspace, engagement: Engagement, key: str, *, label: str = "", parent: str = ""
) -> CityTheme:
    """Add a theme of the engagement's own.

    Raises:
        InputRefused: When the key cannot stand behind `#`, or is taken.
    """
    name = _new_key(key)
    known = themes(workspace, engagement)
    taken = known.named(name)
    if taken and known.is_described(taken):
        raise InputRefused(
            f"There is a theme “{taken}” already: {known.label(taken)}.", safe="Nothing was added."
        )
    added = replace(_city_theme(workspace, engagement, taken or name), label=one_line(label))
    if parent:
        added = replace(added, parent=find_theme(workspace, engagement, parent).key)
    workspace.store.apply("add theme", [added], stream=engagement.id)
    return added


def rename_theme(workspace: Workspace, engagement: Engagement, wanted: str, label: str) -> CityTheme:
    """Give a theme another label; its key, and all that was marked with it, stay."""
    theme = find_theme(workspace, engagement, wanted)
    changed = replace(_city_theme(workspace, engagement, theme.key), label=one_line(label))
    workspace.store.apply("rename theme", [changed], stream=engagement.id)
    return changed


def nest_theme(workspace: Workspace, engagement: Engagement, wanted: str, parent: str) -> CityTheme:
    """Make a theme part of another; an empty parent takes it out again.

    Raises:
        InputRefused: When the other is part of this one.
    """
    theme = find_theme(workspace, engagement, wanted)
    above = find_theme(workspace, engagement, parent).key if parent.strip() else ""
    known = themes(workspace, engagement)
    if above:
        _refuse_circle(known, theme.key, above, "part of")
    changed = replace(
        _city_theme(workspace, engagement, theme.key), parent=known.resolved(above) if above else ""
    )
    workspace.store.apply("nest theme", [changed], stream=engagement.id)
    return changed


def merge_themes(workspace: Workspace, engagement: Engagement, wanted: Sequence[str], into: str) -> list[str]:
    """Let one theme stand for others too. What was marked with those keeps their keys.

    Returns:
        The keys of the themes that were merged.

    Raises:
        InputRefused: When a theme would stand for itself, or the other stands under it.
    """
    target = find_theme(workspace, engagement, into).key
    known = themes(workspace, engagement)
    target = known.resolved(target)
    merged = []
    for each in wanted:
        key = find_theme(workspace, engagement, each).key
        _refuse_circle(known, key, target, "merged into")
        merged.append(replace(_city_theme(workspace, engagement, key), merged_into=target))
    workspace.store.apply("merge themes", merged, stream=engagement.id)
    return [each.key for each in merged]


def part_theme(workspace: Workspace, engagement: Engagement, wanted: str) -> CityTheme:
    """Take a merge back: the theme stands for itself again, with all that was ever marked with it.

    Raises:
        InputRefused: When it was not merged.
    """
    theme = find_theme(workspace, engagement, wanted)
    if not theme.merged_into:
        raise InputRefused(
            f"“{theme.key}” was not merged into another theme.",
            safe="Nothing was changed.",
            next_step="To split a theme, say into which new one and which passages go there.",
        )
    changed = replace(_city_theme(workspace, engagement, theme.key), merged_into="")
    workspace.store.apply("part theme", [changed], stream=engagement.id)
    return changed


def split_theme(
    workspace: Workspace,
    engagement: Engagement,
    wanted: str,
    into: str,
    passages: Sequence[Excerpt],
    *,
    label: str = "",
) -> CityTheme:
    """Carve a narrower theme out of one: it becomes part of it, and some passages are given its key too.

    They keep the wider key, so that nothing that counted under it is lost.

    Raises:
        InputRefused: When no passage was chosen, or one does not bear the theme.
    """
    theme = find_theme(workspace, engagement, wanted)
    known = themes(workspace, engagement)
    wide = known.below(theme.key)
    if not passages:
        raise InputRefused("Choose at least one passage for the new theme.", safe="Nothing was changed.")
    for each in passages:
        if wide.isdisjoint(known.named(key) or key for key in each.themes):
            raise InputRefused(
                f"“{each.text[:60]}” does not bear the theme {theme.key}.", safe="Nothing was changed."
            )
    narrow = known.named(into)
    if narrow is None:
        narrow = _new_key(into)
    else:
        _refuse_circle(known, narrow, theme.key, "part of")
    made = _city_theme(workspace, engagement, narrow)
    made = replace(made, label=one_line(label) or made.label, parent=known.resolved(theme.key))
    marked = [
        each if narrow in each.themes else replace(each, themes=(*each.themes, narrow)) for each in passages
    ]
    workspace.store.apply("split theme", [made, *marked], stream=engagement.id)
    return made


def _refuse_circle(known: Themes, key: str, other: str, what: str) -> None:
    if key in known.lineage(other):
        raise InputRefused(
            f"“{key}” cannot be {what} “{other}”"
            + (" itself." if key == other else f", which is part of “{key}”."),
            safe="Nothing was changed.",
        )


def _new_key(text: str) -> str:
    name = one_line(text).removeprefix("#").replace(" ", "-")
    if not _KEY.fullmatch(name):
        raise InputRefused(
            f"“{one_line(text)}” cannot be the key of a theme.",
            safe="Nothing was changed.",
            next_step="Begin with a letter; letters, digits and hyphens may follow: NEED-ride-home.",
        )
    return name


def _city_theme(workspace: Workspace, engagement: Engagement, key: str) -> CityTheme:
    """What the engagement made of a theme so far."""
    name = f"{engagement.id}:theme:{key}"
    known = workspace.store.get(CityTheme, name)
    if known is not None:
        return replace(known, deleted=False)
    return CityTheme(id=name, engagement=engagement.id, key=key)


def _used(workspace: Workspace, engagement: Engagement) -> Iterable[tuple[str, str, str]]:
    """Interview, key as written and excerpt (empty for a mark of a note) of each use of a theme."""
    for interview in workspace.store.all(Interview, engagement=engagement.id):
        for key in themes_in(interview.note):
            yield interview.id, key, ""
    for excerpt in workspace.store.all(Excerpt, engagement=engagement.id):
        for key in excerpt.themes:
            yield excerpt.interview, key, excerpt.id


def _in_order(views: Sequence[ThemeView]) -> list[ThemeView]:
    below: dict[str, list[ThemeView]] = {}
    for view in views:
        below.setdefault(view.merged_into or view.parent, []).append(view)
    ordered: list[ThemeView] = []

    def put(key: str, depth: int) -> None:
        for view in below.get(key, ()):
            ordered.append(replace(view, depth=depth))
            put(view.key, depth + 1)

    put("", 0)
    placed = {view.key for view in ordered}
    return ordered + [view for view in views if view.key not in placed]
