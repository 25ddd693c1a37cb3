import { listenOn } from "~/platform/live-line";
import { paths } from "~/platform/paths";

/** Calls `listener` for each change under a topic, such as `room:<id>`, and when one may have been missed. */
export function listenTo(topic: string, listener: () => void): () => void {
  return listenOn(paths.liveEvents(topic), { event: "change", listener: () => listener() });
}
