import type { seller } from "./en/seller";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof seller;
    returnNull: false;
  }
}
