/** Undoes what was started, last first. */
export interface Cleanup {
  add(undo: () => Promise<void> | void): void;
  /** Runs each once, also when one of them fails; then throws the first failure. */
  run(): Promise<void>;
}

export const createCleanup = (): Cleanup => {
  const undone: (() => Promise<void> | void)[] = [];
  return {
    add: (undo) => {
      undone.push(undo);
    },
    run: async () => {
      const failures: unknown[] = [];
      for (let undo = undone.pop(); undo !== undefined; undo = undone.pop()) {
        try {
          await undo();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
};
