from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from quire.models.lane import PriorityLane

WaitUntil = Callable[[Callable[[], object]], None]
InThread = Callable[[Callable[[], object]], list[object]]


def test_urgent_passes_bulk_and_nobody_is_forgotten(wait_until: WaitUntil, in_thread: InThread) -> None:
    lane = PriorityLane()
    order: list[str] = []

    def go(name: str, *, urgent: bool) -> Callable[[], None]:
        def body() -> None:
            with lane.hold(urgent=urgent):
                order.append(name)

        return body

    with lane.hold(urgent=False):
        for number in range(3):
            in_thread(go("bulk", urgent=False))
            wait_until(lambda number=number: lane.n_waiting == number + 1)
        for number in range(2):
            in_thread(go("urgent", urgent=True))
            wait_until(lambda number=number: lane.n_waiting == number + 4)
    wait_until(lambda: len(order) == 5)
    assert order == ["urgent"] * 2 + ["bulk"] * 3


def test_lane_is_free_again_after_an_error() -> None:
    lane = PriorityLane()
    with pytest.raises(ValueError, match="inside"), lane.hold(urgent=True):
        raise ValueError("inside")
    with lane.hold(urgent=False):
        assert lane.n_waiting == 0


@pytest.mark.parametrize("urgent", [True, False])
def test_lane_is_free_again_after_an_interrupt_at_any_step(urgent: bool) -> None:
    """An interrupt strikes at each line of taking the lane in turn; afterwards anybody can take it."""
    n_struck = 0
    for step in range(1, 200):
        lane = PriorityLane()
        if not _interrupted(lane, step, urgent=urgent):
            break
        n_struck += 1
        with lane.hold_if_free() as free:
            assert free, f"still held after an interrupt at step {step}"
    assert 10 < n_struck < 199


def _interrupted(lane: PriorityLane, step: int, *, urgent: bool) -> bool:
    """Take the lane, interrupted at a line of its own; False when it has fewer lines than that."""
    left = step
    inside = False

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal left
        taking = frame.f_code.co_name in ("hold", "wait_for", "<lambda>")
        if taking and event == "line" and not inside:
            left -= 1
            if left == 0:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with lane.hold(urgent=urgent):
            inside = True
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False
