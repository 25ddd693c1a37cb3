import { newId } from "~/platform/ids";
import { type Door, listForms } from "./door";

const DEAL = { name: "Stolen", stage: "qualify", amount: "1", currency: "JPY", closeDate: "" };
const CONTACT = { email: "stolen@hinoki.example", name: "Stolen" };

/** Accounts and contacts. */
export const ACCOUNT_DOORS: Record<string, Door> = {
  "/accounts": { access: "member", changes: listForms(({ params }) => params.accountId) },
  "/accounts.csv": { access: "member" },
  "/accounts/new": {
    access: "member",
    changes: { POST: ({ params }) => ({ form: { name: "Stolen", requestKey: params.accountId } }) },
  },
  "/accounts/:accountId": { access: "member", changes: { POST: () => ({ form: { intent: "restore" } }) } },
  "/accounts/:accountId/edit": {
    access: "member",
    changes: {
      POST: ({ params }) => ({ form: { name: "Stolen", ownerId: params.memberId, version: "1" } }),
      "POST archive": () => ({ form: { intent: "archive", acceptsHanging: "on" } }),
    },
  },
  "/accounts/:accountId/report": { access: "member" },
  "/accounts/:accountId/report.csv": { access: "member" },
  "/accounts/:accountId/contacts/new": {
    access: "member",
    changes: { POST: () => ({ form: { ...CONTACT, requestKey: newId() } }) },
  },
  "/accounts/:accountId/contacts/:contactId": {
    access: "member",
    changes: {
      POST: () => ({ form: { ...CONTACT, version: "1" } }),
      "POST archive": () => ({ form: { intent: "archive" } }),
    },
  },
  "/accounts/:accountId/deals/new": {
    access: "member",
    changes: { POST: () => ({ form: { ...DEAL, requestKey: newId() } }) },
  },
  "/accounts/:accountId/merge": {
    access: "member",
    changes: {
      "POST merge": ({ params: { accountId } }) => ({
        form: {
          intent: "merge",
          otherId: accountId,
          keep: "this",
          version: "1",
          otherVersion: "1",
          name: "this",
        },
      }),
      "POST undo": ({ params: { accountId } }) => ({ form: { intent: "undo", mergeId: accountId } }),
    },
  },
  "/accounts/:accountId/contacts/:contactId/merge": {
    access: "member",
    changes: {
      "POST merge": ({ params: { contactId } }) => ({
        form: {
          intent: "merge",
          otherId: contactId,
          keep: "this",
          version: "1",
          otherVersion: "1",
          email: "this",
        },
      }),
      "POST undo": ({ params: { contactId } }) => ({ form: { intent: "undo", mergeId: contactId } }),
    },
  },
  "/accounts/:accountId/delete": {
    access: "member",
    changes: { POST: ({ mark }) => ({ form: { confirmation: `Account ${mark}` } }) },
  },
  "/accounts/:accountId/contacts/:contactId/delete": {
    access: "member",
    changes: { POST: ({ mark }) => ({ form: { confirmation: `Contact ${mark}` } }) },
  },
  "/contacts": { access: "member", changes: listForms(({ params }) => params.contactId) },
  "/accounts/choices": { access: "member" },
  "/contacts.csv": { access: "member" },
};
