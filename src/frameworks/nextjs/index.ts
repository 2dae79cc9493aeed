import type { Code, CodePart, Edit } from "../../model/edit.ts"
import type { Framework, Repairs } from "../../semantics/framework.ts"
import type { Machine } from "../../semantics/machine.ts"
import type { FunctionValue } from "../../semantics/value.ts"
import { arrange, fileRoute } from "./arrange.ts"
import { isOfPage, madeForPages } from "./outside.ts"

// https://nextjs.org/docs/app/api-reference/file-conventions; what its handlers answer is the web's own `Response`.

const repairs: Repairs = {
  // Whatever a handler throws is a 500.
  error: () => undefined,
  reach: () => undefined,
  passHeaders: () => undefined,
  earlyPass,
  central: () => undefined,
}

export const nextjs: Framework = {
  name: "nextjs",
  language: "ecmascript",
  packages: ["next/server"],
  // Its pages import it as well.
  hosts: ["next"],
  builders: {},
  error: () => undefined,
  response: () => undefined,
  detached: madeForPages,
  roleOf: (machine, of) => (isOfPage(machine, of) ? "outside" : undefined),
  arrange: (machine, _operations, functions) => arrange(machine, functions),
  pathOf: fileRoute,
  repairs,
}

/** A real preflight goes on to the route that answers it: OPTIONS with the header that only browsers send. */
function earlyPass(_machine: Machine, { declaration, closure }: FunctionValue): readonly Edit[] | undefined {
  const [request] = declaration.parameters
  if (request === undefined || !/^\w+$/.test(request.name)) return undefined
  const code: Code = [
    `if (${request.name}.method === `,
    text("OPTIONS"),
    ` && ${request.name}.headers.has(`,
    text("Access-Control-Request-Method"),
    ")) return ",
    { kind: "import", module: "next/server", name: "NextResponse" },
    ".next()",
  ]
  return [{ kind: "insert", at: closure.place(declaration), where: "inside", code }]
}

function text(words: string): CodePart {
  return { kind: "text", text: words }
}
