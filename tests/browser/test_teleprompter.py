"""The teleprompter page in a real browser: it keeps the script's pace, and its controls do what they say."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from scriptgen.view import View

from .conftest import Opened
from .scripts import SCRIPT

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]
SECONDS = View(SCRIPT).seconds


@pytest.mark.parametrize(
    ("width", "height", "larger"), [(360, 640, 0), (1080, 1920, 8)], ids=["phone", "large screen, large type"]
)
def test_scrolls_and_ends_at_the_scripts_pace(opened: Open, width: int, height: int, larger: int) -> None:
    view = opened(SCRIPT, width=width, height=height)
    for _ in range(larger):
        view.page.keyboard.press("+")
    view.start()
    began, top = time.monotonic(), view.top()
    view.until("done")
    assert time.monotonic() - began == pytest.approx(SECONDS, rel=0.1)
    assert view.elapsed() == pytest.approx(SECONDS, abs=0.01)
    assert view.top() < top - 100
    box, eye = view.page.locator(".say").last.bounding_box(), view.page.locator("#eye").bounding_box()
    assert box["y"] + box["height"] == pytest.approx(eye["y"] + eye["height"], abs=3), (
        "the last line ends at the eye line"
    )


def test_counts_down_from_three_and_can_be_called_off(opened: Open) -> None:
    view = opened(SCRIPT)
    view.page.keyboard.press("Space")
    assert (view.data("state"), view.page.locator("#count").inner_text(), view.elapsed()) == ("counting", "3", 0)
    view.page.keyboard.press("Space")
    assert (view.data("state"), view.page.locator("#count").inner_text()) == ("ready", "")


def test_each_block_meets_the_eye_line_on_time(opened: Open) -> None:
    view = opened(SCRIPT, width=800, height=1200)
    for i, block in enumerate(View(SCRIPT).blocks):
        assert view.elapsed() == pytest.approx(block.start, abs=0.01)
        line = view.page.locator(".block").nth(i).locator(".say, .silent").bounding_box()
        assert line["y"] == pytest.approx(view.top("#eye"), abs=2)
        view.page.keyboard.press("PageDown")


def test_pause_stops_and_going_on_goes_on(opened: Open) -> None:
    view = opened(SCRIPT)
    view.start()
    view.page.wait_for_timeout(500)
    view.page.keyboard.press("Space")
    held = view.elapsed()
    view.page.wait_for_timeout(400)
    assert (view.data("state"), view.elapsed()) == ("paused", held)
    assert held > 0.3
    view.page.keyboard.press("Space")
    view.page.wait_for_timeout(400)
    assert view.elapsed() > held
    view.page.keyboard.press("r")
    assert (view.data("state"), view.elapsed()) == ("ready", 0)


@pytest.mark.parametrize(("key", "speed"), [("ArrowUp", 1.5), ("ArrowDown", 0.5)])
def test_speed_has_bounds_and_is_kept(opened: Open, key: str, speed: float) -> None:
    view = opened(SCRIPT)
    for _ in range(9):
        view.page.keyboard.press(key)
    assert (view.data("speed"), view.page.locator("#speed").inner_text()) == (str(speed), f"{speed}×")
    view.start()
    both = "() => [performance.now() / 1000, Number(document.body.dataset.elapsed)]"
    began, first = view.page.evaluate(both)
    view.page.wait_for_timeout(1500)
    ended, second = view.page.evaluate(both)
    assert (second - first) / (ended - began) == pytest.approx(speed, rel=0.1)


def test_tap_starts_and_pauses_and_drag_moves(opened: Open) -> None:
    view = opened(SCRIPT, has_touch=True, is_mobile=True)
    view.page.touchscreen.tap(180, 200)
    assert view.data("state") == "counting"
    view.until("running")
    view.page.touchscreen.tap(180, 200)
    assert view.data("state") == "paused"
    held = view.elapsed()
    view.page.mouse.move(180, 300)
    view.page.mouse.down()
    view.page.mouse.move(180, 200, steps=4)
    view.page.mouse.up()
    assert (view.data("state"), view.elapsed() > held) == ("paused", True)
