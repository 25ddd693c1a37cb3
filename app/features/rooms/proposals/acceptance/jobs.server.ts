import { createHash } from "node:crypto";
import { db } from "@db/client";
import { acceptanceCertificates, acceptances, proposalVersions } from "@db/schema/proposals";
import { pages, rooms } from "@db/schema/rooms";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { now } from "~/platform/clock.server";
import { env } from "~/platform/env.server";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import { defineJob } from "~/platform/jobs.server";
import { findMailBrand } from "~/platform/mail-brand.server";
import { mailTexts } from "~/platform/mail-text.server";
import { queueMail } from "~/platform/mailer.server";
import { paths } from "~/platform/paths";
import { storage } from "~/platform/storage.server";
import { announceRoom } from "../../mutations.server";
import { namesIn } from "../versions/data.server";
import { textBlocks } from "../versions/text.server";
import { drawCertificate } from "./certificate.server";
import { certificateName } from "./data.server";

/** Draws the PDF that tells of an acceptance, and mails it to both sides. Doing it twice changes nothing. */
export const makeCertificate = defineJob({
  kind: "proposals.certificate",
  schema: z.object({ acceptanceId: z.string() }).strict(),
  async run({ acceptanceId }) {
    const facts = await findFacts(acceptanceId);
    // Deleted with its room since.
    if (!facts) return;
    const { acceptance, brand, language } = facts;
    const names = await namesIn(acceptance, [facts.body]);
    const bytes = await drawCertificate({
      ...facts,
      blocks: textBlocks(facts.body, { language, names }),
      brand: brand ? { name: brand.name, color: brand.color, logo: brand.logo } : null,
    });
    const fileKey = `certificates/${acceptanceId}.pdf`;
    await storage().put(fileKey, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const isNew = await db.transaction(async (tx) => {
      const [made] = await tx
        .insert(acceptanceCertificates)
        .values({ acceptanceId, fileKey, sha256, createdAt: now() })
        .onConflictDoNothing()
        .returning();
      if (made) await mailBothSides(tx, facts, fileKey);
      return made !== undefined;
    });
    if (isNew) announceRoom(acceptance.roomId);
  },
});

type Facts = NonNullable<Awaited<ReturnType<typeof findFacts>>>;

async function findFacts(acceptanceId: string) {
  const [row] = await db
    .select({
      acceptance: acceptances,
      title: pages.title,
      roomName: rooms.name,
      body: proposalVersions.body,
      publishedAt: proposalVersions.createdAt,
      workspace: workspaces,
      owner: { email: users.email, name: users.name, language: users.language },
    })
    .from(acceptances)
    .innerJoin(pages, eq(pages.id, acceptances.pageId))
    .innerJoin(rooms, eq(rooms.id, acceptances.roomId))
    .innerJoin(proposalVersions, eq(proposalVersions.id, acceptances.versionId))
    .innerJoin(workspaces, eq(workspaces.id, acceptances.workspaceId))
    .leftJoin(members, and(eq(members.id, rooms.ownerId), isNull(members.deactivatedAt)))
    .leftJoin(users, eq(users.id, members.userId))
    .where(eq(acceptances.id, acceptanceId));
  if (!row) return null;
  const { workspace, owner, ...facts } = row;
  const { timeZone } = workspace;
  return {
    ...facts,
    owner,
    timeZone,
    sellerLanguage: owner?.language ?? workspace.language,
    language: facts.acceptance.language,
    brand: await findMailBrand(workspace.id),
  };
}

async function mailBothSides(tx: Tx, facts: Facts, fileKey: string): Promise<void> {
  const { acceptance, owner, title } = facts;
  const { email, workspaceId, versionNumber: number, language } = acceptance;
  const attachment = { key: fileKey, name: certificateName(language, { title, number }) };
  if (email) {
    const mail = textsFor(facts, { side: "buyer", language });
    await queueMail(tx, { workspaceId, to: email, ...mail, attachment });
  }
  if (owner?.email) {
    const mail = textsFor(facts, { side: "seller", language: facts.sellerLanguage });
    await queueMail(tx, { workspaceId, to: owner.email, ...mail, attachment });
  }
}

function textsFor(
  { acceptance, title, roomName, brand }: Facts,
  { side, language }: { side: "buyer" | "seller"; language: Language },
): { subject: string; text: string; html: string } {
  const t = i18nOf(language).getFixedT(language, "acceptance");
  const { name, versionNumber: number, roomId, pageId } = acceptance;
  const holes = { name, title, number, room: roomName, brand: brand?.name ?? "" };
  const url = new URL(paths.roomPage(roomId, pageId), env().appUrl).href;
  return {
    subject: t(`mail.${side}.subject`, holes),
    ...mailTexts({
      language,
      lead: [t(`mail.${side}.lead`, holes)],
      ...(side === "seller" ? { action: { label: t("mail.seller.action"), url } } : {}),
      notes: [t("mail.attached")],
    }),
  };
}
