"""Room 1: bytes in. Files, folders and tables of documents become `Document` records beside their untouched bytes."""

from servanda.collect.collected import Collected
from servanda.collect.collecting import collect
from servanda.collect.config import CollectConfig

__all__ = ["CollectConfig", "Collected", "collect"]
