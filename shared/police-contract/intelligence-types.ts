/** The CloudEvents type of a report that an authority sends to a force. */
export const INTELLIGENCE_TYPE = 'uk.authority.missing-child.intelligence.v1' as const;

/** The CloudEvents type by which a force grades one. */
export const GRADED_TYPE = 'uk.police.missing-child.intelligence-graded.v1' as const;

const GRADED = /^uk\.police\.missing-child\.intelligence-graded\.v[0-9]{1,9}$/;

/** Whether an event is to grade a report, in whichever version. */
export const isGradedType = (type: unknown): boolean =>
  typeof type === 'string' && GRADED.test(type);
