"""Files where the executors have them too: a shared folder, HDFS, an object store; all that Spark itself can write to."""

from typing import Any, NamedTuple

from servanda.errors import NotFoundError


class Found(NamedTuple):
    """A file: its address, its length in bytes, and when it was last written (milliseconds)."""

    address: str
    n_bytes: int
    changed_at: int


class Files:
    """The file systems that the engine knows, by address."""

    def __init__(self, session: Any) -> None:
        self._java = session._jvm  # noqa: SLF001 - PySpark has no other way to the file systems of the engine
        self._settings = session.sparkContext._jsc.hadoopConfiguration()  # noqa: SLF001 - as above

    def files_in(self, address: str, endings: tuple[str, ...]) -> list[Found]:
        """Return the files at ``address`` (one, or a folder searched to the bottom) with one of ``endings``, by address. Raises `NotFoundError`."""
        path, system = self._at(address)
        if not system.exists(path):
            raise NotFoundError(f"{address}: no such file or folder, as the engine sees it")
        found, each = [], system.listFiles(path, True)
        while each.hasNext():
            status = each.next()
            name = status.getPath().toString()
            if name.lower().endswith(endings):
                found.append(Found(name, status.getLen(), status.getModificationTime()))
        return sorted(found)

    def folders_in(self, address: str) -> list[str]:
        """Return the addresses of the folders in a folder that are not hidden, by name."""
        path, system = self._at(address)
        statuses = system.listStatus(path) if system.exists(path) else ()
        names = [
            (status.getPath().getName(), status.getPath().toString()) for status in statuses if status.isDirectory()
        ]
        return [address for name, address in sorted(names) if not name.startswith(("_", "."))]

    def read(self, address: str) -> bytes | None:
        """Return a small file, ``None`` where there is none."""
        path, system = self._at(address)
        if not system.exists(path):
            return None
        opened = system.open(path)
        try:
            return bytes(opened.readAllBytes())
        finally:
            opened.close()

    def write(self, address: str, content: bytes) -> None:
        """Write a small file, with its folder."""
        path, system = self._at(address)
        opened = system.create(path, True)
        try:
            opened.write(bytearray(content))
        finally:
            opened.close()

    def remove(self, address: str) -> None:
        """Take away a file or folder with all in it, if it is there."""
        path, system = self._at(address)
        system.delete(path, True)

    def move(self, address: str, to: str) -> None:
        """Put a folder in the place of another, which is taken away first."""
        path, system = self._at(address)
        target, _ = self._at(to)
        system.mkdirs(target.getParent())
        self.remove(to)
        if not system.rename(path, target):
            raise NotFoundError(f"{to}: the engine cannot move {address} there; is there space, and may it write?")

    def whole(self, address: str) -> str:
        """Return an address with its file system and whole path."""
        path, system = self._at(address)
        return str(system.makeQualified(path).toString())

    def _at(self, address: str) -> tuple[Any, Any]:
        path = self._java.org.apache.hadoop.fs.Path(address)
        return path, path.getFileSystem(self._settings)
