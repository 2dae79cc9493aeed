import type { Library } from "../model/library.ts"

/** Who is there, by a cookie that the browser brings along. */
const somebody = { kind: "reading", origin: "identity", carrier: "cookie" } as const

// https://authjs.dev/reference/nextjs and https://next-auth.js.org/configuration/nextjs
export const nextAuth: Library = {
  name: "Auth.js",
  packages: ["next-auth", "@auth/core"],
  modules: ["next-auth", "next-auth/next", "next-auth/jwt"],
  members: { auth: somebody, getServerSession: somebody, getToken: somebody },
}

// https://clerk.com/docs/references/nextjs/auth
export const clerk: Library = {
  name: "Clerk",
  packages: ["@clerk/nextjs", "@clerk/backend"],
  modules: ["@clerk/nextjs/server", "@clerk/nextjs"],
  members: { auth: somebody, currentUser: somebody, getAuth: somebody },
}

// https://supabase.com/docs/guides/auth/server-side/nextjs
export const supabase: Library = {
  name: "Supabase",
  packages: ["@supabase/ssr", "@supabase/supabase-js"],
  modules: ["@supabase/ssr", "@supabase/supabase-js"],
  members: {
    "createServerClient.auth.getUser": somebody,
    "createServerClient.auth.getSession": somebody,
    "createClient.auth.getUser": somebody,
  },
}

// https://github.com/vvo/iron-session and https://www.better-auth.com/docs
export const sessions: Library = {
  name: "sessions in cookies",
  packages: ["iron-session", "better-auth"],
  modules: ["iron-session", "better-auth"],
  members: {
    getIronSession: { kind: "reading", origin: "claim", carrier: "cookie" },
    "betterAuth.api.getSession": somebody,
  },
}
