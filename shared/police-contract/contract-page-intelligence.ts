/** How intelligence goes to a force and its grade comes back, in prose, for docs/contract/README.md. */
export const INTELLIGENCE_RULES = `## Intelligence reports

An authority may tell a force what children told in return home interviews, as a partnership intelligence report: an
event \`uk.authority.missing-child.intelligence.v1\` on the force's reply queue. It answers no message.

- \`subject\` and \`data.reportId\` are our id of the report. There is no missing person reference, no episode and no
  child in it: it is sanitised, and neither the child nor whoever told can be known by it. Please do not try to find
  out; speak to the authority.
- The \`id\` is the same when it is sent again: recognise a repeat by it. A report that was sent is never recalled.
- \`text\` is written for police; an item may have a \`text\` of its own. Items are in the codes of the authority's lists
  (\`harm\`, \`context\`, \`place-type\`, \`item-class\`, \`provenance\`, \`role\`, \`transport\`, \`platform\`); an authority may
  have codes of its own. \`provenance\` says how it is known, \`confidence\` how sure the practitioner is. A place that
  would give the child away is \`null\`, as one that is not known.
- \`handling\` is in 3x5x2 (College of Policing, authorised professional practice): \`P\`, may be shared where that is
  lawful; \`C\`, the same under the \`conditions\`. \`grade\` is empty: this is raw information, which police grade.

Your grade comes back on \`missing-notifications\`, as an event \`uk.police.missing-child.intelligence-graded.v1\` with your
\`source\`, an \`id\` of its own and the report's id as \`subject\`. \`data\` has \`source\` (1 to 3), \`information\` (A to E) and
\`handling\` (P or C), and, if you wish, \`conditions\` and \`gradedAt\`. What this page says of envelopes, values, findings
and repeats holds for it too. Grade as often as you need: the later \`time\` stands, equal ones by \`id\`, whatever the
order of arrival; every grade is kept. A report that you did not get is rejected with \`unknown-report\`. The replies are
\`accepted\`, \`duplicate\` and \`rejected\` as for any message, with the \`reportId\` in the place of the \`episodeId\`.`;
