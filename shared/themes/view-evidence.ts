import type { EvidenceView } from './evidence-api.ts';
import type { Evidence } from './evidence.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import type { IsPublicType } from './hotspots.ts';

type ItemCodes = NonNullable<Evidence['item']>;

const NO_PLACE_SHOWN = { key: null, name: null, postcode: null, point: null };

const viewPlace = ({ place }: ItemCodes, hidden: boolean) => {
  if (place === null) return null;
  const { key, name, postcode, point } = place;
  return hidden ? NO_PLACE_SHOWN : { key, name, postcode, point: point && { ...point } };
};

const viewItem = (
  item: ItemCodes,
  own: boolean,
  isPublicType: IsPublicType,
): NonNullable<EvidenceView['item']> => {
  const { placeType, people, online } = item;
  const isPublic = placeType !== null && isPublicType(placeType);
  return {
    ...item,
    number: own ? item.number : null,
    place: viewPlace(item, !own && !isPublic),
    people: people.map((person) => ({ ...person })),
    online: online && { ...online },
  };
};

/** Only for the child's own authority (UK GDPR art. 5(1)(c)). */
const viewSource = (evidence: Evidence) => {
  const { taskId, debriefId, childKey, episodeId, disclosedAt, childArea } = evidence;
  const childId = childKey === episodeId ? null : childKey;
  return { taskId, debriefId, childId, disclosedAt, childLocality: childArea?.locality ?? null };
};

const NO_SOURCE = {
  taskId: null,
  debriefId: null,
  childId: null,
  disclosedAt: null,
  childLocality: null,
};

const viewTheme = ({ theme }: Evidence) => ({
  kind: theme.kind,
  harm: theme.kind === 'harm' ? theme.harm : null,
  context: theme.kind === 'harm' ? theme.context : null,
  factor: theme.kind === 'harm' ? null : theme.factor,
});

export const viewEvidence =
  (caller: Caller, isPublicType: IsPublicType) =>
  (evidence: Evidence): EvidenceView => {
    const own = belongsTo(caller, evidence.owner);
    return {
      evidenceId: evidence.evidenceId,
      ofAnotherAuthority: !own,
      ...(own ? viewSource(evidence) : NO_SOURCE),
      week: evidence.week,
      locality: evidence.locality,
      located: evidence.placeArea !== null,
      ...viewTheme(evidence),
      interviewee: evidence.interviewee,
      item: evidence.item && viewItem(evidence.item, own, isPublicType),
    };
  };
