import type { serverSide } from "./en/server-side";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof serverSide;
    returnNull: false;
  }
}
