import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mintViewerScope } from "~/features/sharing/scope.server";
import { MAX_TOKEN_CHARS } from "~/features/tracking/beacon/wire";
import {
  forgetViewTokens,
  issueViewToken,
  readViewToken,
  signViewToken,
  type ViewToken,
} from "~/features/tracking/view-token.server";
import { setClock } from "~/platform/clock.server";
import { env, setEnv } from "~/platform/env.server";
import { newId } from "~/platform/ids";

const ISSUED_MS = Date.UTC(2026, 2, 2);
const DAY_MS = 86_400_000;
let nowMs = ISSUED_MS;

beforeEach(() => {
  nowMs = ISSUED_MS;
  setClock(() => nowMs);
  forgetViewTokens();
});
afterEach(() => {
  setClock(null);
  setEnv(null);
});

const token: ViewToken = {
  viewId: newId(),
  workspaceId: newId(),
  roomId: newId(),
  linkId: newId(),
  viewerId: newId(),
  hitId: newId(),
  pageId: newId(),
  versionId: newId(),
  unitCount: 12,
  verified: true,
  member: false,
  issuedAtMs: ISSUED_MS,
};

const scope = mintViewerScope({
  workspaceId: token.workspaceId,
  roomId: token.roomId,
  linkId: token.linkId,
  viewerId: token.viewerId,
  identity: "verified",
  email: "a@hinoki.example",
  allowDownload: false,
  policyVersion: 1,
  sessionId: "s",
  hitId: token.hitId,
  preview: false,
  consent: "unasked",
  consentMode: "notice",
});
const page = { pageId: token.pageId, versionId: "", unitCount: 3 };

describe("a view token", () => {
  test("comes back as it was signed, twice", () => {
    const text = signViewToken(token);
    expect(text.length).toBeLessThan(MAX_TOKEN_CHARS);
    expect(readViewToken(text)).toEqual(token);
    expect(readViewToken(text)).toEqual(token);
    const bare = { ...token, hitId: "", versionId: "", verified: false, member: true };
    expect(readViewToken(signViewToken(bare))).toEqual(bare);
  });

  test("is refused when a letter is changed, even after the true one was seen", () => {
    const text = signViewToken(token);
    readViewToken(text);
    const at = text.indexOf(token.pageId);
    const forged = text.slice(0, at) + (text[at] === "0" ? "1" : "0") + text.slice(at + 1);
    expect(readViewToken(forged)).toBe("bad_token");
    expect(readViewToken(text.slice(0, -1))).toBe("bad_token");
    expect(readViewToken("")).toBe("bad_token");
    expect(readViewToken("1~2~3.abc")).toBe("bad_token");
  });

  test("of another installation is refused", () => {
    const text = signViewToken(token);
    setEnv({ ...env(), secretKey: "another-key-another-key-another-key-another" });
    expect(readViewToken(text)).toBe("bad_token");
  });

  test("is accepted for thirty days, so that old tabs and late beacons count", () => {
    const text = signViewToken(token);
    nowMs = ISSUED_MS + 30 * DAY_MS;
    expect(readViewToken(text)).toEqual(token);
    nowMs += 1;
    expect(readViewToken(text)).toBe("expired_token");
  });

  test("of a clock far ahead of ours is refused", () => {
    const text = signViewToken({ ...token, issuedAtMs: ISSUED_MS + 2_001 });
    expect(readViewToken(text)).toBe("future_token");
  });
});

describe("is issued", () => {
  test("with what the guard proved", () => {
    const issued = readViewToken(issueViewToken(scope, page) ?? "");
    expect(issued).toMatchObject({
      viewerId: token.viewerId,
      verified: true,
      member: false,
      issuedAtMs: ISSUED_MS,
      unitCount: 3,
    });
  });

  test.each([
    ["to a preview", { preview: true }],
    ["after a no", { consent: "declined" as const }],
    ["before a yes in a strict room", { consentMode: "strict" as const }],
  ])("not %s", (_name, over) => {
    expect(issueViewToken(mintViewerScope({ ...scope, ...over }), page)).toBeNull();
  });
});
