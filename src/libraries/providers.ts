import type { Library } from "../model/library.ts"

// Services that a server uses under a key of its own: what they refuse says nothing of who asks the server.
const refused = { kind: "failure", of: "provider" } as const

// https://github.com/openai/openai-python#handling-errors; Anthropic's client is generated alike:
// https://github.com/anthropics/anthropic-sdk-python#handling-errors
const apiErrors: Library["members"] = {
  APIError: refused,
  APIStatusError: refused,
  APIConnectionError: refused,
  APITimeoutError: refused,
  AuthenticationError: refused,
  PermissionDeniedError: refused,
  BadRequestError: refused,
  NotFoundError: refused,
  RateLimitError: refused,
  InternalServerError: refused,
}

export const openai: Library = {
  name: "OpenAI",
  packages: ["openai"],
  modules: ["openai"],
  members: { OpenAIError: refused, ...apiErrors },
}

export const anthropic: Library = {
  name: "Anthropic",
  packages: ["anthropic"],
  modules: ["anthropic"],
  members: { AnthropicError: refused, ...apiErrors },
}

// https://docs.litellm.ai/docs/exception_mapping
export const litellm: Library = {
  name: "LiteLLM",
  packages: ["litellm"],
  modules: ["litellm"],
  members: { ...apiErrors, Timeout: refused, ServiceUnavailableError: refused },
}

// https://docs.stripe.com/error-handling
export const stripe: Library = {
  name: "Stripe",
  packages: ["stripe"],
  modules: ["stripe"],
  members: {
    StripeError: refused,
    APIError: refused,
    APIConnectionError: refused,
    AuthenticationError: refused,
    PermissionError: refused,
    InvalidRequestError: refused,
    RateLimitError: refused,
    CardError: refused,
  },
}

// https://boto3.amazonaws.com/v1/documentation/api/latest/guide/error-handling.html
export const botocore: Library = {
  name: "Botocore",
  packages: ["boto3", "botocore", "aioboto3", "aiobotocore"],
  modules: ["botocore"],
  members: {
    BotoCoreError: refused,
    NoCredentialsError: refused,
    PartialCredentialsError: refused,
    CredentialRetrievalError: refused,
    TokenRetrievalError: refused,
    UnauthorizedSSOTokenError: refused,
  },
}

// https://docs.python.org/3/library/smtplib.html
export const smtplib: Library = {
  name: "smtplib",
  packages: [],
  modules: ["smtplib"],
  members: { SMTPException: refused, SMTPAuthenticationError: refused },
}
