"""What the scripts that derive shipped data share: where it lies, and how it is written with its hashes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from servanda.model.codec import sha256

DATA: Final = Path(__file__).resolve().parents[1] / "src" / "servanda" / "reference" / "data"


def write(files: Mapping[str, bytes], checksums: str) -> None:
    """Write files by name, and beside them their hashes, ordered by name."""
    sums = "".join(f"{sha256(files[name])}  {name}\n" for name in sorted(files))
    for name, content in {**files, checksums: sums.encode()}.items():
        (DATA / name).write_bytes(content)
        print(f"{name}: {len(content)} bytes")
