import type { World } from '../world.ts';
import type { StoredItems } from './stored-items.ts';
import { listRepeated, requireThat, type Violation } from './violation.ts';

export const checkQueues = ({ runtime, poison }: World): readonly Violation[] => {
  const { queues, streamFailures } = runtime;
  const dead = [queues.notifications, queues.evidence].flatMap((queue) =>
    queue.deadLetters().map(({ body }) => body),
  );
  const expected = poison.filter(({ queue }) => queue === 'evidence').map(({ body }) => body);
  return [
    ...requireThat(
      queues.notifications.size() === 0 && queues.evidence.size() === 0,
      'Nothing is left on a queue.',
    ),
    ...requireThat(
      dead.toSorted().join() === expected.toSorted().join(),
      'Nothing is in a dead-letter queue that was not poison, and all poison is.',
      `${dead.length} dead letters, ${expected.length} of poison`,
    ),
    ...requireThat(streamFailures().length === 0, 'The stream gave up no record.'),
  ];
};

export const checkDetection = ({ ofEntity }: StoredItems): readonly Violation[] =>
  requireThat(
    listRepeated(
      ofEntity('detection-run').map(({ authority, day }) => `${String(authority)} ${String(day)}`),
    ).length === 0,
    'Detection has one run for an authority and day.',
  );
