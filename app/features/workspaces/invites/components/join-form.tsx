import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Button, ButtonLink } from "~/ui/button";
import { TextField } from "~/ui/field";

type JoinProps = {
  email: string;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
};

/** For somebody new here: a name and a password are all it takes. */
export function JoinForm({ email, values, errors }: JoinProps) {
  const { t } = useTranslation("members");
  const { t: auth } = useTranslation("auth");
  const isPending = useNavigation().state !== "idle";
  return (
    <Form method="post" className="flex flex-col gap-5" noValidate>
      <p className="text-sm text-ink-muted wrap-anywhere">{t("join.email", { email })}</p>
      <input type="hidden" name="intent" value="join" />
      <TextField
        label={t("join.name")}
        name="name"
        autoComplete="name"
        defaultValue={values.name}
        error={errors.name}
        required
      />
      <TextField
        label={t("join.password")}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={auth("setup.passwordHint")}
        error={errors.password}
        required
      />
      <Button type="submit" variant="primary" pending={isPending}>
        {t("join.submit")}
      </Button>
    </Form>
  );
}

type KnownProps = { email: string; workspace: string };

export function SignInFirst({ email, workspace, token }: KnownProps & { token: string }) {
  const { t } = useTranslation("members");
  return (
    <>
      <p className="mb-6 text-ink wrap-anywhere">{t("join.known", { email, workspace })}</p>
      <ButtonLink to={paths.signIn(paths.invite(token))} variant="primary">
        {t("join.signIn")}
      </ButtonLink>
    </>
  );
}

export function AcceptForm({ email, workspace }: KnownProps) {
  const { t } = useTranslation("members");
  const isPending = useNavigation().state !== "idle";
  return (
    <Form method="post" className="flex flex-col gap-5">
      <p className="text-sm text-ink-muted wrap-anywhere">{t("join.acceptAs", { email })}</p>
      <Button type="submit" name="intent" value="accept" variant="primary" pending={isPending}>
        {t("join.accept", { workspace })}
      </Button>
    </Form>
  );
}

export function OtherAddress({ email, current }: { email: string; current: string }) {
  const { t } = useTranslation("members");
  return (
    <Form method="post" className="flex flex-col gap-5">
      <p className="text-ink wrap-anywhere">{t("join.otherAddress", { email, current })}</p>
      <Button type="submit" name="intent" value="sign-out" variant="primary">
        {t("join.signOut")}
      </Button>
    </Form>
  );
}
