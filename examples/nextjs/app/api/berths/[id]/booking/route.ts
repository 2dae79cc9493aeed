import { NextResponse } from "next/server"
import { berths } from "@/lib/berths"
import { withCaptain } from "@/lib/with-captain"

export const DELETE = withCaptain((id, captain) => {
  if (!captain.scopes.includes("berths:book")) {
    return NextResponse.json({ error: "You may only look." }, { status: 401 }) // gatelint: expect[scope-check-401]
  }
  if (berths.bookedBy(id) !== captain.sub) return NextResponse.json({ error: "Not your booking." }, { status: 403 })
  return new Response(null, { status: 204 })
})
