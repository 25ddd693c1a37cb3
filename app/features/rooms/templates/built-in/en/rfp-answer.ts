import { callout, doc, heading, list, table, text, value } from "../blocks";
import type { BuiltIn } from "../templates";

export const rfpAnswer: BuiltIn = {
  name: "RFP answer",
  description:
    "A complete answer to a request for proposal: summary, requirement by requirement, terms and questions.",
  stage: "propose",
  pages: [
    {
      kind: "proposal",
      title: "Answer to your request",
      body: doc(
        heading(1, "Our answer to ", value("account.name", "your"), " request for proposal"),
        text(
          "Submitted on ",
          value("today", "the date of submission"),
          " by ",
          value("workspace.name", "our company"),
          ".",
        ),
        heading(2, "Summary"),
        text(
          "In five sentences: what you ask for, what we offer, why it fits, what it costs, what sets it apart.",
        ),
        heading(2, "Requirements"),
        table(
          ["No.", "Requirement", "Answer", "Remark"],
          ["1.1", "Requirement as worded", "Met", "Where to see it"],
          ["1.2", "Requirement as worded", "Met in part", "What is missing, and until when"],
          ["1.3", "Requirement as worded", "Not met", "What we suggest instead"],
        ),
        callout(
          text("We say plainly what we do not meet. You will find no “yes” here that we could not show."),
        ),
        heading(2, "Method and schedule"),
        list(
          "Phases, milestones and what is delivered",
          "Your part and ours",
          "Risks, and how we deal with them",
        ),
        heading(2, "Team and references"),
        text("Name the people who will do the work, not only those who sell it."),
        heading(2, "Commercial terms"),
        text(
          "The total is ",
          value("deal.amount", "in the price table"),
          ". Insert a price table here. The offer holds until ",
          value("deal.closeDate", "the date named in your request"),
          ".",
        ),
        heading(2, "Contact"),
        text(
          value("owner.name", "Your contact"),
          ", ",
          value("owner.title", "sales"),
          ", ",
          value("owner.email", "see the contact in this room"),
        ),
      ),
    },
    {
      kind: "plan",
      title: "Up to the award",
      outline: {
        milestones: [
          {
            title: "Submission",
            tasks: [
              {
                key: "questions",
                title: "Send clarifying questions",
                side: "member",
                due: { after: "room", days: 3 },
              },
              {
                key: "answers",
                title: "Answer the questions",
                side: "viewer",
                due: { after: "task", key: "questions", days: 5 },
                dependsOn: ["questions"],
              },
              {
                key: "bid",
                title: "Decide whether to bid",
                side: "member",
                internal: true,
                due: { after: "room", days: 2 },
              },
              {
                key: "submit",
                title: "Submit the answer",
                side: "member",
                due: { after: "close", days: -30 },
                dependsOn: ["answers"],
              },
            ],
          },
          {
            title: "Evaluation",
            tasks: [
              {
                key: "demo",
                title: "Show the solution",
                side: "member",
                due: { after: "close", days: -20 },
                dependsOn: ["submit"],
              },
              {
                key: "score",
                title: "Score the answers",
                side: "viewer",
                roleName: "Evaluation committee",
                due: { after: "close", days: -10 },
                dependsOn: ["demo"],
              },
              {
                key: "award",
                title: "Award",
                side: "viewer",
                roleName: "Procurement",
                due: { after: "close", days: 0 },
                dependsOn: ["score"],
              },
            ],
          },
        ],
      },
    },
  ],
};
