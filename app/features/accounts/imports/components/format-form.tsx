import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import { type DelimiterName, ENCODINGS, type Encoding } from "../csv/schema";

type Props = {
  encoding: Encoding;
  delimiter: DelimiterName;
  /** A sentence about why the last choice did not work. */
  problem: string | null;
  isGarbled: boolean;
};

const NAMES = ["comma", "tab", "semicolon"] as const;

/** How the file is written: recognised, shown and changeable. */
export function FormatForm({ encoding, delimiter, problem, isGarbled }: Props) {
  const { t } = useTranslation("imports");
  const { state } = useNavigation();
  return (
    <Card title={t("format.title")} description={t("format.hint")}>
      <Form method="post" className="flex flex-col gap-4" preventScrollReset>
        <FormError message={problem ?? (isGarbled ? t("format.garbled") : null)} />
        <div className="grid items-end gap-4 sm:grid-cols-[2fr_1fr_auto]">
          <SelectField
            key={encoding}
            label={t("format.encoding")}
            name="encoding"
            defaultValue={encoding}
            options={ENCODINGS.map((value) => ({ value, label: t(`encodings.${value}`) }))}
          />
          <SelectField
            key={delimiter}
            label={t("format.delimiter")}
            name="delimiter"
            defaultValue={delimiter}
            options={NAMES.map((value) => ({ value, label: t(`delimiters.${value}`) }))}
          />
          <Button type="submit" name="intent" value="format" pending={state === "submitting"}>
            {t("format.submit")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
