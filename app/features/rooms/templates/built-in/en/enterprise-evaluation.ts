import { callout, doc, heading, list, nextSteps, table, text, value } from "../blocks";
import type { BuiltIn } from "../templates";

export const enterpriseEvaluation: BuiltIn = {
  name: "Enterprise evaluation with security review",
  description:
    "For larger buyers: scope and criteria of the evaluation, a security review, and everyone who has a say.",
  stage: "discover",
  pages: [
    {
      kind: "proposal",
      title: "Evaluation brief",
      body: doc(
        heading(1, "Evaluation at ", value("account.name", "your company")),
        text(
          "This brief says what is evaluated, by whom, by when, and what a yes would look like. It is the one place that both sides keep up to date.",
        ),
        heading(2, "What will be decided"),
        text(
          "Whether to introduce the solution described here, in which units, and from when. The target date for the decision is ",
          value("deal.closeDate", "to be agreed"),
          ".",
        ),
        heading(2, "Criteria"),
        table(
          ["Criterion", "How it is measured", "Who judges"],
          ["Fit for daily work", "Three tasks done without help", "Users of the pilot"],
          ["Integration", "Data flows both ways for five days", "IT"],
          ["Security and privacy", "Questionnaire and open points closed", "Information security"],
          ["Value", "Time saved against the baseline", "Business owner"],
        ),
        heading(2, "Scope of the pilot"),
        list("Teams and number of people", "Systems that are connected", "What is left out on purpose"),
        heading(2, "Security review"),
        text(
          "Our documents are on the pages of this room. Please ask open questions in the chat, beside the page they are about, so that every answer stays with its source.",
        ),
        list(
          "Where data is stored and who can reach it",
          "Encryption, backups and deletion",
          "Sub-processors and certificates",
          "How incidents are reported",
        ),
        callout(
          text(
            "Nothing here needs an account: forward the link to your security team. They confirm their address with a code.",
          ),
        ),
        heading(2, "Next steps"),
        nextSteps,
        text(value("owner.name", "Your contact"), ", ", value("workspace.name", "our team")),
      ),
    },
    {
      kind: "plan",
      title: "Evaluation plan",
      outline: {
        milestones: [
          {
            title: "Prepare",
            tasks: [
              {
                key: "criteria",
                title: "Agree criteria and baseline",
                side: "viewer",
                roleName: "Business owner",
                due: { after: "room", days: 7 },
              },
              {
                key: "committee",
                title: "Name everyone who has a say",
                side: "viewer",
                due: { after: "room", days: 5 },
              },
              {
                key: "map",
                title: "Map supporters and sceptics",
                side: "member",
                internal: true,
                due: { after: "room", days: 7 },
              },
            ],
          },
          {
            title: "Security review",
            tasks: [
              {
                key: "docs",
                title: "Provide the security documents",
                side: "member",
                due: { after: "room", days: 5 },
              },
              {
                key: "questions",
                title: "Fill in the security questionnaire",
                side: "member",
                due: { after: "task", key: "docs", days: 7 },
                dependsOn: ["docs"],
              },
              {
                key: "review",
                title: "Review and list open points",
                side: "viewer",
                roleName: "Information security",
                due: { after: "task", key: "questions", days: 10 },
                dependsOn: ["questions"],
              },
              {
                key: "points",
                title: "Close the open points",
                side: "member",
                due: { after: "task", key: "review", days: 7 },
                dependsOn: ["review"],
              },
            ],
          },
          {
            title: "Pilot and decision",
            tasks: [
              {
                key: "start",
                title: "Start the pilot",
                side: "member",
                due: { after: "task", key: "criteria", days: 14 },
                dependsOn: ["criteria"],
              },
              {
                key: "results",
                title: "Measure the results against the criteria",
                side: "viewer",
                due: { after: "task", key: "start", days: 28 },
                dependsOn: ["start"],
              },
              {
                key: "legal",
                title: "Check the contract",
                side: "viewer",
                roleName: "Legal",
                due: { after: "close", days: -14 },
              },
              {
                key: "decide",
                title: "Decide",
                side: "viewer",
                roleName: "Decision maker",
                due: { after: "close", days: 0 },
                dependsOn: ["results", "points", "legal"],
              },
            ],
          },
        ],
      },
    },
    {
      kind: "form",
      title: "Before the security review",
      intro: "Six short questions, so that we bring the right documents to the review.",
      questions: [
        {
          kind: "multiple",
          label: "Which kinds of data would be processed?",
          help: null,
          required: true,
          choices: [
            "Business contacts",
            "Customer data",
            "Employee data",
            "Health or other sensitive data",
            "No personal data",
          ],
        },
        {
          kind: "single",
          label: "Where must data be stored?",
          help: null,
          required: true,
          choices: ["In our country", "In our region", "No requirement"],
        },
        {
          kind: "yesno",
          label: "Is single sign-on required from the first day?",
          help: null,
          required: true,
          choices: [],
        },
        {
          kind: "multiple",
          label: "Which documents do you need?",
          help: null,
          required: false,
          choices: [
            "Certificates",
            "Penetration test summary",
            "Data processing agreement",
            "Architecture overview",
            "Incident process",
          ],
        },
        { kind: "date", label: "By when do you need our answers?", help: null, required: false, choices: [] },
        { kind: "long", label: "What else must we know?", help: null, required: false, choices: [] },
      ],
    },
  ],
};
