/** On the room's own topic, which members alone hear. */
export const COMMENTS_CHANGED = "proposal-comments";
