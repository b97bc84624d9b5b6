/** What the person at the keyboard can put right: only its message is shown, one clear sentence with the way out. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
