/**
 * The part of the {@link ./vocabulary.ts vocabulary} that is about what a browser sends along by itself: cookies, the
 * sessions that live in them, and passwords and certificates that it keeps for a server. No other file knows such words.
 */

/** A text that says none of it reads none of it, and sets up nothing that does. */
export const sentByBrowsers =
  /cookie|csrf|http_?basic|basic_?auth|http_?digest|digest_?auth|\bbasic realm|session_?middleware|session_?authentication|\.sessions\b|(request|req|ctx|context)\.session|(^|[^\w.])session(\[|\.get\(|\(\))|\.session\(\)|server_?session|login_?manager|login_user|client_?cert|remote_user/i
