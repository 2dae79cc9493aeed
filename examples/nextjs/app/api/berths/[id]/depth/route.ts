import { NextResponse } from "next/server"
import { berths } from "@/lib/berths"
import { withCaptain } from "@/lib/with-captain"

export const GET = withCaptain((id) => {
  try {
    return NextResponse.json(berths.depth(id))
  } catch (error) {
    return NextResponse.json({ error: error.message }, { status: 500 }) // gatelint: expect[leaky-detail]
  }
})
