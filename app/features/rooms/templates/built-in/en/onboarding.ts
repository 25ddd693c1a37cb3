import { callout, doc, heading, list, nextSteps, table, text, value } from "../blocks";
import type { BuiltIn } from "../templates";

export const onboarding: BuiltIn = {
  name: "Onboarding",
  description:
    "From the signature to the first result: people, access, training, and a check after four weeks.",
  stage: "close",
  pages: [
    {
      kind: "proposal",
      title: "Welcome",
      body: doc(
        heading(1, "Welcome, ", value("account.name", "team")),
        text(
          "Everything for a good start is in this room: what happens when, who does what, and where to ask.",
        ),
        heading(2, "What you can expect"),
        table(
          ["Week", "What happens", "You need"],
          ["1", "Kick-off and access", "Names of users and administrators"],
          ["2", "Set-up and data", "One person from IT"],
          ["3", "Training", "60 minutes for each team"],
          ["4", "First result", "The figures to compare with"],
        ),
        heading(2, "Who is who"),
        list(
          [value("owner.name", "Your contact"), ": your contact for everything"],
          "Technical questions: in the chat of this room",
          "Urgent matters: the number in your contract",
        ),
        callout(text("Invite colleagues straight from this room. They need no account.")),
        heading(2, "Next steps"),
        nextSteps,
      ),
    },
    {
      kind: "plan",
      title: "Onboarding plan",
      outline: {
        milestones: [
          {
            title: "Start",
            tasks: [
              {
                key: "names",
                title: "Name users and administrators",
                side: "viewer",
                due: { after: "room", days: 3 },
              },
              {
                key: "kickoff",
                title: "Hold the kick-off",
                side: "member",
                due: { after: "room", days: 7 },
                dependsOn: ["names"],
              },
              {
                key: "handover",
                title: "Hand over from sales to service",
                side: "member",
                internal: true,
                due: { after: "room", days: 3 },
              },
            ],
          },
          {
            title: "Set up",
            tasks: [
              {
                key: "access",
                title: "Give access",
                side: "viewer",
                roleName: "IT",
                due: { after: "task", key: "kickoff", days: 3 },
                dependsOn: ["kickoff"],
              },
              {
                key: "data",
                title: "Bring in the data",
                side: "member",
                due: { after: "task", key: "access", days: 5 },
                dependsOn: ["access"],
              },
            ],
          },
          {
            title: "Use",
            tasks: [
              {
                key: "training",
                title: "Train the teams",
                side: "member",
                due: { after: "task", key: "data", days: 5 },
                dependsOn: ["data"],
              },
              {
                key: "check",
                title: "Check the first results together",
                side: "member",
                due: { after: "task", key: "training", days: 14 },
                dependsOn: ["training"],
              },
              {
                key: "feedback",
                title: "Answer the short survey",
                side: "viewer",
                due: { after: "task", key: "training", days: 14 },
              },
            ],
          },
        ],
      },
    },
    {
      kind: "form",
      title: "After four weeks",
      intro: "Your first weeks with us, in three questions.",
      questions: [
        { kind: "rating", label: "How well did the start go?", help: null, required: true, choices: [] },
        {
          kind: "nps",
          label: "How likely are you to recommend us to a colleague?",
          help: null,
          required: true,
          choices: [],
        },
        { kind: "long", label: "What is still missing?", help: null, required: false, choices: [] },
      ],
    },
  ],
};
