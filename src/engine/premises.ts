/** What may be said of what is not there: every file was seen, and nothing in front of the app answers for it. */
export interface Premises {
  /** "Nothing adds the challenge." */
  challenge(file: string): boolean
  /** "Nothing answers the preflight before." */
  preflight(file: string): boolean
}
