"""Room 1: bytes in. Files, folders, tables, archives and web addresses become `Document` records beside their untouched bytes."""

from servanda.collect.collected import Captured, Collected, Item, Known, LeftOut, shielded
from servanda.collect.collecting import archived_contents, collect
from servanda.collect.config import CollectConfig
from servanda.collect.declared import Declared, read_declared
from servanda.collect.splitting import Kind, Part, Split, parts
from servanda.collect.stamping import StampConfig, request_stamp
from servanda.collect.watching import Watch
from servanda.collect.web.network import Network, Surroundings

__all__ = [
    "Captured", "CollectConfig", "Collected", "Declared", "Item", "Kind", "Known", "LeftOut", "Network", "Part", "Split", "StampConfig", "Surroundings", "Watch",
    "archived_contents", "collect", "parts", "read_declared", "request_stamp", "shielded",
]  # fmt: skip
