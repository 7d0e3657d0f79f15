"""The views over all interviews. A new one is one entry here."""

from __future__ import annotations

from leaptui.tui.screens.city.follow_ups import FollowUpsScreen
from leaptui.tui.screens.city.resources import ResourcesScreen
from leaptui.tui.screens.city.timeline import TimelineScreen
from leaptui.tui.screens.interviews.concerns import ConcernsScreen
from leaptui.tui.screens.interviews.coverage import CoverageScreen, DistrictsScreen
from leaptui.tui.screens.interviews.identifiers import IdentifiersScreen
from leaptui.tui.screens.interviews.near_repeats import NearRepeatsScreen
from leaptui.tui.screens.interviews.passages import PassagesScreen
from leaptui.tui.screens.interviews.question_matrix import QuestionMatrixScreen
from leaptui.tui.screens.interviews.saturation import SaturationScreen
from leaptui.tui.screens.interviews.theme_matrix import ThemeMatrixScreen
from leaptui.tui.screens.interviews.theme_passages import ThemePassagesScreen
from leaptui.tui.screens.view import View

VIEWS: tuple[View, ...] = (
    View("themes", "Themes by group", "who brought up what", ThemeMatrixScreen),
    View("passages", "Passages by theme", "agreement and dissent", ThemePassagesScreen),
    View("marked", "Passages one by one", "themes, stance, approval", PassagesScreen),
    View("questions", "Questions by interview", "asked and answered", QuestionMatrixScreen),
    View("coverage", "Who was heard", "groups, targets, missing", CoverageScreen),
    View("districts", "Districts, shifts, languages", "and where calls come from", DistrictsScreen),
    View("saturation", "What is still new", "whether to go on", SaturationScreen),
    View("concerns", "Concerns", "how widely, and the answer", ConcernsScreen),
    View("follow_ups", "Follow-ups", "promised, due, late", FollowUpsScreen),
    View("resources", "Resources", "services and assets named", ResourcesScreen),
    View("timeline", "Timeline", "what happened, what is due", TimelineScreen),
    View("identifiers", "What points at a person", "names and numbers in notes", IdentifiersScreen),
    View("near", "Near to a confidence", "your own sentences", NearRepeatsScreen),
)
"""In the order of the list."""
