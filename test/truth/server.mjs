// Answers requests from standard input with the apps of the working directory, over a socket; the last line of what
// comes out is JSON. An app is what its module exports under a name, or what that makes: it has a `fetch`, or a `callback`
// for node:http, or is one, or has to get ready first.
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"

const answers = []
for (const { app: named, method, path, headers = {} } of JSON.parse(readFileSync(0, "utf8"))) {
  const [file, name] = named.split(":")
  const { [name]: exported } = await import(pathToFileURL(resolve(file)).href)
  const app = exported.length === 0 && typeof exported === "function" ? await exported() : exported
  const response =
    typeof app.fetch === "function"
      ? await app.fetch(new Request(`http://localhost${path}`, { method, headers }))
      : await overSocket(app)
  const { status } = response
  answers.push({ status, headers: Object.fromEntries(response.headers), body: await response.text() })

  async function overSocket(made) {
    const server = createServer(await listenerOf(made))
    await new Promise((done) => server.listen(0, "127.0.0.1", done))
    try {
      const { port } = server.address()
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers })
      return new Response(answer.status === 204 ? null : await answer.text(), answer)
    } finally {
      server.close()
      server.closeAllConnections()
    }
  }
}

async function listenerOf(made) {
  if (typeof made === "function") return made
  if (typeof made.init === "function") return (await made.init()).getHttpAdapter().getInstance()
  if (typeof made.ready === "function") return (await made.ready()).routing
  return made.callback()
}

console.log(JSON.stringify(answers))
