"""Grammar of the socket.io packets that the desk takes: text of few types, to named namespaces."""

from __future__ import annotations

from typing import Any

from socketio import packet

ROOT = "/"
"""The default namespace, which nobody here has anything to say in."""


class PacketRefused(ValueError):
    """Something was sent that no page of the desk sends. The connection ends with it."""


class StrictPacket(packet.Packet):
    """A packet whose form is known before anything acts on it.

    Binary ones are refused: their attachments would be collected until all have come.
    """

    uses_binary_events = False

    def decode(self, encoded_packet: Any) -> int:
        """Read a packet; returns 0, the number of its attachments. Raises `PacketRefused`."""
        if not isinstance(encoded_packet, str):
            raise PacketRefused("binary")
        try:
            attachments = super().decode(encoded_packet)
        except (ValueError, RecursionError) as exc:
            raise PacketRefused("malformed") from exc
        if attachments or not _known(self):
            raise PacketRefused("malformed")
        return 0


def _known(found: StrictPacket) -> bool:
    """Whether it is of a type that pages send, with what belongs to it."""
    if (found.namespace or ROOT) == ROOT:
        return False
    data = found.data
    if found.packet_type == packet.EVENT:
        return isinstance(data, list) and bool(data) and isinstance(data[0], str)
    if found.packet_type == packet.CONNECT:
        return data is None or isinstance(data, dict)
    if found.packet_type == packet.ACK:
        return isinstance(data, list) and found.id is not None
    return bool(found.packet_type == packet.DISCONNECT)
