import { acceptance, doc, heading, list, nextSteps, table, text, value } from "../blocks";
import type { BuiltIn } from "../templates";

export const renewal: BuiltIn = {
  name: "Renewal",
  description: "A look back with figures, what changes, and the renewal offer with acceptance.",
  stage: "negotiate",
  pages: [
    {
      kind: "proposal",
      title: "Renewal",
      body: doc(
        heading(1, "Our next term with ", value("account.name", "you")),
        text(
          "Dear ",
          value("contact.firstName", "reader"),
          ", the current term ends soon. This page looks back honestly and says what we suggest for the next one.",
        ),
        heading(2, "What was achieved"),
        table(
          ["Goal of the first term", "Today", "Remark"],
          ["Goal 1", "Figure", "How it was measured"],
          ["Goal 2", "Figure", "How it was measured"],
        ),
        heading(2, "What did not go well"),
        text("Name it before your reader does, and say what has been done about it."),
        heading(2, "What we suggest"),
        list("What stays", "What changes, and why", "What you no longer need to pay for"),
        heading(2, "The offer"),
        text(
          "The term begins after ",
          value("deal.closeDate", "the end of the current one"),
          ". Insert a price table here; optional lines can be switched on by your reader.",
        ),
        heading(2, "Next steps"),
        nextSteps,
        heading(2, "Your acceptance"),
        acceptance,
        text(value("owner.name", "Your contact"), ", ", value("workspace.name", "our team")),
      ),
    },
    {
      kind: "plan",
      title: "Renewal plan",
      outline: {
        milestones: [
          {
            title: "Look back",
            tasks: [
              {
                key: "figures",
                title: "Bring the figures of the past term",
                side: "member",
                due: { after: "close", days: -60 },
              },
              {
                key: "survey",
                title: "Answer the short survey",
                side: "viewer",
                due: { after: "close", days: -50 },
              },
              {
                key: "risk",
                title: "Judge the risk of losing the account",
                side: "member",
                internal: true,
                due: { after: "close", days: -60 },
              },
            ],
          },
          {
            title: "Renew",
            tasks: [
              {
                key: "meet",
                title: "Review together",
                side: "member",
                due: { after: "close", days: -45 },
                dependsOn: ["figures", "survey"],
              },
              {
                key: "offer",
                title: "Publish the renewal offer",
                side: "member",
                due: { after: "close", days: -30 },
                dependsOn: ["meet"],
              },
              {
                key: "accept",
                title: "Accept the renewal",
                side: "viewer",
                roleName: "Budget owner",
                due: { after: "close", days: 0 },
                dependsOn: ["offer"],
              },
            ],
          },
        ],
      },
    },
    {
      kind: "form",
      title: "How was the past term?",
      intro: "Two minutes. Your answers decide what we talk about in the review.",
      questions: [
        {
          kind: "nps",
          label: "How likely are you to recommend us to a colleague?",
          help: null,
          required: true,
          choices: [],
        },
        {
          kind: "rating",
          label: "How satisfied are you with the support?",
          help: null,
          required: false,
          choices: [],
        },
        { kind: "long", label: "What should be better next year?", help: null, required: false, choices: [] },
      ],
    },
  ],
};
