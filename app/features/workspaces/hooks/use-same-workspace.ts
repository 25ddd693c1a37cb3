import { useEffect } from "react";
import { paths } from "~/platform/paths";

const KEY = "engawa:workspace";

/** When the person switches workspace in one tab, the others follow, so that nothing is written into the wrong one. */
export function useSameWorkspace(workspaceId: string): void {
  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent) => {
      if (key === KEY && newValue !== null && newValue !== workspaceId) window.location.assign(paths.home());
    };
    window.addEventListener("storage", follow);
    remember(workspaceId);
    return () => window.removeEventListener("storage", follow);
  }, [workspaceId]);
}

function remember(workspaceId: string): void {
  try {
    localStorage.setItem(KEY, workspaceId);
  } catch {
    // A browser that stores nothing has no other tabs to tell.
  }
}
