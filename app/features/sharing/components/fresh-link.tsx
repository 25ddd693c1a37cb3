import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/ui/card";
import { CopyButton } from "~/ui/copy-button";
import { CONTROL_LOOK } from "~/ui/field";

/** The one time that the address of a link can be seen. */
export function FreshLink({ url }: { url: string }) {
  const { t } = useTranslation("sharing");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address asks for the focus again
  useEffect(() => {
    input.current?.select();
    input.current?.scrollIntoView({ block: "center" });
  }, [url]);
  return (
    <Card title={t("fresh.title")} description={t("fresh.body")} className="border-accent">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-64">
          <label htmlFor={id} className="mb-1.5 block text-sm font-medium text-ink">
            {t("fresh.label")}
          </label>
          <input ref={input} id={id} readOnly value={url} className={`${CONTROL_LOOK} font-mono`} />
        </div>
        <CopyButton text={url} variant="primary" />
      </div>
    </Card>
  );
}
