const bookedBy = new Map<string, string | undefined>([
  ["1", undefined],
  ["2", "ada"],
  ["3", undefined],
])
const logs = new Map([
  ["1", "{ depth: 2.4"],
  ["2", '{ "depth": 2.1 }'],
  ["3", '{ "depth": 1.9 }'],
])

export const berths = {
  has: (id: string) => bookedBy.has(id),
  bookedBy: (id: string) => bookedBy.get(id),
  depth: (id: string): { depth: number } => JSON.parse(logs.get(id) ?? "{}"),
}
