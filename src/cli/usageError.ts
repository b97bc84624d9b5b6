/** A question that cannot be answered as it was asked; its message is all that the user needs. */
export class UsageError extends Error {}
