import { Duration } from 'aws-cdk-lib/core';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ENTITY } from '../../shared/platform/names.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import { acknowledge } from './acknowledge.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowSends, allowStream } from './permissions.ts';
import { ReplySender } from './reply-sender.ts';

/** Answers each message once it is stored, woken by the core table's stream. */
export class Replies extends Construct {
  readonly function: ReplySender;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'Replies');
    const { coreTable, streamFailures } = stateful;
    this.function = new ReplySender(this, 'replies', surroundings, stateful);
    allowStream(this.function.role, coreTable);
    // The id holds the name under which the other stack exports the table; synth says so if it changes.
    const table = `${stateful.stackName}:ExportsOutputFnGetAttCoreC65142A7ArnA1AA4B71`;
    acknowledge(
      this.function.role,
      `AwsSolutions-IAM5[Resource::${table}/stream/*]`,
      'Lambda asks for the list of the streams of this table, of which there is a new one whenever the stream is switched on.',
    );
    allowSends(this.function.role, [streamFailures]);
    new EventSourceMapping(this, 'Source', {
      target: this.function.lambda,
      eventSourceArn: coreTable.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 1,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(6),
      onFailure: { bind: () => ({ destination: streamFailures.queueArn }) },
      filters: [answerable()],
    });
  }
}

/** What is answered when it is first written; the state of an episode changes too, but is nobody's message. */
const answerable = () =>
  FilterCriteria.filter({
    eventName: ['INSERT'],
    dynamodb: { NewImage: { entity: { S: Object.values(ENTITY) } } },
  });
