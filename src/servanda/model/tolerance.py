"""Fields that a record does not know, at every depth of plain values: left out and named, so that the rest can be read."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec


def without_unknown(value: Any, kind: Any) -> tuple[Any, tuple[str, ...]]:
    """Return plain ``value`` without the fields that records of type ``kind`` do not have, and the paths of those.

    A path is written ``actors[1].mood``. Values that are of another form than ``kind`` asks for are left as they are.
    """
    unknown: list[str] = []
    return _known(value, _info(kind), "", unknown), tuple(sorted(unknown))


@lru_cache(maxsize=16)
def _info(kind: Any) -> Any:
    return msgspec.inspect.type_info(kind)


def _known(value: Any, info: Any, path: str, unknown: list[str]) -> Any:
    if isinstance(value, dict):
        struct = next((one for one in _structs(info) if _is_meant(one, value)), None)
        if struct is not None:
            return _of_struct(value, struct, path, unknown)
        below = next((one.value_type for one in _alternatives(info) if isinstance(one, msgspec.inspect.DictType)), None)
        return {name: _known(item, below, f"{path}.{name}", unknown) for name, item in value.items()}
    if isinstance(value, list):
        below = next((one.item_type for one in _alternatives(info) if hasattr(one, "item_type")), None)
        return [_known(item, below, f"{path}[{place}]", unknown) for place, item in enumerate(value)]
    return value


def _of_struct(value: Mapping[str, Any], struct: Any, path: str, unknown: list[str]) -> dict[str, Any]:
    fields = {field.encode_name: field.type for field in struct.fields}
    if struct.tag_field is not None:
        fields[struct.tag_field] = None
    inner = f"{path}." if path else ""
    unknown.extend(f"{inner}{name}" for name in sorted(value.keys() - fields.keys()))
    return {
        name: _known(item, fields[name], f"{inner}{name}", unknown) for name, item in value.items() if name in fields
    }


def _alternatives(info: Any) -> tuple[Any, ...]:
    return info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)


def _structs(info: Any) -> Iterator[Any]:
    for one in _alternatives(info):
        if isinstance(one, msgspec.inspect.StructType) and not one.array_like:
            yield one


def _is_meant(struct: Any, value: Mapping[str, Any]) -> bool:
    """Tell whether a value is of a kind: by its tag where kinds have one."""
    return struct.tag_field is None or value.get(struct.tag_field) == struct.tag
