import { acceptance, callout, doc, heading, list, nextSteps, table, text, value } from "../blocks";
import type { BuiltIn } from "../templates";

export const firstProposal: BuiltIn = {
  name: "First proposal",
  description: "A short proposal after the first talks, with a plan up to the decision.",
  stage: "propose",
  pages: [
    {
      kind: "proposal",
      title: "Our proposal",
      body: doc(
        heading(1, "A proposal for ", value("account.name", "your company")),
        text("Dear ", value("contact.firstName", "reader"), ","),
        text(
          "thank you for the time you took for us. This page sums up what we heard, what we suggest and what it would take. Please tell us where we are wrong: every section can be discussed in the chat of this room.",
        ),
        heading(2, "What we understood"),
        list(
          "The situation today, in your own words",
          "What it costs you: time, money, missed chances",
          "What a good result looks like, and how you would measure it",
        ),
        heading(2, "What we suggest"),
        text("Describe the solution in three sentences, in the order in which your reader will meet it."),
        table(
          ["Step", "What happens", "Result"],
          ["1. Start", "Requirements and access", "A shared plan"],
          ["2. Pilot", "One team works with it", "First figures"],
          ["3. Rollout", "All teams", "The result named above"],
        ),
        heading(2, "What it costs"),
        text(
          "The agreed frame is ",
          value("deal.amount", "to be settled together"),
          ". Insert a price table here with what is included and what is optional.",
        ),
        heading(2, "How we get there"),
        nextSteps,
        heading(2, "Your decision"),
        callout(
          text("You can accept this proposal right here. You will see everything once more before you sign."),
        ),
        acceptance,
        text(value("owner.name", "Your contact"), ", ", value("workspace.name", "our team")),
      ),
    },
    {
      kind: "plan",
      title: "The way to a decision",
      outline: {
        milestones: [
          {
            title: "Understand",
            tasks: [
              {
                key: "read",
                title: "Read the proposal and note questions",
                side: "viewer",
                due: { after: "room", days: 3 },
              },
              {
                key: "talk",
                title: "Talk the proposal through together",
                side: "member",
                due: { after: "task", key: "read", days: 3 },
                dependsOn: ["read"],
              },
              {
                key: "rivals",
                title: "Find out who else is being considered",
                side: "member",
                internal: true,
                due: { after: "room", days: 5 },
              },
            ],
          },
          {
            title: "Decide",
            tasks: [
              {
                key: "budget",
                title: "Confirm budget and approval path",
                side: "viewer",
                roleName: "Budget owner",
                due: { after: "room", days: 10 },
              },
              {
                key: "final",
                title: "Send the final version",
                side: "member",
                due: { after: "close", days: -7 },
                dependsOn: ["talk"],
              },
              {
                key: "accept",
                title: "Accept the proposal",
                side: "viewer",
                roleName: "Decision maker",
                due: { after: "close", days: 0 },
                dependsOn: ["final", "budget"],
              },
            ],
          },
        ],
      },
    },
  ],
};
