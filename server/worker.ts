import { assemble } from "~/wiring.server";

// Jobs only: for installations that keep them out of the web process (RUN_JOBS=off there).
const house = await assemble({ runsJobs: true });
process.stdout.write("Engawa's worker takes jobs\n");
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => void house.close().then(() => process.exit(0)));
}
