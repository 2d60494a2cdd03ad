export const PAGE_RULES = `# The police contract, version 1

What a police force's system sends when a child is missing, and what it gets back.

## Sending

- One SQS message on the queue \`missing-notifications\` is one [CloudEvents 1.0](https://cloudevents.io)
  event in structured JSON, at most 256 KiB (262,144 bytes of UTF-8), at most 32 levels deep, no member twice
  in one object, no byte order mark.
- \`source\` is \`urn:police:\` and the force's GSS code. \`id\` is unique within it (1 to 200 characters).
  \`subject\` is the force's missing person reference (1 to 100 characters): all events of one missing episode carry it.
  White space around it is no part of it; small and capital letters are not the same. It is answered as you sent it.
- If your system can, repeat the source in the SQS message attribute \`source\`: then even a body that
  cannot be read gets a reply.
- \`type\` is \`uk.police.missing-child.\` with \`reported\`, \`updated\`, \`found\`, \`returned\` or \`cancelled\`, and \`.v1\`.
  A grade of an intelligence report has a type of its own: see [Intelligence reports](#intelligence-reports).
- \`time\` is when your system recorded the event. It orders the events of an episode, whatever the order in
  which they arrive; up to nine decimals of a second count. Equal times are ordered by \`id\`.
- A correction is a later event of the same type. A member that a later event leaves out keeps its value.
- \`null\` clears a member, in \`updated\` only, and only members directly under \`data\` or \`data.child\`;
  the child as a whole cannot be cleared. \`missingFrom\`, \`lastSeen\` and \`officer\` are replaced whole,
  \`child\` member by member.
- Send the same event as often as you like: the same \`id\` with the same content has no effect. The order of
  members and white space are not content, nor are extension attributes such as \`traceparent\`: content is \`type\`,
  \`subject\`, \`time\` and \`data\`. The same \`id\` with other content is rejected (\`id-reused\`).

## Values

- Every instant is RFC 3339 **with an offset**: \`2026-10-25T01:30:00+01:00\` or \`…Z\`. A time without offset is
  refused, because it can mean two instants. Not accepted: days that do not exist, 24:00, leap seconds, years
  before 2000, and instants more than five minutes ahead of the receiver. Instants inside \`data\` count to the
  millisecond; what is finer is cut off.
- Dates of birth are \`YYYY-MM-DD\`, from 1990-01-01 on.
- Characters are counted as Unicode code points. Names (1 to 100) may be in any script; white space around them is
  removed, and they are put in Unicode NFC. Names, references and contacts are on one line. Free text may have line
  breaks and tabs.
- Control characters, characters that change the direction of writing, characters that nobody can see, half a
  surrogate pair and what Unicode has for no use are removed from every text in \`data\`, with the warning
  \`text-cleaned\`. A name of which nothing is left is missing. \`id\` and \`subject\` are never cleaned.
- A child has at least one of \`givenName\`, \`familyName\` and \`nameAsGiven\`. What is not known is left out: a date of
  birth may be missing, be an estimate (\`dateOfBirthEstimated\`), or be replaced by \`ageEstimate\`.
- An identifier that stands for one that is not known (\`UNKNOWN\`, \`N/A\`, dashes, only zeros, nines or x's, also after a
  letter) is ignored with the warning \`placeholder\`. Please leave it out.
- Postcodes may be written with or without spaces, in any case. NHS numbers may be grouped by spaces or hyphens.
- Words are exactly as in the schemas. For \`riskLevel\`, \`no-apparent-risk\` and \`absent\` are read as \`very-low\`.
- \`ethnicity\` is an ONS 2021 census code of up to ten letters, digits and hyphens; it is kept as you send it.

## What is not usable

- A missing or unusable **required** member rejects the message. We do not use any of it; we keep the raw message
  and alert an operator at once.
- An unusable **optional** member is ignored, with a warning, and the rest is used: one entry of \`riskFlags\` or
  \`aliases\`; a postcode of a place; an object whose own required member is unusable; a list or an object in which
  nothing is usable. In \`updated\` every member is optional.
- \`null\` outside \`updated\` is an unusable value.
- Members that are not in the contract, CloudEvents extension attributes among them, are ignored with a warning.
- A well-formed GSS code of an authority that is not ours is kept, with a warning, for a person to look at.

## Several absences under one reference

One reference may hold several episodes, one after the other. A \`reported\` whose \`reportedAt\` is later than a return
of the reference opens a further episode, with the warning \`further-occasion\`: it has a return, a 72-hour deadline and
an interview of its own. Otherwise it corrects the report before it. A \`found\` or \`returned\` belongs to the last
episode that was reported by its own instant; an \`updated\` or \`cancelled\` to the last one whose report you recorded by
its \`time\`. All of it follows from the events you sent, never from the order in which they arrive. What is known of the
child carries over; risk, places and circumstances begin again. Reported after a find and before any return, the child
is missing again in the same episode.

A \`cancelled\` with the reason \`duplicate\` names the reference to keep in \`duplicateOf\`. The task is withdrawn only while
an episode of the same child is known there that is not cancelled itself; this is looked at again whenever either of
them changes. Otherwise it stays open before a person, with the warning \`duplicate-unresolved\`: also when two
references are called duplicates of each other.

A \`found\` with the \`condition\` \`deceased\` withdraws every open task of the child and alerts the head of service. A later
\`found\` with another condition, or a \`returned\`, opens them again for a person to look at.

A report that describes another child than before under the reference (another date of birth, another sex, another given
name) is taken with the warning \`reference-reused\`, and nothing of the first child is shown under the second. Times that
cannot follow each other are taken with the warning \`order-of-times\`. A person looks at each of them.

## Replies

Every message gets one reply event on the queue \`police-replies-\` with the force's GSS code in lower case: accepted,
duplicate or rejected. A reply has codes and JSON pointers, never a value of the message, and is in ASCII only (all else is escaped); where a member's
name is unusual, the pointer is its parent's. At most 100 findings are listed. The \`id\` of a reply is the same
when it is sent again: recognise a repeat by it. A message that fails for our own reasons is tried again and is
never rejected. A message that names no force we know, neither in its body nor in the attribute
\`source\`, gets no reply: we keep it and alert an operator.`;

