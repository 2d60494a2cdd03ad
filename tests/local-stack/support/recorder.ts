import { existsSync, readFileSync } from 'node:fs';

/**
 * A handler's source: notes each event in the file of its variable RECORD, then answers as `answer` says (the body of
 * an async function of `event`).
 */
export const recording = (answer = ''): string => `
  const { appendFileSync } = require('node:fs');
  exports.handler = async (event, context) => {
    appendFileSync(process.env.RECORD, JSON.stringify(event) + '\\n');
    ${answer}
  };`;

/** The events that a recording handler has had, oldest first. */
export const recorded = (file: string): readonly unknown[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line))
    : [];
