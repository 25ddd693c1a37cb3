import { lazy, Suspense } from "react";
import type { DocumentDialogProps } from "./rename-dialog";

// Nobody waits for them on a first page: they come when one is opened or about to be.
const loadRename = () => import("./rename-dialog");
const loadVersion = () => import("./new-version-dialog");
const RenameDialog = lazy(async () => ({ default: (await loadRename()).RenameDialog }));
const NewVersionDialog = lazy(async () => ({ default: (await loadVersion()).NewVersionDialog }));

export type OpenedDialog = "rename" | "version" | null;
type DialogsProps = Omit<DocumentDialogProps, "isOpen"> & { opened: OpenedDialog };

export function DocumentDialogs({ opened, ...props }: DialogsProps) {
  return (
    <Suspense>
      {opened === "rename" ? <RenameDialog {...props} isOpen /> : null}
      {opened === "version" ? <NewVersionDialog {...props} isOpen /> : null}
    </Suspense>
  );
}

export function loadDialogs(): void {
  void loadRename();
  void loadVersion();
}
