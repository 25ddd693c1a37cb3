// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { GateCodeForm } from "~/features/sharing/components/gate-code-form";
import { GateEmailForm } from "~/features/sharing/components/gate-email-form";
import { gateCodeSchema } from "~/features/sharing/gate/schema";
import { all, click, describedBy, LANGUAGES, one, open, submit, text, type } from "./support";

describe("the gate", () => {
  test.each(["123456", "123 456", "１２３４５６", "１２３－４５６", " 123-456\n", "123\u3000456"])(
    "takes the code pasted as %j whole and reads it",
    async (pasted) => {
      const { page, posted } = await open(<GateCodeForm email="ren@hinoki.example" isResent={false} />);
      const input = one<HTMLInputElement>(page, "input[name=code]");
      expect(document.activeElement).toBe(input);
      await type(input, pasted);
      await submit(input.form as HTMLFormElement);
      expect(gateCodeSchema.parse(posted[0]?.form).code).toBe("123456");
    },
  );

  test("a wrong code is explained at its field; a spent one as a whole", async () => {
    const wrong = await open(
      <GateCodeForm email="a@b.example" isResent reply={{ values: {}, errors: { code: "code" } }} />,
    );
    expect(describedBy(one(wrong.page, "input[name=code]"))[0]).toContain("This code is not right.");
    expect(all(wrong.page, "[role=status]").map(text)).not.toContain(
      "A new code has been asked for. Earlier codes no longer work.",
    );
    const spent = await open(
      <GateCodeForm
        email="a@b.example"
        isResent={false}
        reply={{ values: {}, errors: { form: "buyer:gate.errors.dead" } }}
      />,
    );
    expect(text(one(spent.page, "[role=alert]"))).toBe(
      "This code can no longer be used. Please ask for a new one.",
    );
  });

  test.each([
    ["Send a new code", "resend"],
    ["Use another address", "restart"],
  ])("%s posts %s without a code", async (label, intent) => {
    const { posted } = await open(<GateCodeForm email="a@b.example" isResent={false} />);
    await click(label);
    expect(posted[0]?.form).toEqual({ intent });
  });

  test.each(LANGUAGES)("in %s an address that was refused is still in its field", async (language) => {
    const reply = { values: { email: "ren＠hinoki" }, errors: { email: "email" } };
    const { page } = await open(<GateEmailForm asksCode reply={reply} />, { language });
    const input = one<HTMLInputElement>(page, "input[type=email]");
    expect([input.value, input.getAttribute("aria-invalid"), input.autocomplete]).toEqual([
      "ren＠hinoki",
      "true",
      "email",
    ]);
    expect(describedBy(input)).toHaveLength(2);
  });
});
