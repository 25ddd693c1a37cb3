import { useTranslation } from "react-i18next";

export type Person = {
  viewerId: string;
  name: string | null;
  email: string | null;
  identity: "anonymous" | "claimed" | "verified";
};

/** Name and address as far as they are known; what is only claimed is said to be. */
export function usePersonLabel(): (person: Person) => string {
  const { t } = useTranslation("forms");
  return ({ viewerId, name, email, identity }) => {
    const known = name && email ? `${name} (${email})` : (name ?? email);
    if (known === null) return t("results.anonymous", { code: viewerId.slice(-4).toUpperCase() });
    return identity === "claimed" ? t("results.claimed", { name: known }) : known;
  };
}
