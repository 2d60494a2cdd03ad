import type { FunctionName } from '../../function-catalogue.ts';
import type { StatefulStack } from '../../stateful-stack.ts';
import type { HomewardFunction } from '../homeward-function.ts';
import type { Web } from '../web.ts';

/** What is watched. */
export interface Watched {
  readonly stateful: Pick<
    StatefulStack,
    'queues' | 'streamFailures' | 'alertFailures' | 'evidenceQueues'
  >;
  readonly functions: Readonly<Record<FunctionName, HomewardFunction>>;
  readonly web: Web;
}
