import fc from "fast-check";
import { expect, test } from "vitest";
import { openReading, unitOf } from "./support";

const IDLE_CUT = 60;
const MAX_STEP = 20;

const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("jump" as const), ms: fc.nat(30) }) },
  fc.record({ do: fc.constant("visible" as const), on: fc.boolean() }),
  fc.record({ do: fc.constant("focused" as const), on: fc.boolean() }),
  fc.record({ do: fc.constant("playing" as const), on: fc.boolean() }),
  fc.record({ do: fc.constant("input" as const), ago: fc.integer({ min: -10, max: 100 }) }),
  fc.record({ do: fc.constant("show" as const), unit: fc.option(fc.integer({ min: 1, max: 3 })) }),
  fc.record({ do: fc.constant("report" as const) }),
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

function perform({ attention, jump, now, activeMs }: ReturnType<typeof openReading>, step: Action) {
  if (step.do === "jump") jump(step.ms);
  if (step.do === "visible") attention.setVisible(step.on);
  if (step.do === "focused") attention.setFocused(step.on);
  if (step.do === "playing") attention.videoPlaying(step.on);
  if (step.do === "input") attention.input(now() - step.ago);
  if (step.do === "show") attention.setTarget(step.unit === null ? null : unitOf(step.unit));
  if (step.do === "report") activeMs("page");
}

/** The definition in counting, read out millisecond by millisecond. */
function countSlowly(steps: Action[]) {
  const totals = { page: 0, units: 0, wall: 0 };
  let now = 0;
  let lastInput: number | null = null;
  let state = { visible: false, focused: false, playing: false, unit: null as number | null };
  for (const step of steps) {
    if (step.do === "jump") {
      totals.wall += step.ms;
      for (let ms = 1; ms <= step.ms; ms++) {
        now += 1;
        if (step.ms > MAX_STEP || !state.visible || !state.focused || lastInput === null) continue;
        if (state.playing) lastInput = Math.max(lastInput, now);
        if (now - lastInput > IDLE_CUT) continue;
        totals.page += 1;
        if (state.unit !== null) totals.units += 1;
      }
    }
    if (step.do === "visible") {
      state = { ...state, visible: step.on };
      if (step.on) lastInput ??= now;
    }
    if (step.do === "focused") state = { ...state, focused: step.on };
    if (step.do === "playing") state = { ...state, playing: step.on };
    if (step.do === "show") state = { ...state, unit: step.unit };
    if (step.do === "input") {
      const at = Math.min(now, now - step.ago);
      lastInput = Math.max(at, lastInput ?? at);
    }
  }
  return totals;
}

const story = fc.array(action, { maxLength: 60 });
const openSmall = () => openReading({ idleCutMs: IDLE_CUT, maxStepMs: MAX_STEP });

test("any story gives the totals of the definition", () => {
  fc.assert(
    fc.property(story, (steps) => {
      const reading = openSmall();
      for (const step of steps) perform(reading, step);
      const expected = countSlowly(steps);
      expect(reading.activeMs("page")).toBe(expected.page);
      expect(reading.unitsActiveMs()).toBe(expected.units);
    }),
    { numRuns: 500 },
  );
});

test("units never exceed their page, and the page never exceeds the wall clock", () => {
  fc.assert(
    fc.property(story, (steps) => {
      const reading = openSmall();
      const startedAt = reading.now();
      for (const step of steps) {
        perform(reading, step);
        const page = reading.activeMs("page");
        expect(reading.unitsActiveMs()).toBeLessThanOrEqual(page);
        expect(page).toBeLessThanOrEqual(reading.now() - startedAt);
      }
    }),
  );
});

test("totals and numbers of a span never fall", () => {
  fc.assert(
    fc.property(story, (steps) => {
      const reading = openSmall();
      const seen = new Map<string, { a: number; q: number }>();
      for (const step of steps) {
        perform(reading, step.do === "report" ? { do: "jump", ms: 0 } : step);
        for (const { i, a, q } of reading.attention.takeChanged()) {
          expect(a).toBeGreaterThanOrEqual(seen.get(i)?.a ?? 0);
          expect(q).toBe((seen.get(i)?.q ?? 0) + 1);
          seen.set(i, { a, q });
        }
      }
    }),
  );
});

test("looking more often changes nothing", () => {
  fc.assert(
    fc.property(story, (steps) => {
      const seldom = openSmall();
      const often = openSmall();
      for (const step of steps) {
        perform(seldom, step);
        if (step.do !== "jump" || step.ms > MAX_STEP) perform(often, step);
        else for (let ms = 0; ms < step.ms; ms++) often.jump(1);
      }
      expect(often.activeMs("page")).toBe(seldom.activeMs("page"));
      expect(often.unitsActiveMs()).toBe(seldom.unitsActiveMs());
    }),
  );
});
