import { attachments } from "@db/schema/chat";
import { proposalImages } from "@db/schema/rooms";
import { templateFiles } from "@db/schema/templates";
import type { Tx } from "@db/types";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import type { CarriedFile, CarriedFiles } from "./data.server";

/** From the id that a text knew a file by to the one it has in its new place. */
export type NewIds = ReadonlyMap<string, string>;

export function newIdsOf(files: CarriedFiles): NewIds {
  return new Map([...files.keys()].map((id) => [id, newId()]));
}

export async function insertTemplateFiles(
  tx: Tx,
  { workspaceId, templateId }: { workspaceId: string; templateId: string },
  carried: { files: CarriedFiles; ids: NewIds },
): Promise<void> {
  for (const { id, file } of placed(carried))
    await tx.insert(templateFiles).values({ id, workspaceId, templateId, ...file });
}

/** From now on they are the room's own, as if they had been uploaded there for this page. */
export async function insertRoomFiles(
  tx: Tx,
  { workspaceId, memberId }: WorkspaceScope,
  { roomId, pageId, ...carried }: { roomId: string; pageId: string; files: CarriedFiles; ids: NewIds },
): Promise<void> {
  const createdAt = now();
  for (const { id, file } of placed(carried)) {
    const row = { id, workspaceId, roomId, fileKey: file.fileKey, createdAt };
    const { width, height, contentType, fileName, sizeBytes, sha256 } = file;
    if (file.kind === "image") {
      const size = { width: width ?? 0, height: height ?? 0 };
      await tx.insert(proposalImages).values({ ...row, ...size, contentType: pictureType(contentType) });
      continue;
    }
    await tx.insert(attachments).values({
      ...row,
      ownerKind: "proposal",
      ownerId: pageId,
      contentType,
      fileName: fileName ?? "",
      sizeBytes: sizeBytes ?? 0,
      sha256: sha256 ?? "",
      uploaderKind: "member",
      uploaderId: memberId,
    });
  }
}

function placed({ files, ids }: { files: CarriedFiles; ids: NewIds }): { id: string; file: CarriedFile }[] {
  return [...ids].flatMap(([from, id]) => {
    const file = files.get(from);
    return file ? [{ id, file }] : [];
  });
}

function pictureType(contentType: string) {
  return contentType === "image/png" || contentType === "image/jpeg" ? contentType : "image/webp";
}
