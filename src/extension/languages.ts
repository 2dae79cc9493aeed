/** The languages that gatelint reads, by VS Code's identifiers. The manifest's activation events name the same. */
export const languages = ["python", "javascript", "javascriptreact", "typescript", "typescriptreact"] as const
