import * as z from "zod"

// The shape of src/model/library.ts, as a user may write it.

const takesEmpty = z.boolean().optional().describe("An empty key signs as any other.")

const verification = z
  .strictObject({
    kind: z.literal("verification"),
    raises: z
      .tuple([z.string().min(1), z.string().min(1)])
      .optional()
      .describe("The module and name of the error that all its failures are."),
    ofAnything: z.boolean().optional().describe("The library signs more than credentials."),
    remote: z.boolean().optional().describe("Whether it asks another server, and fails when that is down."),
    key: z.int().min(0).optional().describe("Which positional argument is the key, from 0."),
    takesEmpty,
  })
  .describe("Called with a credential, it returns what the credential says, or throws.")

const signing = z
  .strictObject({
    kind: z.literal("signing"),
    key: z.int().min(0).describe("Which positional argument is the key, from 0; the claims stand in front of it."),
    algorithm: z.string().min(1).describe("The algorithm, where none is named."),
    takesEmpty,
  })
  .describe("Makes a token that a verification of the same package accepts.")

const part = z.strictObject({
  position: z.int().min(0).describe("Which positional argument, from 0."),
  property: z.string().min(1).optional().describe('What it holds there: "status", "extensions.http.status".'),
})

const keyed = z
  .strictObject({
    kind: z.literal("keyed"),
    key: part.describe("Where the key is given."),
    signs: z.enum(["sessions", "session IDs", "cookies"]).optional().describe("What it signs, where it is no token."),
    takesEmpty,
  })
  .describe("Set up with the key that it signs or verifies credentials with.")

const comparison = z.strictObject({ kind: z.literal("comparison") }).describe("True where a credential matches.")

const lookup = z.strictObject({ kind: z.literal("lookup") }).describe("Returns a record, or nothing.")

const upstream = z
  .strictObject({ kind: z.literal("upstream") })
  .describe("Talks to another server; what it returns and throws is that server's.")

const store = z
  .strictObject({ kind: z.literal("store") })
  .describe("As `default` of a module: its objects keep records elsewhere.")

const reading = z
  .strictObject({
    kind: z.literal("reading"),
    origin: z.enum(["credential", "identity", "claim", "right", "config"]).describe("What the member holds."),
    carrier: z.literal("cookie").optional().describe("A browser brings it along by itself."),
    isSession: z.boolean().optional().describe("Its parts are what was noted of the caller when they logged in."),
    isEnvironment: z.boolean().optional().describe("Its parts, or what it gives, are variables of the environment."),
    isOfNobody: z.boolean().optional().describe("It is true where nobody is there."),
  })
  .describe("A member whose value has an origin of its own.")

const container = z
  .strictObject({
    kind: z.literal("container"),
    of: z.enum(["headers", "input", "context"]).describe("What its parts are."),
  })
  .describe("A member whose parts are told by their names, as those of request headers are.")

const failure = z
  .strictObject({
    kind: z.literal("failure"),
    of: z
      .enum(["verification", "lookup", "upstream", "provider", "validation", "authored"])
      .describe("What failed when it is caught."),
    ofAnything: z.boolean().optional().describe("The library signs more than credentials."),
  })
  .describe("An error class.")

const status = z.int().min(100).max(599)

const refusingError = z
  .strictObject({
    kind: z.literal("refusing-error"),
    extends: z.string().min(1).describe('The framework\'s class that it extends: "fastapi.HTTPException".'),
    status: status.describe("The status that it always answers."),
    challenge: z.boolean().describe("Whether it sends WWW-Authenticate by itself."),
    detail: z.int().min(0).optional().describe("Which positional parameter it passes to the body, from 0."),
  })
  .describe("An error class that a framework answers with a fixed status.")

const refusingGate = z
  .strictObject({
    kind: z.literal("refusing-gate"),
    optional: z.string().optional().describe("An argument that, being true, lets everybody pass."),
    status: status.describe("The status that it refuses with."),
    challenge: z.boolean().describe("Whether it sends WWW-Authenticate by itself."),
    yields: z.enum(["identity", "credential", "claim"]).describe("What it gives when it lets a request pass."),
  })
  .describe("A factory or class whose instance, used as a gate, refuses by itself and yields an identity.")

