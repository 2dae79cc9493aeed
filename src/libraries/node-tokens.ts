import type { Library } from "../model/library.ts"

const verification = { kind: "verification" } as const
const comparison = { kind: "comparison" } as const
const failed = { kind: "failure", of: "verification" } as const
const unverified = { kind: "reading", origin: "credential" } as const

// https://github.com/auth0/node-jsonwebtoken
export const jsonwebtoken: Library = {
  name: "jsonwebtoken",
  packages: ["jsonwebtoken"],
  modules: ["jsonwebtoken"],
  members: {
    sign: { kind: "signing", key: 1, algorithm: "HS256" },
    verify: { kind: "verification", key: 1 },
    decode: unverified,
    JsonWebTokenError: failed,
    TokenExpiredError: failed,
    NotBeforeError: failed,
  },
}

// https://github.com/panva/jose
export const jose: Library = {
  name: "jose",
  packages: ["jose"],
  modules: ["jose"],
  members: {
    jwtVerify: verification,
    compactVerify: verification,
    flattenedVerify: verification,
    jwtDecrypt: verification,
    decodeJwt: unverified,
    JOSEError: failed,
    JWTExpired: failed,
    JWTInvalid: failed,
    JWTClaimValidationFailed: failed,
    JWSInvalid: failed,
    JWSSignatureVerificationFailed: failed,
    JWKSNoMatchingKey: failed,
  },
}

// https://docs.nestjs.com/security/authentication: JwtService wraps jsonwebtoken.
export const nestJwt: Library = {
  name: "@nestjs/jwt",
  packages: ["@nestjs/jwt"],
  modules: ["@nestjs/jwt"],
  members: {
    "JwtService.verify": verification,
    "JwtService.verifyAsync": verification,
    "JwtService.decode": unverified,
    "JwtModule.register": { kind: "keyed", key: { position: 0, property: "secret" } },
    "JwtModule.registerAsync": { kind: "keyed", key: { position: 0, property: "useFactory.secret" } },
  },
}

// https://firebase.google.com/docs/auth/admin/verify-id-tokens and https://github.com/googleapis/google-auth-library-nodejs
export const googleNode: Library = {
  name: "Google for Node",
  packages: ["firebase-admin", "google-auth-library"],
  modules: ["firebase-admin", "firebase-admin/auth", "google-auth-library"],
  members: {
    verifyIdToken: verification,
    verifySessionCookie: verification,
    "OAuth2Client.verifyIdToken": verification,
  },
}

// https://www.passportjs.org: its callback is given the error and who was identified.
export const passport: Library = {
  name: "Passport",
  packages: ["passport"],
  modules: ["passport", "koa-passport"],
  members: { authenticate: verification },
}

// https://github.com/kelektiv/node.bcrypt.js, https://github.com/ranisalt/node-argon2, https://nodejs.org/api/crypto.html
export const nodePasswords: Library = {
  name: "passwords for Node",
  packages: ["bcrypt", "bcryptjs", "argon2", "@node-rs/argon2", "@node-rs/bcrypt"],
  modules: ["bcrypt", "bcryptjs", "argon2", "@node-rs/argon2", "@node-rs/bcrypt", "crypto", "node:crypto"],
  members: {
    compare: comparison,
    compareSync: comparison,
    verify: comparison,
    timingSafeEqual: comparison,
  },
}

const bySecret = { kind: "keyed", key: { position: 0, property: "secret" } } as const

// https://github.com/auth0/express-jwt#usage
export const expressJwt: Library = {
  name: "express-jwt",
  packages: ["express-jwt"],
  modules: ["express-jwt"],
  members: { expressjwt: bySecret, default: bySecret },
}

// https://github.com/koajs/jwt#usage
export const koaJwt: Library = {
  name: "koa-jwt",
  packages: ["koa-jwt"],
  modules: ["koa-jwt"],
  members: { default: bySecret },
}

const bySecretOrKey = { kind: "keyed", key: { position: 0, property: "secretOrKey" } } as const

// https://www.passportjs.org/packages/passport-jwt/
export const passportJwt: Library = {
  name: "passport-jwt",
  packages: ["passport-jwt"],
  modules: ["passport-jwt"],
  members: { Strategy: bySecretOrKey },
}

// https://github.com/nestjs/passport/blob/master/lib/passport/passport.strategy.ts: what extends it hands its options on.
export const nestPassport: Library = {
  name: "@nestjs/passport",
  packages: ["@nestjs/passport"],
  modules: ["@nestjs/passport"],
  members: {
    AuthGuard: { kind: "refusing-gate", status: 401, challenge: false, yields: "identity" },
    PassportStrategy: bySecretOrKey,
  },
}

// https://github.com/expressjs/session#secret: what signs the cookie that names the session, which a store keeps.
export const expressSession: Library = {
  name: "express-session",
  packages: ["express-session"],
  modules: ["express-session"],
  members: { default: { ...bySecret, signs: "session IDs" } },
}
