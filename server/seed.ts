// node build/server/seed.js: fills an empty database with the demonstration and prints what a person may open.
import { mkdirSync } from "node:fs";
import { connect } from "@db/client";
import { closePdfReader } from "~/features/library/files/service.server";
import { libraryJobs } from "~/features/library/jobs.server";
import { tellAbsent } from "~/features/rooms/chat/mails/jobs.server";
import { makeCertificate } from "~/features/rooms/proposals/acceptance/jobs.server";
import { trackingJobs } from "~/features/tracking/jobs.server";
import { setClock } from "~/platform/clock.server";
import { env } from "~/platform/env.server";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { paths } from "~/platform/paths";
import { DEMO_ACCOUNTS, DEMO_MEMBERS, DEMO_PASSWORD } from "../db/seed/demo-people";
import { seedChat } from "./demo/chat";
import { seedCommittee } from "./demo/committee";
import { seedLibrary } from "./demo/library";
import { seedPeople } from "./demo/people";
import { seedPlan } from "./demo/plan";
import { Random } from "./demo/random";
import { type DemoRoom, seedAccount } from "./demo/rooms";
import { seedStory } from "./demo/story";
import { STORY_DAYS, seedVisits } from "./demo/visits";

const DAY_MS = 86_400_000;

mkdirSync(env().dataDir, { recursive: true });
const database = await connect(env().databaseUrl);
await database.migrate();
for (const job of libraryJobs) registerJob(job);
for (const job of trackingJobs) registerJob(job);
registerJob(tellAbsent);
registerJob(makeCertificate);

const endMs = Date.now();
const beginMs = endMs - (STORY_DAYS + 3) * DAY_MS;
setClock(() => beginMs);
const scopes = await seedPeople();
const shelves = await seedLibrary(scopes.admin);
const rooms: DemoRoom[] = [];
for (const account of DEMO_ACCOUNTS)
  rooms.push(...(await seedAccount(scopes[account.owner], account, shelves)));
await seedVisits(rooms, new Random(20_261_122), endMs);
for (const room of rooms) await seedPlan(room);
for (const room of rooms) await seedChat(room, endMs);
setClock(() => endMs);
for (const room of rooms) await seedCommittee(room);
await seedStory(rooms);
await runDueJobs();
closePdfReader();
await database.close();

const at = (path: string) => new URL(path, env().appUrl).href;
const lines = [
  "Demonstration data: every company, person and figure in it is invented.",
  "",
  `Sign in      ${at(paths.signIn())}`,
  ...DEMO_MEMBERS.map(({ role, email }) => `  ${role.padEnd(8)} ${email}`),
  `  password ${DEMO_PASSWORD}`,
  "",
  "Rooms as a buyer sees them (open in a private window)",
  ...rooms
    .filter((room) => room.gate !== "code")
    .slice(0, 4)
    .map((room) => `  ${at(paths.shareLink(room.token))}  ${room.name}`),
  `  ${at(paths.shareLink(rooms[0]?.token ?? ""))}  ${rooms[0]?.name} (asks for a code; read it under Admin > Mails)`,
  "",
];
process.stdout.write(lines.join("\n"));
