import { z } from "zod";
import { defineJob } from "~/platform/jobs.server";
import { deriveDocument } from "./files/mutations.server";

const MAX_TRIES = 3;

/** Reads an uploaded file: pages, text, pictures, or the reason why it can't be used. */
export const deriveDocumentJob = defineJob({
  kind: "document.derive",
  schema: z.object({ versionId: z.string() }).strict(),
  run: ({ versionId }, { attempt }) => deriveDocument(versionId, { isLastTry: attempt >= MAX_TRIES }),
});

export const libraryJobs = [deriveDocumentJob];
