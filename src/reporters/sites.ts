import type { Finding, Related } from "../model/report.ts"

/** From so many sites on, a finding is a wall: one repair for all of them. */
const wallSites = 5

export function isWall(finding: Finding): boolean {
  return sitesIn(finding).length >= wallSites
}

/** The exits that a finding explains beside the one it stands at. */
export function sitesIn({ related }: Finding): readonly Related[] {
  return related.filter(({ role }) => role === "site")
}
