"""Settings that Meta's platforms share, a declarative struct, and the kinds of their values."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from contracts.env import EnvSettings, Kind, WebAddress
from handoff.config.kinds import Password

MetaId = Annotated[
    str,
    Meta(pattern=r"^[0-9]{1,40}$"),
    Kind("has {value!r}", "write the number that Meta shows as its id"),
]
GraphVersion = Annotated[
    str,
    Meta(pattern=r"^v[0-9]+\.[0-9]+$"),
    Kind("is {value!r}", "write one such as {default}"),
]
NEEDS = ("meta_verify_token", "meta_app_secret")


class MetaSettings(EnvSettings, frozen=True, kw_only=True):
    """What Meta has to be told, and tells, once for all of its platforms."""

    meta_verify_token: Password | None = None
    """What Meta shows when it asks whether a webhook is ours."""
    meta_app_secret: Password | None = None
    """Signs Meta's webhooks."""
    meta_graph_url: WebAddress = "https://graph.facebook.com"
    meta_graph_version: GraphVersion = "v25.0"

    @property
    def graph_root(self) -> str:
        """Where the Graph API is, without a slash at its end."""
        return f"{self.meta_graph_url}/{self.meta_graph_version}"
