"""Servers for the attacks: bridges in this process, and one in a process of its own."""

from __future__ import annotations

from tests.integration.conftest import bridge, platforms, start_bridge

__all__ = ["bridge", "platforms", "start_bridge"]
