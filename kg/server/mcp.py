"""``kg mcp``: the tools of :mod:`kg.server.tools` over the Model Context Protocol, on standard input and output."""

from __future__ import annotations

import io
import os
from typing import Any

from kg.errors import Code, KgError
from kg.server.library import Library
from kg.server.tools import NOTE, TOOLS, Tools
from kg.version import __version__


def serve(library: Library) -> None:
    """Answer until standard input ends. It only reads, and listens nowhere.

    Raises:
        KgError: KG153 where the package ``mcp`` is not installed.
    """
    try:
        import anyio
        from mcp import types
        from mcp.server.lowlevel import Server
        from mcp.server.stdio import stdio_server
    except ImportError as error:
        raise KgError(Code.NO_MCP) from error
    tools = Tools(library)
    server: Any = Server("kg", version=__version__, instructions=f"A story read from news articles. {NOTE}")

    @server.list_tools()
    async def list_tools() -> list[Any]:
        hints = types.ToolAnnotations(readOnlyHint=True, openWorldHint=False)
        return [
            types.Tool(name=t.name, description=t.description, inputSchema=t.schema, annotations=hints)
            for t in TOOLS.values()
        ]

    @server.call_tool()
    async def call_tool(name: str, arguments: dict[str, Any] | None) -> list[Any]:
        told = await anyio.to_thread.run_sync(_told, tools, name, arguments)
        return [types.TextContent(type="text", text=told)]

    async def run() -> None:
        # copies, because what it is given is closed at the end; bytes that are no text make a message that is none
        given = anyio.wrap_file(io.TextIOWrapper(os.fdopen(os.dup(0), "rb"), encoding="utf-8", errors="replace"))
        told = anyio.wrap_file(io.TextIOWrapper(os.fdopen(os.dup(1), "wb"), encoding="utf-8", errors="backslashreplace"))
        async with stdio_server(given, told) as (read, write):
            await server.run(read, write, server.create_initialization_options())

    try:
        anyio.run(run)
    except* BrokenPipeError:  # the client has left, and wants no more answers
        pass


def _told(tools: Tools, name: str, arguments: dict[str, Any] | None) -> str:
    try:
        return tools.call(name, arguments)
    except KgError as error:  # one sentence, with the remedy, that the model can act on
        raise ValueError(str(error)) from None
