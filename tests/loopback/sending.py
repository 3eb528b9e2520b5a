"""HTTP/1.1 by hand: a request in, a reply out, whole or in one of the ways in which networks break it."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from http.client import responses
from typing import Any, NamedTuple

from tests.loopback.bodies import Asked
from tests.loopback.faults import Way

__all__ = ["Reply", "read", "send"]

PAUSE = 0.05
"""Seconds between the bytes of a drip."""


class Reply(NamedTuple):
    """One reply, ready to be sent."""

    code: int
    media: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    way: Way = "whole"
    seconds: float = 0.0


async def read(reader: asyncio.StreamReader) -> tuple[str, Asked] | None:
    """Return the next request with its method, None where the client has closed the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    start, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, path, _ = start.split(" ", 2)
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    try:
        raw = await reader.readexactly(int(headers.get("content-length", "0")))
    except asyncio.IncompleteReadError:
        return None
    return method, Asked(path, headers, _parsed(raw))


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None


async def send(writer: asyncio.StreamWriter, reply: Reply) -> bool:
    """Send a reply; return whether the connection can carry another request."""
    fields = {"content-type": reply.media, "content-length": str(len(reply.body)), **dict(reply.headers)}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    head = f"HTTP/1.1 {reply.code} {responses.get(reply.code, '')}\r\n{lines}\r\n".encode("latin-1")
    half = reply.body[: len(reply.body) // 2]
    match reply.way:
        case "cut":
            writer.write(head + half)
        case "reset":
            writer.write(head + half)
            await asyncio.sleep(PAUSE)  # or the client might lose the head too
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()
        case "drip":
            writer.write(head)
            sent = min(len(reply.body), int(reply.seconds / PAUSE))
            for place in range(sent):
                await asyncio.sleep(PAUSE)
                writer.write(reply.body[place : place + 1])
                await writer.drain()
            writer.write(reply.body[sent:])
        case _:
            await asyncio.sleep(reply.seconds)
            writer.write(head + reply.body)
    if reply.way in ("cut", "reset"):
        return False
    await writer.drain()
    return True
