import { z } from "zod";
import {
  type BeaconBody,
  MAX_INT,
  MAX_SPAN_ID_CHARS,
  MAX_SPANS_PER_BODY,
  MAX_TARGET_ID_CHARS,
  MAX_TOKEN_CHARS,
  type Signals,
  type Span,
  WIRE_SPAN_KINDS,
  WIRE_VERSION,
} from "./beacon/wire";

const count = z.int().min(0).max(MAX_INT);
const milliseconds = z.int().min(0);
const flag = z.union([z.literal(0), z.literal(1)]);

const spanSchema = z.strictObject({
  i: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/)
    .max(MAX_SPAN_ID_CHARS),
  k: z.enum(WIRE_SPAN_KINDS),
  d: z.string().min(1).max(MAX_TARGET_ID_CHARS),
  u: z.int().min(1).max(MAX_INT).optional(),
  a: milliseconds,
  m: z.number().min(0).max(1),
  q: z.int().min(1).max(MAX_INT),
}) satisfies z.ZodType<Span>;

const signalsSchema = z.strictObject({
  vis: milliseconds,
  fr: count,
  in: count,
  pm: count,
  pre: flag,
  wd: flag,
  aq: flag,
}) satisfies z.ZodType<Signals>;

/** What `POST /b` accepts; the meaning of each field is in beacon/wire. Kept out of browser bundles. */
export const beaconSchema = z.strictObject({
  v: z.literal(WIRE_VERSION),
  t: z.string().min(1).max(MAX_TOKEN_CHARS),
  s: z.array(spanSchema).min(1).max(MAX_SPANS_PER_BODY),
  g: signalsSchema,
}) satisfies z.ZodType<BeaconBody>;
