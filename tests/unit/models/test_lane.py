from __future__ import annotations

from collections.abc import Callable

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
