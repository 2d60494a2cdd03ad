/** Computes a history in its own thread, so that the stack starts meanwhile and the memory is free afterwards. */
import { parentPort, workerData } from 'node:worker_threads';
import { readDirectory } from '../../directory.ts';
import { readMessageTemplates } from '../../message-templates.ts';
import { createHistory } from './create-history.ts';
import type { HistoryPlan, HistoryReport } from './compute-history.ts';

const report = (message: HistoryReport): void => {
  parentPort?.postMessage(message);
};

const { tables, messages } = await createHistory({
  ...(workerData as HistoryPlan),
  directory: readDirectory(),
  templates: readMessageTemplates(),
  progress: (sent, total, now) => {
    report({ kind: 'progress', sent, total, now });
  },
});
report({
  kind: 'contents',
  contents: {
    tables: {
      core: tables.core.listItems(),
      themes: tables.themes.listItems(),
      audit: tables.audit.listItems(),
    },
    messages,
  },
});
