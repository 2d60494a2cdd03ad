import { StartupError } from '../startup-error.ts';
import { ACCOUNT, PARTITION, REGION } from './endpoints.ts';

/** What an intrinsic may refer to. Each lookup throws a StartupError when there is nothing. */
export interface Scope {
  readonly stackName: string;
  ref(logicalId: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  importValue(exportName: string): unknown;
}

/** `AWS::NoValue`: the member that holds it is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

const readPseudoParameter = (name: string, scope: Scope): unknown => {
  const values: Record<string, unknown> = {
    'AWS::Region': REGION,
    'AWS::AccountId': ACCOUNT,
    'AWS::Partition': PARTITION,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': scope.stackName,
    'AWS::StackId': `arn:${PARTITION}:cloudformation:${REGION}:${ACCOUNT}:stack/${scope.stackName}/local`,
    'AWS::NoValue': NO_VALUE,
  };
  return values[name];
};

const resolveRef = (name: string, scope: Scope): unknown =>
  name.startsWith('AWS::') ? readPseudoParameter(name, scope) : scope.ref(name);

const requireText = (value: unknown, where: string): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new StartupError(`${where} needs text, but what it refers to is not.`);
};

const requireList = (value: unknown, where: string): readonly unknown[] => {
  if (Array.isArray(value)) return value as unknown[];
  throw new StartupError(`${where} needs a list.`);
};

const resolveGetAtt = (argument: unknown, scope: Scope): unknown => {
  const [logicalId, ...attribute] =
    typeof argument === 'string'
      ? argument.split('.')
      : requireList(argument, 'Fn::GetAtt').map(String);
  return scope.getAtt(logicalId ?? '', attribute.join('.'));
};

const resolveSub = (argument: unknown, scope: Scope): string => {
  const [text, variables] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  const own = resolveIntrinsics(variables, scope) as Record<string, unknown>;
  return requireText(text, 'Fn::Sub').replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (name in own) return requireText(own[name], 'Fn::Sub');
    const value = name.includes('.') ? resolveGetAtt(name, scope) : resolveRef(name, scope);
    return requireText(value, 'Fn::Sub');
  });
};

const resolveJoin = (argument: unknown): string => {
  const [separator, parts] = requireList(argument, 'Fn::Join');
  return requireList(parts, 'Fn::Join')
    .map((part) => requireText(part, 'Fn::Join'))
    .join(requireText(separator, 'Fn::Join'));
};

const resolveSelect = (argument: unknown): unknown => {
  const [index, list] = requireList(argument, 'Fn::Select');
  return requireList(list, 'Fn::Select')[Number(index)];
};

const resolveSplit = (argument: unknown): string[] => {
  const [separator, text] = requireList(argument, 'Fn::Split');
  return requireText(text, 'Fn::Split').split(requireText(separator, 'Fn::Split'));
};

const resolveFunction = (name: string, argument: unknown, scope: Scope): unknown => {
  if (name === 'Ref') return resolveRef(requireText(argument, name), scope);
  if (name === 'Fn::GetAtt') return resolveGetAtt(argument, scope);
  if (name === 'Fn::Sub') return resolveSub(argument, scope);
  const resolved = resolveIntrinsics(argument, scope);
  if (name === 'Fn::Join') return resolveJoin(resolved);
  if (name === 'Fn::Select') return resolveSelect(resolved);
  if (name === 'Fn::Split') return resolveSplit(resolved);
  if (name === 'Fn::ImportValue') return scope.importValue(requireText(resolved, name));
  throw new StartupError(
    `${scope.stackName} uses the intrinsic ${name}, which the local stack does not support.`,
  );
};

const resolveMembers = (value: object, scope: Scope): unknown => {
  const members = Object.entries(value)
    .map(([name, member]) => [name, resolveIntrinsics(member, scope)] as const)
    .filter(([, member]) => member !== NO_VALUE && member !== undefined);
  return Object.fromEntries(members);
};

/** Throws a StartupError for an unknown intrinsic. */
export function resolveIntrinsics(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value
      .map((member) => resolveIntrinsics(member, scope))
      .filter((member) => member !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const [first, ...others] = Object.entries(value);
  const intrinsic = first !== undefined && others.length === 0 && /^(Ref$|Fn::)/.test(first[0]);
  return intrinsic ? resolveFunction(first[0], first[1], scope) : resolveMembers(value, scope);
}
