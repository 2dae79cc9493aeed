import type { Library } from "../model/library.ts"

const verification = { kind: "verification" } as const
const failed = { kind: "failure", of: "verification" } as const

// https://pyjwt.readthedocs.io/en/stable/api.html
export const pyjwt: Library = {
  name: "PyJWT",
  packages: ["pyjwt"],
  modules: ["jwt"],
  members: {
    decode: verification,
    decode_complete: verification,
    "PyJWT.decode": verification,
    "PyJWKClient.get_signing_key_from_jwt": verification,
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
    "jwt.decode": verification,
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
    "URLSafeTimedSerializer.loads": verification,
    "URLSafeSerializer.loads": verification,
    "TimedSerializer.loads": verification,
    "Serializer.loads": verification,
    "TimestampSigner.unsign": verification,
    "Signer.unsign": verification,
    BadSignature: failed,
    BadTimeSignature: failed,
    SignatureExpired: failed,
    BadData: failed,
  },
}

// https://firebase.google.com/docs/auth/admin/verify-id-tokens and google-auth's id_token
export const google: Library = {
  name: "Google",
  packages: ["firebase-admin", "google-auth"],
  modules: ["firebase_admin", "google.oauth2", "google.auth"],
  members: {
    "auth.verify_id_token": verification,
    "auth.verify_session_cookie": verification,
    "id_token.verify_oauth2_token": verification,
    "id_token.verify_firebase_token": verification,
    InvalidIdTokenError: failed,
    ExpiredIdTokenError: failed,
    RevokedIdTokenError: failed,
    InvalidSessionCookieError: failed,
    GoogleAuthError: failed,
  },
}
