"""Room 1: bytes in. Files, folders and tables of documents become `Document` records beside their untouched bytes."""

from servanda.collect.collected import Collected
from servanda.collect.collecting import collect
from servanda.collect.config import CollectConfig
from servanda.collect.stamping import StampConfig, request_stamp

__all__ = ["CollectConfig", "Collected", "StampConfig", "collect", "request_stamp"]
