import { Injectable } from "@nestjs/common"

@Injectable()
export class Berths {
  readonly #bookedBy = new Map<string, string | undefined>([
    ["1", undefined],
    ["2", "ada"],
    ["3", undefined],
  ])
  readonly #logs = new Map([
    ["1", "{ depth: 2.4"],
    ["2", '{ "depth": 2.1 }'],
    ["3", '{ "depth": 1.9 }'],
  ])

  has(id: string): boolean {
    return this.#bookedBy.has(id)
  }

  bookedBy(id: string): string | undefined {
    return this.#bookedBy.get(id)
  }

  depth(id: string): { depth: number } {
    return JSON.parse(this.#logs.get(id) ?? "{}")
  }

  fillIn(id: string): void {
    this.#bookedBy.delete(id)
  }
}
