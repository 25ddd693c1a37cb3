import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, Select } from "~/ui/field";
import { BLOCK_NAMES } from "../../blocks/block-names";
import type { CommentPlace, CommentReply, CommentsView, Spot } from "../schema";
import { CommentForm, type Sending } from "./comment-form";

type Props = {
  view: CommentsView;
  sending: Sending;
  refused: CommentReply | null;
  rescued: string | null;
  spot: Spot | null;
};

/** Begins a thread on a block or on the whole page. */
export function CommentComposer({ view, sending, refused, rescued, spot }: Props) {
  const { t } = useTranslation("comments");
  const { t: versions } = useTranslation("versions");
  const [blockId, setBlockId] = useState(refused?.values.blockId ?? "");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!spot) return;
    setBlockId(spot.blockId);
    const area = form.current?.querySelector("textarea");
    area?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: "nearest" });
  }, [spot]);
  const kindOf = (type: string) =>
    versions(`diff.block.${BLOCK_NAMES.find((name) => name === type) ?? "other"}`);
  const places = withSpot(view.places, spot);
  const quote = spot?.blockId === blockId ? spot.quote : "";
  return (
    <CommentForm
      {...sending}
      form={form}
      fields={{ intent: "comment", requestKey: view.requestKey, quote }}
      label={t("label")}
      submit={t("submit")}
      refused={refused}
      rescued={rescued}
      onDone={() => setBlockId("")}
    >
      {places.length === 0 ? (
        <input type="hidden" name="blockId" value="" />
      ) : (
        <Field label={t("place")} name="blockId" error={refused?.errors.blockId}>
          {(control) => (
            <Select {...control} value={blockId} onChange={(event) => setBlockId(event.target.value)}>
              <option value="">{t("wholePage")}</option>
              {places.map((place) => (
                <option key={place.blockId} value={place.blockId}>
                  {place.label || kindOf(place.type)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </CommentForm>
  );
}

/** A block that was written since the page came is not among those that came with it. */
function withSpot(places: readonly CommentPlace[], spot: Spot | null): readonly CommentPlace[] {
  if (!spot || places.some(({ blockId }) => blockId === spot.blockId)) return places;
  return [...places, spot];
}
