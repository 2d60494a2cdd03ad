import { FilterCriteria } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ENTITY, EVIDENCE_ENTITY } from '../../shared/platform/names.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import { followStream } from './follow-stream.ts';
import { evidenceQueueVariables } from './function-variables.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowSends } from './permissions.ts';
import { ReplySender } from './reply-sender.ts';

/**
 * Answers each message once it is stored, woken by the core table's stream. A stream bears two followers only: so this
 * one also hands the episodes whose evidence may have changed on to a queue.
 */
export class Publish extends Construct {
  readonly function: ReplySender;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'Publish');
    const queue = evidenceQueueVariables(stateful);
    this.function = new ReplySender(this, 'publish', surroundings, stateful, queue);
    allowSends(this.function.role, [stateful.evidenceQueues.work]);
    followStream(this, this.function, stateful, {
      filters: [answerable(), changesEvidence()],
      failures: stateful.streamFailures,
    });
  }
}

/** What is answered when it is first written; the state of an episode changes too, but is nobody's message. */
const answerable = () =>
  FilterCriteria.filter({
    eventName: ['INSERT'],
    dynamodb: { NewImage: { entity: { S: Object.values(ENTITY) } } },
  });

/** What was told, whose child it is, or where they live may be another now. */
const changesEvidence = () =>
  FilterCriteria.filter({
    eventName: ['INSERT', 'MODIFY'],
    dynamodb: { NewImage: { entity: { S: [EVIDENCE_ENTITY] } } },
  });
