import type { Library } from "../model/library.ts"

const verification = { kind: "verification" } as const
const remote = { kind: "verification", remote: true } as const
const signing = { kind: "signing", key: 1, algorithm: "HS256", takesEmpty: true } as const
const byPyjwt = { kind: "verification", raises: ["jwt", "PyJWTError"], key: 1, takesEmpty: true } as const
const byJose = { kind: "verification", raises: ["jose", "JWTError"], key: 1, takesEmpty: true } as const
const bySignature = { kind: "verification", raises: ["itsdangerous", "BadSignature"], ofAnything: true } as const
const failed = { kind: "failure", of: "verification" } as const

// https://pyjwt.readthedocs.io/en/stable/api.html
export const pyjwt: Library = {
  name: "PyJWT",
  packages: ["pyjwt"],
  modules: ["jwt"],
  members: {
    encode: signing,
    "PyJWT.encode": signing,
    decode: byPyjwt,
    decode_complete: byPyjwt,
    "PyJWT.decode": byPyjwt,
    "PyJWKClient.get_signing_key_from_jwt": remote,
    get_unverified_header: { kind: "reading", origin: "credential" },
    PyJWTError: failed,
    InvalidTokenError: failed,
    DecodeError: failed,
    InvalidSignatureError: failed,
    ExpiredSignatureError: failed,
    ExpiredSignature: failed,
    InvalidAudienceError: failed,
    InvalidIssuerError: failed,
    InvalidIssuedAtError: failed,
    ImmatureSignatureError: failed,
    InvalidAlgorithmError: failed,
    MissingRequiredClaimError: failed,
    InvalidKeyError: failed,
    PyJWKClientError: failed,
    // Exists in python-jose only; code that moved from one to the other still catches it.
    JWTError: failed,
  },
}

// https://python-jose.readthedocs.io/en/latest/jwt/api.html
export const pythonJose: Library = {
  name: "python-jose",
  packages: ["python-jose"],
  modules: ["jose"],
  members: {
    "jwt.encode": signing,
    "jwt.decode": byJose,
    "jws.verify": verification,
    "jwt.get_unverified_claims": { kind: "reading", origin: "credential" },
    "jwt.get_unverified_header": { kind: "reading", origin: "credential" },
    JWTError: failed,
    JWTClaimsError: failed,
    ExpiredSignatureError: failed,
    JWSError: failed,
    JOSEError: failed,
    JWKError: failed,
  },
}

// https://docs.authlib.org/en/latest/jose/jwt.html and https://jose.authlib.org
export const authlib: Library = {
  name: "Authlib",
  packages: ["authlib", "joserfc"],
  modules: ["authlib", "joserfc"],
  members: {
    "jwt.decode": verification,
    "JsonWebToken.decode": verification,
    "jwt.JWTClaimsRegistry.validate": verification,
    JoseError: failed,
    BadSignatureError: failed,
    ExpiredTokenError: failed,
    InvalidClaimError: failed,
    InvalidTokenError: failed,
    DecodeError: failed,
    OAuthError: failed,
    "OAuth.register": { kind: "upstream" },
  },
}

// https://itsdangerous.palletsprojects.com/en/stable/
export const itsdangerous: Library = {
  name: "itsdangerous",
  packages: ["itsdangerous"],
  modules: ["itsdangerous"],
  members: {
    "URLSafeTimedSerializer.loads": bySignature,
    "URLSafeSerializer.loads": bySignature,
    "TimedSerializer.loads": bySignature,
    "Serializer.loads": bySignature,
    "TimestampSigner.unsign": bySignature,
    "Signer.unsign": bySignature,
    BadSignature: { ...failed, ofAnything: true },
    BadTimeSignature: { ...failed, ofAnything: true },
    SignatureExpired: { ...failed, ofAnything: true },
    BadData: { ...failed, ofAnything: true },
  },
}

// https://firebase.google.com/docs/auth/admin/verify-id-tokens and google-auth's id_token
export const google: Library = {
  name: "Google",
  packages: ["firebase-admin", "google-auth"],
  modules: ["firebase_admin", "google.oauth2", "google.auth"],
  members: {
    "auth.verify_id_token": remote,
    "auth.verify_session_cookie": remote,
    "id_token.verify_oauth2_token": remote,
    "id_token.verify_firebase_token": remote,
    InvalidIdTokenError: failed,
    ExpiredIdTokenError: failed,
    RevokedIdTokenError: failed,
    InvalidSessionCookieError: failed,
    GoogleAuthError: failed,
  },
}
