"""A person's own practice files, and what is said when one is broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.errors import LeapError
from leaptui.practice.located_toml import PracticeFileRefused, TomlFile
from leaptui.practice.reader import load_practice

ABOUT = """[about]
version = 3
text = "Ours."
source = "Us"
as_of = "2026-11"
mark = "S"
"""
GROUPS = (
    ABOUT
    + """
[[group]]
key = "ferry"
label = "Ferry crews"
short = "Ferry crews"
target = 2
critical = true
why = "They see everyone."
"""
)


def _refused(folder: Path, name: str, text: str, part: str = "groups") -> str:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(PracticeFileRefused) as caught:
        getattr(load_practice(folder), part)
    assert isinstance(caught.value, LeapError)
    assert caught.value.exit_code == 1
    assert str(folder / name) in caught.value.what
    return caught.value.sentence


def test_an_own_file_replaces_the_packaged_one_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "groups.toml").write_text(GROUPS, encoding="utf-8")
    practice = load_practice(tmp_path)
    assert [group.key for group in practice.groups] == ["ferry"]
    assert practice.groups[0].target_most == 2
    assert practice.themes == load_practice().themes
    assert practice.about("groups").version == 3


def test_a_folder_that_does_not_exist_changes_nothing(tmp_path: Path) -> None:
    assert load_practice(tmp_path / "none").groups == load_practice().groups


def test_a_broken_file_matters_only_to_who_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "concerns.toml").write_text("[[concern]", encoding="utf-8")
    practice = load_practice(tmp_path)
    assert len(practice.components) == 10
    with pytest.raises(PracticeFileRefused):
        practice.concerns  # noqa: B018


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('short = "Ferry crews"', 'short = "Ferry crews and everybody aboard"', 11, "at most 20 characters"),
        ('short = "Ferry crews"', 'short = "Ferry..."', 11, "without an ellipsis"),
        ("target = 2", 'target = "two"', 12, "a whole number from 1 to 99"),
        ("target = 2", "target = 0", 12, "a whole number from 1 to 99"),
        ("target = 2", "target = true", 12, "a whole number from 1 to 99"),
        ("critical = true", 'critical = "yes"', 13, "true or false"),
        ('key = "ferry"', 'key = "Ferry Crews"', 9, "lower-case letters"),
        ('why = "They see everyone."', 'why = "  "', 14, "a text that is not empty"),
        ('why = "They see everyone."', 'whi = "They see everyone."', 8, "`why` of group 1 is missing"),
        ("target = 2", "target = 2\ncolour = 3", 13, "`colour` of group 1 is not known; allowed are"),
        ('mark = "S"', 'mark = "X"', 6, "one of F, S, D, R"),
        ('as_of = "2026-11"', 'as_of = "soon"', 5, "a year, a month or a day"),
        ("target = 2", "target = ", 12, "not TOML"),
    ],
)
def test_a_mistake_is_told_with_file_line_key_and_what_is_allowed(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in GROUPS
    sentence = _refused(tmp_path, "groups.toml", GROUPS.replace(old, new))
    assert f"line {line}:" in sentence
    assert says in sentence
    assert "Nothing was changed." in sentence


def test_a_mistake_in_the_second_of_nested_lists_is_found_there(tmp_path: Path) -> None:
    packaged = Path(sys.modules["leaptui.practice.reader"].__file__ or "").parent / "components.toml"
    lines = packaged.read_text(encoding="utf-8").splitlines()
    wanted = next(number for number, text in enumerate(lines) if 'key = "sign_off"' in text) + 2
    lines[wanted] = 'short = "a label that is far longer than twenty-eight"'
    sentence = _refused(tmp_path, "components.toml", "\n".join(lines), "components")
    assert f"line {wanted + 1}:" in sentence
    assert "`short` of component 2 checklist 10 must be at most 28 characters" in sentence


def test_lines_inside_a_long_text_are_not_taken_for_keys() -> None:
    text = 'note = """\nshort = 1\n[[group]]\n"""\n[[group]]\nshort = 2\n'
    file = TomlFile("x.toml", text)
    assert file.line_of(("group", 0, "short")) == 6
    assert file.line_of(("note",)) == 1


def test_components_keep_their_keys_and_order(tmp_path: Path) -> None:
    packaged = (Path(__file__).parents[2] / "leaptui/practice/components.toml").read_text(encoding="utf-8")
    sentence = _refused(
        tmp_path, "components.toml", packaged.replace('key = "volume"', 'key = "money"'), "components"
    )
    assert "is out of place; the ten are, in order, staffing, volume, hours" in sentence


@pytest.mark.parametrize(("name", "part"), [("taxonomy", "taxonomy"), ("staffing", "staffing_defaults")])
def test_taxonomy_and_staffing_inputs_can_be_ones_own_too(tmp_path: Path, name: str, part: str) -> None:
    packaged = (Path(__file__).parents[2] / f"leaptui/practice/{name}.toml").read_text(encoding="utf-8")
    own = packaged.replace("version = ", "version = 4", 1)
    (tmp_path / f"{name}.toml").write_text(own, encoding="utf-8")
    versions = [getattr(load_practice(folder), part).about.version for folder in (None, tmp_path)]
    assert versions[1] == int(f"4{versions[0]}")
    (tmp_path / f"{name}.toml").write_bytes(b"\xff")
    with pytest.raises(PracticeFileRefused, match="not UTF-8"):
        getattr(load_practice(tmp_path), part)


def test_two_groups_of_one_key_are_refused(tmp_path: Path) -> None:
    twice = GROUPS + GROUPS.removeprefix(ABOUT)
    assert "`key` of group 2 stands twice: ferry" in _refused(tmp_path, "groups.toml", twice)


def test_a_theme_may_not_name_a_component_that_is_none(tmp_path: Path) -> None:
    text = ABOUT + '[[theme]]\nkey = "X"\nlabel = "x"\ncomponents = ["weather"]\n'
    assert "holds 'weather'; allowed are staffing, volume" in _refused(
        tmp_path, "themes.toml", text, "themes"
    )


def test_own_guides_stand_beside_the_packaged_ones(tmp_path: Path) -> None:
    own = (
        'id = "ferry"\nversion = 1\ntitle = "Ferry crews"\nlanguage = "es"\nminutes = 30\n'
        'groups = ["transit"]\n\n' + ABOUT + '\n[[question]]\nshort = "First"\ntext = "¿Qué ve usted?"\n'
    )
    sentence = _refused(tmp_path, "guides/ferry.toml", own, "guides")
    assert "holds 'transit'; allowed are dispatch_leadership" in sentence
    (tmp_path / "guides/ferry.toml").write_text(own.replace("transit", "businesses"), encoding="utf-8")
    guides = load_practice(tmp_path).guides
    assert len(guides) == len(load_practice().guides) + 1
    ferry = next(guide for guide in guides if guide.id == "ferry")
    assert ferry.questions[0].text == "¿Qué ve usted?"


def test_two_guides_of_one_id_are_refused(tmp_path: Path) -> None:
    packaged = Path(__file__).parents[2] / "leaptui/practice/guides/patrol.toml"
    sentence = _refused(tmp_path, "guides/zz.toml", packaged.read_text(encoding="utf-8"), "guides")
    assert "line 3: `id` is another guide's already: patrol" in sentence


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "groups.toml").write_bytes(b"# fine\n# caf\xe9\n")
    with pytest.raises(PracticeFileRefused, match=r"line 2: it is not UTF-8 text"):
        load_practice(tmp_path).groups  # noqa: B018


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "groups.toml").mkdir()
    with pytest.raises(PracticeFileRefused, match="cannot be read"):
        load_practice(tmp_path).groups  # noqa: B018


def test_terminal_codes_in_an_own_file_do_not_come_through(tmp_path: Path) -> None:
    (tmp_path / "groups.toml").write_text(GROUPS.replace("They see", "They \\u001b[31msee"), encoding="utf-8")
    assert load_practice(tmp_path).groups[0].why == "They [31msee everyone."


@given(st.text(max_size=200) | st.integers(-9, 9).map(lambda number: f"number = {number}\n"))
def test_any_text_is_either_read_or_refused_in_one_sentence(text: str) -> None:
    refused = ""
    number = 0
    try:
        number = TomlFile("x.toml", text, own=True).parse().whole("number", least=1, most=5)
    except PracticeFileRefused as error:
        refused = error.sentence
    assert (1 <= number <= 5) is not refused.startswith("x.toml, line ")
    assert "\n" not in refused


def test_reading_the_content_loads_no_heavy_library() -> None:
    code = (
        "import sys; from leaptui.practice.reader import load_practice; p = load_practice();"
        "p.groups, p.components, p.guides, p.taxonomy;"
        "import leaptui.practice.harbor_falls, leaptui.practice.practice_calls;"
        "print(sorted({'numpy', 'pandas', 'duckdb', 'textual'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
