import { type Door, listForms } from "./door";

const DEAL = { name: "Stolen", stage: "qualify", amount: "1", currency: "JPY", closeDate: "" };

/** Deals, their board and list. */
export const DEAL_DOORS: Record<string, Door> = {
  "/deals/:dealId/delete": {
    access: "member",
    changes: { POST: ({ mark }) => ({ form: { confirmation: `Deal ${mark}` } }) },
  },
  "/deals/board": {
    access: "member",
    changes: {
      "POST move": ({ params: { dealId } }) => ({
        form: { intent: "move", dealId, stage: "close", version: "1" },
      }),
      "POST close": ({ params: { dealId } }) => ({
        form: {
          intent: "close",
          dealId,
          outcome: "won",
          outcomeReason: "",
          outcomeNote: "",
          version: "1",
          fromOutcome: "open",
          fromStage: "qualify",
        },
      }),
    },
  },
  "/deals": { access: "member", changes: listForms(({ params }) => params.dealId) },
  "/deals.csv": { access: "member" },
  "/deals/:dealId": {
    access: "member",
    changes: {
      "POST close": () => ({ form: { intent: "close", outcome: "won", outcomeReason: "", version: "1" } }),
      "POST reopen": () => ({ form: { intent: "reopen" } }),
    },
  },
  "/deals/:dealId/edit": {
    access: "member",
    changes: {
      POST: ({ params }) => ({ form: { ...DEAL, ownerId: params.memberId, version: "1" } }),
      "POST archive": () => ({ form: { intent: "archive", acceptsHanging: "on" } }),
    },
  },
};
