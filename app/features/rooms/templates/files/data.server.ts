import { attachments } from "@db/schema/chat";
import { proposalImages } from "@db/schema/rooms";
import { templateFiles } from "@db/schema/templates";
import type { Tx } from "@db/types";
import { and, eq, inArray } from "drizzle-orm";
import { mentionsOf } from "../../proposals/validate.server";

/** A picture or a film without its place. The bytes stay where they are: rows of several places may name one key. */
export type CarriedFile = Omit<typeof templateFiles.$inferSelect, "id" | "workspaceId" | "templateId">;
/** By the id that the texts know them by. */
export type CarriedFiles = ReadonlyMap<string, CarriedFile>;

type Place = { readonly workspaceId: string; readonly roomId: string };

/** What these texts of a room show of it, held until the transaction ends, so that nobody removes the bytes meanwhile. */
export async function findRoomFiles(
  tx: Tx,
  { workspaceId, roomId }: Place,
  bodies: readonly unknown[],
): Promise<CarriedFiles> {
  const mentions = bodies.map(mentionsOf);
  const imageIds = mentions.flatMap((one) => one.imageIds);
  const videoIds = mentions.flatMap((one) => one.attachmentIds);
  const isPictureHere = and(eq(proposalImages.roomId, roomId), eq(proposalImages.workspaceId, workspaceId));
  const isFilmHere = and(
    eq(attachments.roomId, roomId),
    eq(attachments.workspaceId, workspaceId),
    eq(attachments.ownerKind, "proposal"),
  );
  const pictures = await tx
    .select()
    .from(proposalImages)
    .where(and(isPictureHere, inArray(proposalImages.id, imageIds)))
    .orderBy(proposalImages.id)
    .for("update");
  const films = await tx
    .select()
    .from(attachments)
    .where(and(isFilmHere, inArray(attachments.id, videoIds)))
    .orderBy(attachments.id)
    .for("update");
  const noFilm = { fileName: null, sizeBytes: null, sha256: null };
  return new Map<string, CarriedFile>([
    ...pictures.map(({ id, fileKey, contentType, width, height }) => {
      const file: CarriedFile = { kind: "image", fileKey, contentType, width, height, ...noFilm };
      return [id, file] as const;
    }),
    ...films.map(({ id, fileKey, contentType, fileName, sizeBytes, sha256 }) => {
      const facts = { fileKey, contentType, fileName, sizeBytes, sha256 };
      const file: CarriedFile = { kind: "video", width: null, height: null, ...facts };
      return [id, file] as const;
    }),
  ]);
}

/** What the texts of a template show; nothing for those that come with the product. */
export async function findTemplateFiles(
  tx: Tx,
  { workspaceId, templateId }: { workspaceId: string; templateId: string },
): Promise<CarriedFiles> {
  const rows = await tx
    .select()
    .from(templateFiles)
    .where(and(eq(templateFiles.templateId, templateId), eq(templateFiles.workspaceId, workspaceId)));
  return new Map(rows.map(({ id, workspaceId: _, templateId: _of, ...file }) => [id, file]));
}
