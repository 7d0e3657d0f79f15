"""Sections of a Word file read the same whoever saved it, as long as nobody edited them."""

from __future__ import annotations

from leaptui.documents.document import Form
from leaptui.documents.word_sections import sections_as_word

_OURS = """# Roadmap

---

## 1. Hours

| No. | Way |
|----:|:----|
| 1 | **Night** |

1. Fix the hours
2. Set the scenarios
3. Choose
"""
_SAVED_AGAIN = """# Roadmap

---

## 1. Hours

| **No.** | **Way** |
|----:|:--------------------|
| 1 | **Night** |

1. Fix the hours

&nbsp;

1. Set the scenarios
2. Choose
"""


def test_what_a_word_processor_puts_in_by_itself_is_no_edit() -> None:
    before, after = (sections_as_word(text, Form.REPORT) for text in (_OURS, _SAVED_AGAIN))
    assert before == after
    edited = sections_as_word(_SAVED_AGAIN.replace("2. Choose", "2. Choose **soon**"), Form.REPORT)
    assert [mine for mine, theirs in zip(before, edited, strict=True) if mine != theirs] == before[-1:]
    assert "3. Choose **soon**" in edited[-1].lines
    assert "| 1 | **Night** |" in edited[-1].lines
