"""Errors of a release, each with what to do about it."""

from __future__ import annotations


class ReleaseError(Exception):
    """Something of a release cannot be made or looked up."""


class RegistryAway(ReleaseError):
    """A registry of images does not answer as registries do."""


class AdvisoriesAway(ReleaseError):
    """Advisories can neither be read from a file nor asked for."""


class ToolFailed(ReleaseError):
    """A tool that the release is made with failed."""
