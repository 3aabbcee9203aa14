/** Nothing of the audit is pruned that is younger, whatever is configured. */
export const fewestDays = 184
