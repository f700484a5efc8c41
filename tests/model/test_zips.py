"""Archives are unpacked up to a bound: beyond it they are too large, whatever their directory says, and never damaged."""

import io
import zipfile

import pytest

from servanda.errors import TooLargeInput
from servanda.model.zips import check_sizes

BOUND = 100_000


@pytest.mark.parametrize("beyond", [1, 2, 65_535, 65_536, 65_537, 131_072, 131_073, 5_000_000])
def test_what_unpacks_too_far_is_too_large(beyond: int) -> None:
    with (
        zipfile.ZipFile(_zipped(BOUND + beyond)) as archive,
        pytest.raises(TooLargeInput, match="more than 100000 bytes"),
    ):
        check_sizes(archive, BOUND, "archive")


@pytest.mark.parametrize("n_bytes", [0, 1, BOUND - 1, BOUND])
def test_what_fits_passes(n_bytes: int) -> None:
    with zipfile.ZipFile(_zipped(n_bytes)) as archive:
        check_sizes(archive, BOUND, "archive")


def _zipped(n_bytes: int) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("member", bytes(n_bytes))
    return out
