import type { Library } from "../model/library.ts"

const comparison = { kind: "comparison" } as const
const failed = { kind: "failure", of: "verification" } as const

// https://passlib.readthedocs.io/en/stable/lib/passlib.context.html
export const passlib: Library = {
  name: "passlib",
  packages: ["passlib", "pwdlib"],
  modules: ["passlib", "pwdlib"],
  members: {
    "CryptContext.verify": comparison,
    "CryptContext.verify_and_update": comparison,
    "PasswordHash.verify": comparison,
    "PasswordHash.verify_and_update": comparison,
    "PasswordHash.recommended.verify": comparison,
    "PasswordHash.recommended.verify_and_update": comparison,
    "bcrypt.verify": comparison,
    "pbkdf2_sha256.verify": comparison,
    "sha256_crypt.verify": comparison,
    "argon2.verify": comparison,
  },
}

// https://github.com/pyca/bcrypt
export const bcrypt: Library = {
  name: "bcrypt",
  packages: ["bcrypt"],
  modules: ["bcrypt"],
  members: { checkpw: comparison },
}

// https://argon2-cffi.readthedocs.io/en/stable/api.html
export const argon2: Library = {
  name: "argon2-cffi",
  packages: ["argon2-cffi"],
  modules: ["argon2"],
  members: {
    "PasswordHasher.verify": comparison,
    VerifyMismatchError: failed,
    VerificationError: failed,
    InvalidHashError: failed,
    InvalidHash: failed,
  },
}

// https://werkzeug.palletsprojects.com/en/stable/utils/
export const werkzeugSecurity: Library = {
  name: "Werkzeug",
  packages: ["werkzeug"],
  modules: ["werkzeug.security"],
  members: { check_password_hash: comparison },
}

// https://docs.python.org/3/library/hmac.html and secrets.html
export const comparing: Library = {
  name: "hmac and secrets",
  packages: [],
  modules: ["hmac", "secrets"],
  members: { compare_digest: comparison },
}
