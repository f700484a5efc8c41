"""Distances on the map are distances on the ground."""

import math

from hypothesis import assume, given
from hypothesis import strategies as st

from servanda.report.geometry import KM_PER_DEGREE, frame

points = st.tuples(st.floats(30, 40), st.floats(-60, 60))


@given(st.lists(points, min_size=1, max_size=5))
def test_every_point_is_inside_the_window(known: list[tuple[float, float]]) -> None:
    view = frame(known, 900)
    assert view is not None
    for longitude, latitude in known:
        x, y = view.point(longitude, latitude)
        assert 0 <= x <= view.width
        assert 0 <= y <= view.height


@given(points, st.floats(0.1, 0.9))
def test_north_and_east_have_one_scale(start: tuple[float, float], step: float) -> None:
    longitude, latitude = start
    east = longitude + step / math.cos(math.radians(latitude))
    assume(east < 180)
    view = frame([start, (east, latitude), (longitude, latitude + step)], 900)
    assert view is not None
    x = view.point(east, latitude)[0] - view.point(longitude, latitude)[0]
    y = view.point(longitude, latitude)[1] - view.point(longitude, latitude + step)[1]
    assert math.isclose(y, step * KM_PER_DEGREE * view.scale, abs_tol=0.2)
    assert math.isclose(x, y, rel_tol=0.05, abs_tol=0.5)


def test_nothing_to_show_is_no_map() -> None:
    assert frame([], 900) is None
