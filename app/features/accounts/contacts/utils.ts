/** What part a contact plays in the decision, from the most weighty. */
export const DECISION_ROLES = ["decision_maker", "champion", "influencer", "blocker", "user"] as const;
