"""A bundle goes from disk to disk: what is in memory does not grow with the number of originals."""

import os
import tracemalloc
import zipfile
from itertools import product

import pytest

from servanda.report.bundle.verify import packed
from servanda.report.bundle.wacz import Resource, wacz
from servanda.report.bundle.zipping import Zip

MEGABYTE = 1 << 20
MADE = ("2031-06-01T00:00:00Z", "servanda")


def _peak(tmp_path, n_resources: int) -> int:
    """Return the most memory that packing so many originals of a megabyte took, in bytes."""
    resources = (
        Resource(os.urandom(MEGABYTE), "application/octet-stream", "2031-05-01T10:00:00Z", f"{number}")
        for number in range(n_resources)
    )
    with (tmp_path / "out").open("w+b") as out, (tmp_path / "work").open("w+b") as work:
        tracemalloc.start()
        wacz(out, work, [], resources, MADE)
        with (tmp_path / "bundle.zip").open("w+b") as whole, Zip(whole) as file:
            file.add("captures.wacz", out)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


def test_ten_times_the_originals_take_no_more_memory(tmp_path):
    few, many = _peak(tmp_path, 4), _peak(tmp_path, 40)
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        assert archive.getinfo("captures.wacz").file_size > 40 * MEGABYTE
    assert many < 1.2 * few + MEGABYTE


@pytest.mark.parametrize(("n_bytes", "as_file"), list(product([0, 1, 3 * MEGABYTE], [True, False])))
def test_the_form_is_that_which_verify_expects(tmp_path, n_bytes, as_file):
    files = {"a": os.urandom(n_bytes), "deep/b": b"two"}
    (tmp_path / "a").write_bytes(files["a"])
    with (tmp_path / "x.zip").open("w+b") as out, (tmp_path / "a").open("rb") as kept, Zip(out) as file:
        entries = [file.add("a", kept if as_file else files["a"]), file.add("deep/b", files["deep/b"])]
    assert (tmp_path / "x.zip").read_bytes() == packed(files)
    assert [entry.n_bytes for entry in entries] == [n_bytes, 3]
