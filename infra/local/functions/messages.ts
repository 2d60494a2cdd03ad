/** What a worker is started with. */
export interface WorkerTask {
  /** The bundle, absolute. */
  readonly file: string;
  readonly handlerName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
}

/** One invocation; the event is JSON, as Lambda delivers it. */
export interface InvocationRequest {
  readonly requestId: string;
  readonly event: string;
  readonly timeoutMs: number;
}

/** What a failed invocation says, in Lambda's words. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** Once, when the bundle is loaded or cannot be. */
export interface Loaded {
  readonly kind: 'loaded';
  readonly error: FunctionError | null;
}

/** Once an invocation. */
export interface Answered {
  readonly kind: 'answered';
  /** JSON; null when the handler gave nothing or failed. */
  readonly response: string | null;
  readonly error: FunctionError | null;
}

export type WorkerMessage = Loaded | Answered;
