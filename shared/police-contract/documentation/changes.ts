/** For developers at forces, newest first. Nobody sends in production yet, so version 1 still grows. */
export const CONTRACT_CHANGES = `## Changes to version 1

Nobody sends in production yet, so version 1 still grows. Afterwards, what would break a sender gets a new version of
its \`type\`.

- **2026-11-26.** One reference may hold several episodes: \`further-occasion\` replaces \`reported-after-return\`. New members:
  \`child.nameAsGiven\`, \`child.dateOfBirthEstimated\`, \`child.ageEstimate\`, \`placement\`, \`found.condition\`,
  \`returnedTo.urn\`, and \`custody\` and \`abroad\` as \`returnedTo.kind\`. New warnings: \`reference-reused\`,
  \`duplicate-unresolved\`, \`order-of-times\`, \`text-cleaned\`, \`placeholder\`. A child whose birth date, or one of whose
  names, is not known is taken. White space around \`subject\` and identifiers is no part of them. Extension attributes are
  no content. Replies are in ASCII only.
- **2026-11-22.** Intelligence reports to forces, and their grades.
- **2026-11-21.** First version.`;

export const TRYING_IT = `## Trying it on your machine

\`npm start\` in a clone of this project runs the whole service. Its README shows how to send a message with the AWS
command line; any SDK does as well, with any credentials. The reply is on the queue \`police-replies-…\` of your force
within a second or two: \`npm start\` prints its name, and \`.local/stack.json\` has its address.

One thing is stricter there than on AWS: the local queue refuses a body with a character beyond U+FFFF written as
itself, such as an emoji (\`InvalidMessageContents\`). AWS takes it. Until the emulator is mended, escape it when you try
it locally (\`\\ud83d\\ude00\`): in JSON both mean the same.`;
