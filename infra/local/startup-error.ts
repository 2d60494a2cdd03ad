/** What stops the local stack, told in one line to the person at the keyboard: a stack trace is of no use to them. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** The message of whatever was thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** Whether a thrown value is a system error with this code, such as `EADDRINUSE`. */
export const hasCode = (thrown: unknown, code: string): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === code;
