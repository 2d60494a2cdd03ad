import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file so that a reader, or the next run after a kill, sees the old content or the new, never a part. */
export const replaceFile = (file: string, content: string, mode = 0o600): void => {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, file);
};
