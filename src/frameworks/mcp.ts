import { decoratorPaths } from "../semantics/decorators.ts"
import { foreignPath } from "../semantics/foreign-path.ts"
import type { Machine } from "../semantics/machine.ts"
import type { FunctionValue, Value } from "../semantics/value.ts"

// https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization: a server of the MCP SDK or of FastMCP is
// a Starlette application, and its 401 tells clients with resource_metadata where to log in (RFC 9728).

export const mcpPackages = ["mcp", "fastmcp"]

/** Methods that make the application of a server. */
export const mcpBuilders: Readonly<Record<string, "app">> = {
  "mcp.server.fastmcp.FastMCP.streamable_http_app": "app",
  "mcp.server.fastmcp.FastMCP.sse_app": "app",
  "mcp.server.FastMCP.streamable_http_app": "app",
  "mcp.server.mcpserver.MCPServer.streamable_http_app": "app",
  "mcp.server.mcpserver.MCPServer.sse_app": "app",
  "mcp.server.MCPServer.streamable_http_app": "app",
  "mcp.server.MCPServer.sse_app": "app",
  "fastmcp.FastMCP.http_app": "app",
  "fastmcp.FastMCP.streamable_http_app": "app",
  "fastmcp.FastMCP.sse_app": "app",
}

/** Whether a value is the application of an MCP server: what stands in front of it answers MCP clients. */
export function isMcpApp(machine: Machine, value: Value): boolean {
  const path = value.kind === "call" ? foreignPath(machine, value.callee) : undefined
  return path !== undefined && path in mcpBuilders
}

/** A tool, a resource or a prompt: what it raises becomes a message of the protocol, never a status. */
export function isMcpTool(machine: Machine, of: FunctionValue): boolean {
  return decoratorPaths(machine, of).some((path) => /^(fast)?mcp\..*\.(tool|resource|prompt)$/.test(path))
}
