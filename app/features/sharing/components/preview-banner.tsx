import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";

/** Reloads the document on the way out: the member's own screens come from another part of the product. */
export function PreviewBanner({ roomId }: { roomId: string }) {
  const { t } = useTranslation("buyer");
  return (
    <Form
      method="post"
      action={paths.roomPreview(roomId)}
      reloadDocument
      className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1"
    >
      <span>{t("preview.banner")}</span>
      <button
        type="submit"
        name="intent"
        value="leave"
        className="min-h-8 font-medium underline pointer-coarse:min-h-11"
      >
        {t("preview.leave")}
      </button>
    </Form>
  );
}
