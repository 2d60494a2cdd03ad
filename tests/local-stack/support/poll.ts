const PATIENCE_MS = 30_000;
const PAUSE_MS = 25;

/** Waits until the value is there, or fails after half a minute with what was waited for. */
export const poll = async <Value>(
  what: string,
  read: () => Value | null | undefined | Promise<Value | null | undefined>,
): Promise<Value> => {
  const giveUpAt = performance.now() + PATIENCE_MS;
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
): Promise<void> => {
  await poll(what, async () => ((await holds()) ? true : null));
};
