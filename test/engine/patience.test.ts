import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { Patience } from "../../src/engine/patience.ts"
import { Questions } from "../../src/engine/record.ts"
import { isManifest, sourceExtensions } from "../../src/gatelint.ts"
import { check, createTestProject } from "../support/check.ts"

/** Asks for a tower of questions, each of which rests on the one below. */
function tower(questions: Questions, height: number, computed: number[]): number {
  return questions.ask(
    `floor ${height}`,
    () => {
      const below = height === 0 ? 0 : tower(questions, height - 1, computed)
      computed.push(height)
      return below + 1
    },
    () => -1,
  )
}

/** Two towers, one after the other, and what they came to. */
function towers(questions: Questions, computed: number[]): number {
  return (
    tower(questions, 3, computed) +
    questions.ask(
      "other",
      () => tower(questions, 5, computed),
      () => -1,
    )
  )
}

test("rests whenever the time is up, and works nothing out twice that was remembered", () => {
  const questions = new Questions()
  const computed: number[] = []
  questions.patience.isTimeUp = () => true
  const pieces = questions.patience.work(() => towers(questions, computed))
  let rests = 0
  let done = pieces.next()
  for (; done.done !== true; done = pieces.next()) rests++
  expect(done.value).toBe(10)
  expect(rests).toBeGreaterThan(0)
  expect(computed).toEqual([0, 1, 2, 3, 4, 5])
})

test("does not rest while there is time", () => {
  const questions = new Questions()
  expect(questions.patience.work(() => towers(questions, [])).next()).toEqual({ done: true, value: 10 })
})

test("does not rest outside of patient work", () => {
  const questions = new Questions()
  questions.patience.isTimeUp = () => true
  expect(towers(questions, [])).toBe(10)
})

test("lets what goes wrong through", () => {
  const pieces = new Patience().work(() => {
    throw new RangeError("too deep")
  })
  expect(() => pieces.next()).toThrow(RangeError)
})

test.each(["fastapi", "drf", "express", "nestjs"])(
  "what is found in examples/%s does not depend on rests",
  async (name) => {
    const folder = join(import.meta.dirname, "../../examples", name)
    const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (path) =>
        !path.includes("node_modules") && (isManifest(path) || sourceExtensions.some((end) => path.endsWith(end))),
    )
    const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]))
    const project = await createTestProject()
    project.list(paths)
    for (let step = project.work(1, () => true); !step.done; step = project.work(1, () => true)) {
      for (const path of step.needs) project.put(path, new TextEncoder().encode(files[path]))
    }
    const { findings } = await check(files)
    expect(findings.length).toBeGreaterThan(0)
    expect(project.report().findings).toEqual(findings)
  },
)
