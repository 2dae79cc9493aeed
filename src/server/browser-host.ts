import type { Connection, InitializeParams } from "vscode-languageserver"
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser"
import type { Grammars } from "../gatelint.ts"
import * as engine from "../gatelint.ts"
import { createClientFiles } from "./client-files.ts"
import type { Host } from "./host.ts"
import type { InitializationOptions } from "./protocol.ts"
import { serve } from "./server.ts"

/** The part of a dedicated worker's global scope that is used here. */
type Scope = ConstructorParameters<typeof BrowserMessageReader>[0]

/** Serves the page that started this worker; files and grammars come through it. */
export function serveWorker(scope: Scope): void {
  const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope))
  serve(connection, (params) => createBrowserHost(scope, connection, params))
}

function createBrowserHost(scope: Scope, connection: Connection, { initializationOptions }: InitializeParams): Host {
  const { grammars, pages }: InitializationOptions = initializationOptions ?? {}
  return {
    engine,
    files: createClientFiles(connection),
    pause: createPause(),
    readGrammars: async () => {
      if (grammars === undefined) throw new Error("The client did not say where the grammars are.")
      const [core, python] = await Promise.all([fetchBytes(grammars.core), fetchBytes(grammars.python)])
      return { core, python, ecmascript: () => loadParser(scope, grammars.ecmascript) }
    },
    pages,
  }
}

/** What is loaded exports as Node's modules do. */
function loadParser(scope: Scope, uri: string): ReturnType<Grammars["ecmascript"]> {
  const module: { exports: { ecmascriptParser?: ReturnType<Grammars["ecmascript"]> } } = { exports: {} }
  Object.assign(scope, { module, exports: module.exports })
  const script = URL.createObjectURL(new Blob([fetchTextNow(uri)], { type: "text/javascript" }))
  scope.importScripts(script)
  URL.revokeObjectURL(script)
  const { ecmascriptParser } = module.exports
  if (ecmascriptParser === undefined) throw new Error(`${uri} is not the parser of JavaScript and TypeScript.`)
  return ecmascriptParser
}

/** It is asked for in the middle of the work. `importScripts` itself refuses a `.cjs`: servers do not call it a script. */
function fetchTextNow(uri: string): string {
  const request = new XMLHttpRequest()
  request.open("GET", uri, false)
  request.send()
  if (request.status !== 200) throw new Error(`${uri} answered ${request.status}`)
  return request.responseText
}

async function fetchBytes(uri: string): Promise<Uint8Array> {
  const response = await fetch(uri)
  if (!response.ok) throw new Error(`${uri} answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** A message to oneself comes after those that wait already; a timer would wait 4 ms in a browser. */
function createPause(): Host["pause"] {
  const { port1, port2 } = new MessageChannel()
  const waiting: (() => void)[] = []
  Object.assign(port1, { onmessage: () => waiting.shift()?.() })
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      port2.postMessage(undefined)
    })
}
