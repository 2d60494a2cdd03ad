import { FilterCriteria } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ENTITY } from '../../shared/platform/names.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import { followStream } from './follow-stream.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { ReplySender } from './reply-sender.ts';

/** Answers each message once it is stored, woken by the core table's stream. */
export class Replies extends Construct {
  readonly function: ReplySender;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'Replies');
    this.function = new ReplySender(this, 'replies', surroundings, stateful);
    followStream(this, this.function, stateful, {
      filters: [answerable()],
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
