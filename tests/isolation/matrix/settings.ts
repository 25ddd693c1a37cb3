import { newId } from "~/platform/ids";
import type { Door } from "./door";

const SEEN = JSON.stringify({});

/** Managers look at the workspace's settings, admins change them; a form changes the workspace of whoever sends it. */
function settings(changes: Record<string, Record<string, string>>): Door {
  const wishes = Object.entries(changes).map(([name, form]) => [name, () => ({ form })] as const);
  return { access: "manager", changedBy: "admin", isOwnAffair: true, changes: Object.fromEntries(wishes) };
}

/** Settings of a member and of the workspace, and what the instance's admins see. */
export const SETTINGS_DOORS: Record<string, Door> = {
  "/settings": {
    access: "member",
    isOwnAffair: true,
    changes: { POST: () => ({ form: { intent: "profile", name: "Stolen", language: "ja" } }) },
  },
  "/settings/security": {
    access: "member",
    isOwnAffair: true,
    changes: {
      "POST password": () => ({
        form: { intent: "password", currentPassword: "guessed", newPassword: "a stolen house" },
      }),
      "POST email": () => ({
        form: { intent: "email", email: "stolen@kumano.example", currentPassword: "guessed" },
      }),
      "POST end-session": () => ({ form: { intent: "end-session", sessionId: "0".repeat(64) } }),
      "POST sign-out-everywhere": () => ({ form: { intent: "sign-out-everywhere" } }),
    },
  },
  "/settings/members": {
    access: "member",
    changedBy: "admin",
    changes: {
      "POST invite": ({ params: { teamId } }) => ({
        form: {
          intent: "invite",
          requestKey: newId(),
          email: "stolen@kumano.example",
          role: "admin",
          teamId,
          language: "en",
        },
      }),
      "POST resend": ({ params: { inviteId } }) => ({ form: { intent: "resend", inviteId } }),
      "POST withdraw": ({ params: { inviteId } }) => ({ form: { intent: "withdraw", inviteId } }),
    },
  },
  "/settings/members/:memberId": {
    access: "member",
    changedBy: "admin",
    changes: {
      "POST save": ({ params: { teamId } }) => ({
        form: { intent: "save", role: "admin", teamId, seenRole: "rep", seenTeamId: "" },
      }),
      "POST deactivate": ({ params: { adminId } }) => ({ form: { intent: "deactivate", heirId: adminId } }),
      "POST reactivate": () => ({ form: { intent: "reactivate" } }),
    },
  },
  "/settings/teams": {
    access: "member",
    changedBy: "admin",
    changes: { POST: ({ params: { teamId } }) => ({ form: { name: "Stolen", requestKey: teamId } }) },
  },
  "/settings/teams/:teamId": {
    access: "member",
    changedBy: "admin",
    changes: {
      "POST save": ({ params: { memberId } }) => ({
        form: { intent: "save", name: "Stolen", leaderId: memberId, "memberIds[]": memberId },
      }),
      "POST delete": () => ({ form: { intent: "delete" } }),
    },
  },
  "/settings/workspace": settings({
    POST: {
      seen: SEEN,
      name: "Stolen",
      language: "en",
      timeZone: "UTC",
      currency: "USD",
      "currencies[]": "EUR",
      fiscalYearStart: "1",
    },
  }),
  "/settings/branding": settings({
    POST: { seen: SEEN, brandColor: "#123456", senderName: "Stolen" },
    "POST remove": { intent: "remove-logo" },
  }),
  "/settings/hours": settings({
    POST: {
      seen: SEEN,
      "workDays[]": "1",
      workStart: "01:00",
      workEnd: "02:00",
      holidayCountry: "JP",
      ownHolidays: "2026-12-29 Stolen",
    },
  }),
  "/settings/deals": settings({
    "POST add": { intent: "add", list: "stage", name: "Stolen", requestKey: newId() },
    "POST rename": { intent: "rename", list: "stage", key: "qualify", name: "Stolen", seenName: "" },
    "POST move": { intent: "move", list: "stage", key: "qualify", before: "" },
    "POST archive": { intent: "archive", list: "won", key: "won_price", moveTo: "" },
    "POST restore": { intent: "restore", list: "lost", key: "lost_fit" },
  }),
  "/settings/tracking": settings({
    POST: { seen: SEEN, ownDomains: "stolen.example", ownNetworks: "203.0.113.0/24", alertHoldSeconds: "60" },
  }),
  "/settings/domain": settings({ POST: { seen: SEEN, customDomain: "stolen.example" } }),
  "/logo": { access: "member" },
  "/admin/mails": { access: "admin" },
  "/admin/mails/:mailId": { access: "admin" },
  "/design": { access: "member" },
  "/admin/jobs": { access: "admin", changes: { POST: () => ({ form: { jobId: "guess" } }) } },
};
