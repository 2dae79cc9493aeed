import { describe, expect, test } from "vitest"
import { Questions } from "../../src/engine/record.ts"

/** A question graph: each key looks at a file of its own name, then asks the keys it names. */
function asker(questions: Questions, graph: Record<string, string[]>, versions: Record<string, string>) {
  const ask = (key: string): string =>
    questions.ask(
      key,
      () => {
        questions.saw(key, versions[key])
        return `${key}(${(graph[key] ?? []).map(ask).join(" ")})`
      },
      () => `↺${key}`,
    )
  return ask
}

test("an answer is computed once", () => {
  const questions = new Questions()
  const ask = asker(questions, { a: ["b", "c"], b: ["c"] }, {})
  expect(ask("a")).toBe("a(b(c()) c())")
  expect(ask("c")).toBe("c()")
  expect(questions.steps).toBe(3)
})

test("undefined is an answer like any other", () => {
  const questions = new Questions()
  for (let i = 0; i < 2; i++)
    questions.ask(
      "a",
      () => undefined,
      () => undefined,
    )
  expect(questions.steps).toBe(1)
})

describe("invalidate", () => {
  test.each([
    ["a", 1],
    ["b", 2],
    ["c", 3],
    ["d", 2],
    ["other", 0],
  ])("a change of %s asks %i questions again", (file, again) => {
    const versions: Record<string, string> = { a: "1", b: "1", c: "1", d: "1" }
    const questions = new Questions()
    const ask = asker(questions, { a: ["b", "d"], b: ["c"] }, versions)
    ask("a")
    // A remembered answer hands its record on as well.
    questions.ask(
      "e",
      () => questions.saw("e", undefined),
      () => undefined,
    )
    versions[file] = "2"
    questions.invalidate((path) => versions[path])
    const before = questions.steps
    ask("a")
    expect(questions.steps - before).toBe(again)
  })

  test("a remembered answer hands its record to the question that uses it", () => {
    const versions: Record<string, string> = { c: "1" }
    const questions = new Questions()
    const ask = asker(questions, { a: ["c"] }, versions)
    ask("c")
    ask("a")
    versions["c"] = "2"
    questions.invalidate((path) => versions[path])
    const before = questions.steps
    ask("a")
    expect(questions.steps - before).toBe(2)
  })

  test("a file that comes and one that goes", () => {
    const versions: Record<string, string> = { a: "1" }
    const questions = new Questions()
    const ask = asker(questions, {}, versions)
    ask("a")
    ask("b")
    versions["b"] = "1"
    delete versions["a"]
    questions.invalidate((path) => versions[path])
    ask("a")
    ask("b")
    expect(questions.steps).toBe(4)
    questions.invalidate((path) => versions[path])
    ask("a")
    expect(questions.steps).toBe(4)
  })

  test("a version that changed and came back between two calls", () => {
    const questions = new Questions()
    const look = (key: string, version: string) =>
      questions.ask(
        key,
        () => questions.saw("f", version),
        () => undefined,
      )
    look("old", "1")
    look("new", "2")
    questions.invalidate(() => "2")
    look("old", "2")
    look("new", "2")
    // Which of the two answers looked at which is not known any more: both are asked again.
    expect(questions.steps).toBe(4)
  })

  test("is refused inside a question", () => {
    const questions = new Questions()
    expect(() =>
      questions.ask(
        "a",
        () => questions.invalidate(() => undefined),
        () => undefined,
      ),
    ).toThrow("open")
  })
})

test("a pending file is named once and asked for again once it is there", () => {
  const questions = new Questions()
  const texts = new Map<string, string>()
  const read = () =>
    questions.ask(
      "value",
      () => {
        if (texts.has("f")) questions.saw("f", "1")
        else questions.pend("f")
        return texts.get("f") ?? "pending"
      },
      () => "cycle",
    )
  const outer = () =>
    questions.ask(
      "outer",
      () => `${read()}!`,
      () => "cycle",
    )
  expect(outer()).toBe("pending!")
  expect(questions.takePending()).toEqual(["f"])
  expect(questions.takePending()).toEqual([])
  texts.set("f", "known")
  questions.invalidate((file) => (texts.has(file) ? "1" : undefined))
  expect(outer()).toBe("known!")
})

describe("cycles", () => {
  test("only the question that began the cycle is remembered", () => {
    const questions = new Questions()
    const ask = asker(questions, { a: ["b"], b: ["a"] }, {})
    expect(ask("a")).toBe("a(b(↺a))")
    // Asked from b's side the answer is another one.
    expect(ask("b")).toBe("b(a(b(↺a)))")
    expect(questions.steps).toBe(3)
  })

  test("a question beside the cycle is remembered", () => {
    const questions = new Questions()
    const ask = asker(questions, { a: ["b"], b: ["c", "a"], c: [] }, {})
    ask("a")
    const before = questions.steps
    ask("c")
    expect(questions.steps).toBe(before)
  })

  test("an inner cycle does not taint the outer question", () => {
    const questions = new Questions()
    const ask = asker(questions, { a: ["b"], b: ["c"], c: ["b"] }, {})
    ask("a")
    const before = questions.steps
    ask("a")
    ask("b")
    expect(questions.steps).toBe(before)
    ask("c")
    expect(questions.steps).toBe(before + 1)
  })

  test("what rests on an open question is lent while that is open, with its record and its debt", () => {
    const versions: Record<string, string> = { a: "1", b: "1", c: "1" }
    const questions = new Questions()
    const ask = asker(questions, { a: ["b", "c"], b: ["a"], c: ["b"] }, versions)
    expect(ask("a")).toBe("a(b(↺a) c(b(↺a)))")
    expect(questions.steps).toBe(3)
    // c rests on b, which rests on a: neither may stay.
    expect(ask("c")).toBe("c(b(a(b(↺a) c(b(↺a)))))")
    versions["b"] = "2"
    questions.invalidate((file) => versions[file])
    const before = questions.steps
    ask("a")
    expect(questions.steps - before).toBe(3)
  })

  test("a dense cycle does not explode", () => {
    const keys = Array.from({ length: 24 }, (_, i) => `k${i}`)
    const questions = new Questions()
    const count = (key: string): number =>
      questions.ask(
        key,
        () => keys.map(count).reduce((a, b) => Math.max(a, b), 0) + 1,
        () => 0,
      )
    for (const key of keys) count(key)
    expect(questions.steps).toBeLessThan(24 * 24 * 32)
  })
})

test("an exception leaves no question open and nothing remembered", () => {
  const questions = new Questions()
  const fail = () =>
    questions.ask(
      "fails",
      () => {
        questions.saw("f", "1")
        throw new RangeError("deep")
      },
      () => undefined,
    )
  const outer = () =>
    questions.ask(
      "outer",
      () => {
        try {
          return fail()
        } catch {
          return "caught"
        }
      },
      () => "cycle",
    )
  expect(fail).toThrow(RangeError)
  expect(outer()).toBe("caught")
  expect(outer()).toBe("caught")
  expect(questions.steps).toBe(3)
  // The outer answer rests on what the failed question saw.
  questions.invalidate(() => "2")
  outer()
  expect(questions.steps).toBe(5)
  expect(
    questions.ask(
      "fails",
      () => "fine now",
      () => undefined,
    ),
  ).toBe("fine now")
})
