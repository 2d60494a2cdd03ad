const PATIENCE_MS = 30_000;
const PAUSE_MS = 25;

/** Waits until the value is there, or fails with `what`: after half a minute by default. */
export const poll = async <Value>(
  what: string,
  read: () => Value | null | undefined | Promise<Value | null | undefined>,
  patienceMs = PATIENCE_MS,
): Promise<Value> => {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const value = await read();
    if (value !== null && value !== undefined) return value;
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
};

/** Waits until the condition holds. */
export const pollUntil = async (
  what: string,
  holds: () => boolean | Promise<boolean>,
  patienceMs = PATIENCE_MS,
): Promise<void> => {
  await poll(what, async () => ((await holds()) ? true : null), patienceMs);
};
