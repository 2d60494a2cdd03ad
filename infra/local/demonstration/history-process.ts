/**
 * Computes a history in its own process, so that the stack starts meanwhile and the memory is free afterwards. Then it
 * gives the history to the stack, or stores it where the stack says.
 */
import { readDirectory } from '../../directory.ts';
import { readMessageTemplates } from '../../message-templates.ts';
import { storeContents } from '../emulators/store-contents.ts';
import type { StackContents } from '../stack-contents.ts';
import type { HistoryPlan, HistoryReport, HistoryRequest } from './compute-history.ts';
import { createHistory } from './create-history.ts';

/** Resolves when the report is on its way. */
const report = (message: HistoryReport): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => {
      if (error === null) resolve();
      else reject(error);
    });
  });

const compute = async (plan: HistoryPlan): Promise<StackContents> => {
  const { tables, messages } = await createHistory({
    ...plan,
    directory: readDirectory(),
    templates: readMessageTemplates(),
    progress: (sent, total, now) => void report({ kind: 'progress', sent, total, now }),
  });
  const { core, themes, audit } = tables;
  return {
    tables: { core: core.listItems(), themes: themes.listItems(), audit: audit.listItems() },
    messages,
  };
};

const computed = Promise.withResolvers<StackContents>();

const answer = async (request: HistoryRequest): Promise<void> => {
  if (request.kind === 'compute') {
    computed.resolve(await compute(request.plan));
    return;
  }
  const contents = await computed.promise;
  if (request.kind === 'read') await report({ kind: 'contents', contents });
  else {
    await storeContents(contents, request.places);
    await report({ kind: 'stored' });
  }
  process.exit(0);
};

// The stack has ended, perhaps by a kill.
process.once('disconnect', () => process.exit(1));
process.on('message', (request: HistoryRequest) => void answer(request));
