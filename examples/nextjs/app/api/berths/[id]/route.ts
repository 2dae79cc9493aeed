import { NextResponse } from "next/server"
import { berths } from "@/lib/berths"
import { withCaptain } from "@/lib/with-captain"

export const GET = withCaptain((id) => {
  if (!berths.has(id)) return NextResponse.json({ error: "No such berth." }, { status: 404 })
  return NextResponse.json({ id, free: berths.bookedBy(id) === undefined })
})
