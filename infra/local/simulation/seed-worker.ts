import { parentPort } from 'node:worker_threads';
import { readDirectory } from '../../directory.ts';
import { readMessageTemplates } from '../../message-templates.ts';
import { runSimulation } from './run-simulation.ts';

/** Runs each seed that it gets, and answers with the result without its story. */
const options = { codes: readDirectory().codes, templates: readMessageTemplates() };

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker.');
port.on('message', (seed: number) => {
  void runSimulation(seed, options).then((result) => {
    port.postMessage({ ...result, story: [] });
  });
});
