import { defineConfig } from "drizzle-kit";
import { dialect } from "./db/kit";

export default defineConfig({
  dialect: dialect === "pg" ? "postgresql" : "sqlite",
  schema: "./db/schema/*.ts",
  out: `./db/migrations/${dialect}`,
  casing: "snake_case",
});
