import { spawnSync } from 'node:child_process';

const LOOK_MS = 1000;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Empty where there is no `ps`: then only a signal stops the stack. */
const askPs = (pid: number, what: 'ppid' | 'comm'): string => {
  const result = spawnSync('ps', ['-o', `${what}=`, '-p', String(pid)], { encoding: 'utf8' });
  return result.error === undefined ? result.stdout.trim() : '';
};

/** npm may put a shell between itself and the script, which outlives it. */
const findNpmPid = (): number => {
  const isShell = /(^|\/)(ba|da|z|k)?sh$/.test(askPs(process.ppid, 'comm'));
  return isShell ? Number(askPs(process.ppid, 'ppid')) : process.ppid;
};

/** Calls `onDeath` once when npm started this process and has ended without stopping it. */
export const watchParent = (onDeath: () => void): void => {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = findNpmPid();
  if (!(parent > 1)) return;
  const timer = setInterval(() => {
    if (isAlive(parent)) return;
    clearInterval(timer);
    onDeath();
  }, LOOK_MS);
  timer.unref();
};
