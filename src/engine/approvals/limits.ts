/** Milliseconds in which an approval is to be used, unless its approver says otherwise. */
export const USE_MS = 5 * 60_000;
/** Seconds that a grant lives, unless it says otherwise; and at most, unless a policy says otherwise. */
export const GRANT_SECONDS = 3600;
export const MAX_GRANT_SECONDS = 86_400;
/** The most uses that an approver can give. */
export const MAX_USES = 1000;
/** Requests of one actor that may be pending at once. */
export const MAX_PENDING = 20;
/** How long what was rejected is not asked again, and how long the rejections of an actor count. */
export const COOL_MS = 5 * 60_000;
/** So many rejections in that time, and the actor may ask nothing. */
export const MAX_REJECTIONS = 5;
/** The largest payload that a person is asked about, in UTF-8 bytes of its JSON. */
export const MAX_SHOWN_BYTES = 1024 * 1024;
