import { NextResponse } from "next/server"

const cors = { "Access-Control-Allow-Origin": "https://harbour.example", Vary: "Origin" }

export function GET() {
  return NextResponse.json({ officers: ["cleo", "dan"] }, { headers: cors })
}

/** A preflight from the harbour's own pages. */
export function OPTIONS() {
  return new Response(null, { status: 204, headers: { ...cors, "Access-Control-Allow-Headers": "Authorization" } })
}
