import { Form, useLocation } from "@remix-run/react";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";

export type ConsentChoiceProps = { roomId: string; choice: "granted" | "declined"; label: string };

/** A plain form, so that the choice works before and without any script. */
export function ConsentChoice({ roomId, choice, label }: ConsentChoiceProps) {
  const { pathname } = useLocation();
  return (
    <Form method="post" action={paths.buyerConsent(roomId)} replace preventScrollReset>
      <input type="hidden" name="next" value={pathname} />
      <input type="hidden" name="choice" value={choice} />
      <Button type="submit" size="sm">
        {label}
      </Button>
    </Form>
  );
}
