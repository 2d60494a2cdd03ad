import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { SQSMessageAttribute, SQSRecord } from 'aws-lambda';
import type { LocalClock } from '../clock.ts';
import { REGION, queueArn } from '../template/places.ts';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const attribute = (value: MessageAttributeValue): SQSMessageAttribute => ({
  ...(value.StringValue === undefined ? {} : { stringValue: value.StringValue }),
  ...(value.BinaryValue === undefined ? {} : { binaryValue: base64(value.BinaryValue) }),
  stringListValues: [],
  binaryListValues: [],
  dataType: value.DataType ?? 'String',
});

const attributes = (message: Message): SQSRecord['messageAttributes'] =>
  Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
      name,
      attribute(value),
    ]),
  );

/** The emulator stamps by the wall clock; a function is told local time. */
const localTimestamp = (wallMs: string | undefined, clock: LocalClock): string =>
  String(wallMs === undefined ? clock.nowMs() : clock.atWallMs(Number(wallMs)));

const systemAttributes = (message: Message, clock: LocalClock): SQSRecord['attributes'] => {
  const { SentTimestamp, ApproximateFirstReceiveTimestamp, ...others } = message.Attributes ?? {};
  return {
    ...others,
    ApproximateReceiveCount: others.ApproximateReceiveCount ?? '1',
    SenderId: others.SenderId ?? '',
    SentTimestamp: localTimestamp(SentTimestamp, clock),
    ApproximateFirstReceiveTimestamp: localTimestamp(ApproximateFirstReceiveTimestamp, clock),
  };
};

/** A message as Lambda hands it to a function, its times in local time. */
export const queueRecord = (message: Message, queueName: string, clock: LocalClock): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: systemAttributes(message, clock),
  messageAttributes: attributes(message),
  ...(message.MD5OfMessageAttributes === undefined
    ? {}
    : { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn(queueName),
  awsRegion: REGION,
});
