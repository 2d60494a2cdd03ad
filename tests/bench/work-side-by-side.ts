/** Does all the work, so many pieces at once, each next piece by whoever is free. Fails at the first failure. */
export const workSideBySide = async <T>(
  pieces: readonly T[],
  atOnce: number,
  work: (piece: T) => Promise<void>,
): Promise<void> => {
  const left = pieces.values();
  const worker = async (): Promise<void> => {
    for (const piece of left) await work(piece);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};
