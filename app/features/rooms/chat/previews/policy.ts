import type { LINK_PREVIEWS } from "@db/schema/workspaces";
import type { Corner } from "../../attachments/schema";
import type { Side } from "../utils";

type Linking = { setting: (typeof LINK_PREVIEWS)[number]; corner: Corner; authorKind: Side };

/** In the buyers' corner never: whoever runs the server, and the linked host, would learn what is talked about there. */
export function canHavePreview({ setting, corner, authorKind }: Linking): boolean {
  if (corner === "buyers") return false;
  return setting === "everyone" || (setting === "members" && authorKind === "member");
}
