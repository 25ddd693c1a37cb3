import { z } from "zod";
import { idField } from "~/features/accounts/schema";
import { TASK_STATUSES, type TaskStatus } from "../utils";
import { MINE_SHOWS } from "./utils";

export type MyTask = {
  id: string;
  title: string;
  status: TaskStatus;
  internal: boolean;
  dueOn: string | null;
  lateDays: number;
  roomId: string;
  roomName: string;
  accountName: string;
  pageId: string;
};

export const mineQuerySchema = z.object({
  show: z.enum(MINE_SHOWS).catch("open"),
  page: z.coerce.number().int().min(1).max(50).catch(1),
});

export const mineIntentSchema = z.strictObject({
  intent: z.literal("status"),
  roomId: idField,
  pageId: idField,
  taskId: idField,
  status: z.enum(TASK_STATUSES, "required"),
});
