import {
  CANCEL_REASONS,
  CATEGORIES,
  CONDITIONS,
  MISSING_FROM_KINDS,
  PLACE_TYPES,
  PLACEMENT_KINDS,
  RETURNED_TO_KINDS,
  RISK_FLAGS,
} from './allowed-values.ts';
import { child, childUpdate } from './child-schema.ts';
import {
  choice,
  makeClearable,
  buildObject,
  freeText,
  instant,
  list,
  name,
  riskLevel,
  trimmedLine,
  yesOrNo,
} from './fields.ts';
import { authorityCode, postcode } from './identifiers.ts';

export const place = buildObject({
  description: freeText(500)
    .meta({ description: 'Where it is, in words.', examples: ['Riverside bus station'] })
    .exactOptional(),
  postcode: postcode
    .meta({ description: 'UK postcode; spaces and capitals do not matter.', examples: ['NR1 1EF'] })
    .exactOptional(),
  type: choice(PLACE_TYPES)
    .meta({ description: 'What kind of place it is.', examples: ['transport-hub'] })
    .exactOptional(),
}).meta({ title: 'Place', description: 'A place that matters in an episode.' });

const placeName = name.meta({ description: 'Its name.', examples: ['Example House'] });

const ofstedUrn = trimmedLine(50).meta({
  description: "Ofsted's unique reference number.",
  examples: ['SC000000'],
});

export const lastSeen = buildObject({
  at: instant
    .meta({ description: 'When the child was last seen.', examples: ['2026-11-20T20:15:00+00:00'] })
    .exactOptional(),
  place: place.exactOptional(),
});

export const missingFrom = buildObject({
  kind: choice(MISSING_FROM_KINDS).meta({
    description: 'What kind of place the child is missing from.',
    examples: ['care'],
  }),
  name: placeName.exactOptional(),
  urn: ofstedUrn.exactOptional(),
  place: place.exactOptional(),
});

export const placement = buildObject({
  kind: choice(PLACEMENT_KINDS)
    .meta({ description: 'What kind of placement it is.', examples: ['childrens-home'] })
    .exactOptional(),
  name: placeName.exactOptional(),
  urn: ofstedUrn.exactOptional(),
  place: place.exactOptional(),
});

export const officer = buildObject({
  name: name.meta({ description: 'Name.', examples: ['PC Example'] }).exactOptional(),
  contact: trimmedLine(200)
    .meta({ description: 'Telephone or e-mail.', examples: ['01632 960123'] })
    .exactOptional(),
});

const report = {
  reportedAt: instant.meta({
    description: 'When the child was reported missing.',
    examples: ['2026-11-20T22:30:00+00:00'],
  }),
  category: choice(CATEGORIES).meta({
    description: 'Missing, or away from placement without authorisation.',
    examples: ['missing'],
  }),
  riskLevel: riskLevel.meta({
    description: 'The grading of the risk; `no-apparent-risk` and `absent` are read as `very-low`.',
    examples: ['medium'],
  }),
  riskFlags: list(choice(RISK_FLAGS), 50).meta({
    description: 'What the child may be at risk of.',
    examples: [['cce']],
  }),
  lastSeen: lastSeen.meta({ description: 'When and where the child was last seen.' }),
  missingFrom: missingFrom.meta({
    description: 'Where the child is missing from; an update replaces it whole.',
  }),
  child,
  lookedAfter: yesOrNo().meta({
    description: 'Whether the child is looked after by an authority.',
    examples: [true],
  }),
  placement: placement.meta({
    description: 'Where the child lives; an update replaces it whole.',
  }),
  responsibleAuthority: authorityCode.meta({
    description: 'GSS code of the authority that owns the duty.',
    examples: ['E10000020'],
  }),
  hostAuthority: authorityCode.meta({
    description: 'GSS code of the authority where the child is placed or was missing from.',
    examples: ['E10000020'],
  }),
  circumstances: freeText(4000).meta({
    description: 'What happened, in words; at most 4,000 characters.',
    examples: ['Did not come back from school.'],
  }),
  officer: officer.meta({ description: 'Who in the force knows more.' }),
};

const reported = buildObject({
  ...report,
  riskFlags: report.riskFlags.exactOptional(),
  lastSeen: report.lastSeen.exactOptional(),
  lookedAfter: report.lookedAfter.exactOptional(),
  placement: report.placement.exactOptional(),
  responsibleAuthority: report.responsibleAuthority.exactOptional(),
  hostAuthority: report.hostAuthority.exactOptional(),
  circumstances: report.circumstances.exactOptional(),
  officer: report.officer.exactOptional(),
});

/** An episode cannot lose its child, so an update cannot clear it as a whole. */
const updated = buildObject({ ...makeClearable(report), child: childUpdate.exactOptional() });

const foundAt = instant.meta({
  description: 'When the child was found; not yet the return.',
  examples: ['2026-11-21T05:10:00Z'],
});

const found = buildObject({
  foundAt,
  place: place.exactOptional(),
  foundBy: trimmedLine(200)
    .meta({ description: 'Who found the child.', examples: ['A patrol'] })
    .exactOptional(),
  condition: choice(CONDITIONS)
    .meta({ description: 'How the child was when found.', examples: ['unharmed'] })
    .exactOptional(),
});

export const returnedTo = buildObject({
  kind: choice(RETURNED_TO_KINDS)
    .meta({ description: 'What kind of place it is.', examples: ['care'] })
    .exactOptional(),
  name: placeName.exactOptional(),
  urn: ofstedUrn.exactOptional(),
  place: place.exactOptional(),
});

/** The police's own interview. It is never a return home interview (DfE 2014). */
const preventionInterview = buildObject({
  held: yesOrNo().meta({ description: 'Whether it was held.', examples: [true] }),
  at: instant.meta({ description: 'When.', examples: ['2026-11-21T06:30:00Z'] }).exactOptional(),
  summary: freeText(4000)
    .meta({ description: 'What was said, in words; at most 4,000 characters.' })
    .exactOptional(),
});

const returned = buildObject({
  returnedAt: instant.meta({
    description: 'When the child was back at home or in care: the 72 hours start here.',
    examples: ['2026-11-21T06:25:00Z'],
  }),
  foundAt: foundAt.exactOptional(),
  returnedTo: returnedTo.meta({ description: 'Where the child returned to.' }).exactOptional(),
  harmDisclosed: yesOrNo()
    .meta({ description: 'Whether the child disclosed harm.', examples: [false] })
    .exactOptional(),
  preventionInterview: preventionInterview
    .meta({ description: "The police's prevention interview; never a return home interview." })
    .exactOptional(),
});

const cancelled = buildObject({
  reason: choice(CANCEL_REASONS).meta({
    description: 'Why the episode is cancelled.',
    examples: ['reported-in-error'],
  }),
  duplicateOf: trimmedLine(100)
    .meta({
      description: 'Missing person reference of the same force that this one duplicates.',
      examples: ['NC-2026-004498'],
    })
    .exactOptional(),
  note: freeText(4000).meta({ description: 'More, in words.' }).exactOptional(),
});

export const eventData = { reported, updated, found, returned, cancelled };
