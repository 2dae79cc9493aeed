// Answers requests from standard input with the Next.js app of the working directory, over a socket; the last line of
// what comes out is JSON.
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import { resolve } from "node:path"

const next = createRequire(resolve("package.json"))("next")
const app = next({ dev: true, dir: process.cwd(), quiet: true })
await app.prepare()
const server = createServer(app.getRequestHandler())
await new Promise((done) => server.listen(0, "127.0.0.1", done))
const { port } = server.address()
const answers = []
for (const { method, path, headers = {} } of JSON.parse(readFileSync(0, "utf8"))) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers })
  answers.push({ status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() })
}
console.log(JSON.stringify(answers))
process.exit(0)