export const INTELLIGENCE_RULES = `## Intelligence reports

An authority may send a force what children disclosed in return home interviews, as a partnership intelligence
report: an event \`uk.authority.missing-child.intelligence.v1\` on the force's reply queue. It is not a reply.

- \`subject\` and \`data.reportId\` are our id of the report. There is no missing person reference, no episode and no
  child in it: it is sanitised, and neither the child nor the person interviewed can be identified by it. Please do
  not try to find out; speak to the authority.
- The \`id\` is the same when it is sent again: recognise a repeat by it. A report is never recalled once it is sent.
- \`text\` is written for police; an item may have a \`text\` of its own. Items are in the codes of the authority's lists
  (\`harm\`, \`context\`, \`place-type\`, \`item-class\`, \`provenance\`, \`role\`, \`transport\`, \`platform\`); an authority may
  have codes of its own. \`provenance\` says how it is known, \`confidence\` how sure the practitioner is. A place that
  could identify the child is \`null\`, like one that is not known.
- \`handling\` is in 3x5x2 (College of Policing, authorised professional practice): \`P\`, may be shared where that is
  lawful; \`C\`, the same under the \`conditions\`. \`grade\` is empty: this is raw information, which police grade.

Your grade comes back on \`missing-notifications\`, as an event \`uk.police.missing-child.intelligence-graded.v1\` with your
\`source\`, an \`id\` of its own and the report's id as \`subject\`. \`data\` has \`source\` (1 to 3), \`information\` (A to E) and
\`handling\` (P or C), and, if you wish, \`conditions\` and \`gradedAt\`. What this page says of envelopes, values, findings
and repeats holds for it too. Grade as often as you need: the grade with the latest \`time\` is used, equal ones by
\`id\`, whatever the order of arrival; every grade is kept. A report that you did not get is rejected with \`unknown-report\`. The replies are
\`accepted\`, \`duplicate\` and \`rejected\` as for any message, with the \`reportId\` in the place of the \`episodeId\`.`;
