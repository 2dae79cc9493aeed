/** Figures that a test wants printed. */
export const notes: string[] = []