const answer = z
  .strictObject({
    kind: z.literal("answer"),
    leaves: z
      .array(z.enum(["thrown", "returned", "by-itself"]))
      .min(1)
      .describe("How what it makes gets to the client."),
    status: status.describe("The status where none is given."),
    given: part.optional().describe("Where the status is given."),
    givenAsIs: part.optional().describe("Where a bare number may stand instead."),
    codes: z.record(z.string(), status).optional().describe("Names that it takes for statuses."),
    headers: z
      .union([part, z.enum(["none", "unknown"])])
      .describe("Where headers are given; unknown where something else adds them."),
    challengeBy: part.optional().describe("What, being given, makes a challenge."),
    body: part.optional().describe("What the client gets to read."),
  })
  .describe("A call that makes an answer: an error that is thrown, or what a handler returns.")

const callback = z
  .strictObject({
    kind: z.literal("callback"),
    challenge: z.boolean().describe("Whether the library adds WWW-Authenticate to what the function gives."),
    asks: z.literal("authentication").optional().describe("The function is called where nobody was identified."),
  })
  .describe("A decorator that keeps a function as the library's answer.")

const transparent = z
  .strictObject({
    kind: z.literal("transparent"),
    argument: z.int().min(0).describe("Which positional argument it gives back, from 0."),
  })
  .describe("Gives back one of its arguments.")

const partial = z
  .strictObject({ kind: z.literal("partial") })
  .describe("Called with a function and some of its arguments, it gives a function of the rest.")

const record = z
  .strictObject({
    kind: z.literal("record"),
    onto: z.boolean().optional().describe("Whether they are put on its first argument, which it gives back."),
  })
  .describe("Makes a record of its keyword arguments and of the record it is given.")

const conversion = z
  .strictObject({
    kind: z.literal("conversion"),
    text: z.boolean().describe("Whether what it gives still holds its argument's words."),
    total: z.boolean().optional().describe("Whether it takes whatever it is given, and fails of nothing."),
  })
  .describe("Makes one thing of another and asks nobody.")

const stackText = z.strictObject({ kind: z.literal("stack-text") }).describe("Gives a stack trace as text.")

const typeTest = z
  .strictObject({
    kind: z.literal("type-test"),
    of: z.string().optional().describe("The type that it tests for where it is called with a value alone."),
  })
  .describe("Called with a value and a type, it says whether the one is of the other.")

const memberAccess = z
  .strictObject({ kind: z.literal("member-access") })
  .describe("Called with an object and a name, it gives that member; a third argument where there is none.")

const enumeration = z
  .strictObject({ kind: z.literal("enumeration") })
  .describe("A base class whose subclasses' attributes are their instances.")

const marker = z
  .strictObject({ kind: z.literal("marker") })
  .describe("A base class that says something about a class and constructs nothing.")

const wholeCheck = z
  .strictObject({ kind: z.literal("whole-check") })
  .describe("Has a method look at each object when it is made, by decorating it or by its name.")

const member = z.discriminatedUnion("kind", [
  conversion,
  stackText,
  typeTest,
  memberAccess,
  enumeration,
  marker,
  wholeCheck,
  verification,
  signing,
  keyed,
  comparison,
  lookup,
  upstream,
  store,
  reading,
  container,
  failure,
  refusingError,
  refusingGate,
  answer,
  callback,
  transparent,
  partial,
  record,
])

export const librarySchema = z
  .strictObject({
    name: z.string().min(1).describe("How messages call the package."),
    packages: z.array(z.string()).optional().describe("Its names in manifests and lock files, lower case."),
    modules: z.array(z.string().min(1)).min(1).describe('Its import roots: "acme_auth".'),
    members: z
      .record(z.string(), member)
      .describe('By path below an import root: "decode", "CryptContext.verify"; the value says what it does.'),
  })
  .describe("What an in-house package does that matters to a refusal.")

export type LibrarySettings = z.infer<typeof librarySchema>
