/**
 * Runs a command and ends it when this process's standard input closes, which the system does even when the process that
 * started it is killed. Signals of the terminal are left to that parent, which stops everything in order. Plain JavaScript:
 * what strips types would take half of its memory.
 */
import { spawn } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
process.stdin.resume();
for (const event of ['end', 'close', 'error'])
  process.stdin.on(event, () => {
    child.kill('SIGKILL');
  });
child.on('error', () => {
  process.exit(127);
});
child.on('exit', (code) => {
  process.exit(code ?? 1);
});
