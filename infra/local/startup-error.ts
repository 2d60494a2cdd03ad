/** Stops the local stack with one line to its user, without a stack trace. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

export const readMessage = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** Whether a thrown value is a system error with this code, such as `EADDRINUSE`. */
export const hasCode = (thrown: unknown, code: string): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === code;
