import { fastapiPrelude } from "../support/fastapi-prelude.ts"
import { ruleTest } from "../support/rule-test.ts"

const answers = (value: string, status = 401) => `
def gate(token: str = Depends(bearer)):
    if not token: raise HTTPException(${status}, "no", headers={"WWW-Authenticate": ${value}})`

ruleTest("invalid-challenge", {
  fastapi: {
    prelude: fastapiPrelude,
    quiet: [
      ...[
        `"Bearer"`,
        `'Bearer realm="api", error="invalid_token", error_description="expired"'`,
        `'Basic realm="api", charset="UTF-8"'`,
        // Any name may be a scheme, and takes what it likes.
        `"APIKey"`,
        `"Token abc"`,
        `"xBasic"`,
        `'Bearer realm="a", Basic realm="b"'`,
        `"Bearer, APIKey"`,
        `"Negotiate YWxhZGRpbg=="`,
        `'Bearer error="insufficient_user_authentication", acr_values="mfa", max_age=5'`,
        `'DPoP algs="ES256", error="use_dpop_nonce"'`,
        `'Bearer resource_metadata="https://api.example/.well-known/oauth-protected-resource"'`,
        // What is filled in may be anything.
        `f"Bearer {parameters}"`,
        `f'Bearer scope="{scopes}"'`,
        `f"{scheme} realm=api"`,
        `scheme`,
      ].map((value) => answers(value)),
      `
def admin(user = Depends(get_user)):
    if "admin" not in user.roles: raise HTTPException(403, "no", {"WWW-Authenticate": 'Bearer error="insufficient_scope", scope="admin"'})`,
    ],
    loud: [
      ...[
        `«""»`,
        `«"Bearer: realm"»`,
        `«'Bearer realm="a" error="invalid_token"'»`,
        `«"Bearer error=invalid token"»`,
        `«'Bearer realm="api'»`,
        `«'Bearer realm="a",'»`,
        `«"Bearer realm='api'"»`,
        `«"Bearer invalid_token"»`,
        `«'Bearer realm="a", realm="b"'»`,
        `«"Basic"»`,
        `«'Bearer error="token_expired"'»`,
        `«'Bearer error="invalid_request"'»`,
        `«f'Bearer scope="{scopes}" error="invalid_token"'»`,
      ].map((value) => answers(value)),
      // Told once where it is written.
      `
CHALLENGE = {"WWW-Authenticate": «"Bearer: api"»}
def gate(token: str = Depends(bearer)):
    if not token: ‹raise HTTPException(401, "no", headers=CHALLENGE)›
    if token == "x": ‹raise HTTPException(401, "no", headers=CHALLENGE)›`,
    ],
  },
})
