import sharp from "sharp";
import type { Language } from "~/platform/i18n/language";
import { findMailBrand } from "~/platform/mail-brand.server";
import { storage } from "~/platform/storage.server";
import type { RoomActor } from "../../schema";
import { findRoomImage } from "../data.server";
import { findParts } from "../draw.server";
import { findVariables } from "../variables/data.server";
import { drawProposalPdf } from "./draw-pdf.server";
import type { Pdf } from "./paper.server";

const MAX_PICTURE_PIXELS = 1_600;

type Wanted = { pageId: string; title: string; body: unknown; language: Language };

/** A proposal as a PDF for one reader: their variables, their choices in price tables, the company's colour and logo. */
export async function proposalPdf(actor: RoomActor, wanted: Wanted): Promise<Pdf> {
  const [brand, variables, parts] = await Promise.all([
    findMailBrand(actor.workspaceId),
    findVariables(actor),
    findParts(actor, wanted),
  ]);
  const picture = (imageId: string) => readPicture(actor, imageId);
  return drawProposalPdf({ ...wanted, brand, variables, parts, picture });
}

/** Small enough for paper, and in a format that PDF knows; null when it is gone. */
async function readPicture(room: { workspaceId: string; roomId: string }, imageId: string) {
  try {
    const { fileKey } = await findRoomImage(room, imageId);
    const chunks: Uint8Array[] = [];
    for await (const chunk of storage().get(fileKey)) chunks.push(chunk);
    return await sharp(Buffer.concat(chunks))
      .resize({ width: MAX_PICTURE_PIXELS, withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: 85 })
      .toBuffer();
  } catch {
    return null;
  }
}
