import { isbot, isbotMatch } from "isbot";
import type { Reason } from "./reasons";

export type RequestFacts = {
  method: string;
  userAgent: string;
  referrer: string | null;
  /** `Sec-Purpose`, else `Purpose`, else `X-Moz`. */
  purpose: string | null;
};

/** Why a request is a machine's, or null. Looks only at the request itself (counting.md 2.2). */
export function classifyRequest(request: RequestFacts): Reason | null {
  if (request.method === "HEAD") return "head";
  if (/prefetch|prerender|preview/i.test(request.purpose ?? "")) return "prefetch";
  return classifyAgent(request.userAgent) ?? classifyReferrer(request.referrer);
}

const MAX_AGENT_CHARS = 512;

/** Mail gateways first: their names say more than "bot". */
export function classifyAgent(userAgent: string): Reason | null {
  const agent = userAgent.trim().slice(0, MAX_AGENT_CHARS);
  if (agent === "") return "empty_agent";
  const gateway = GATEWAY_AGENTS.find(([pattern]) => pattern.test(agent));
  if (gateway) return gateway[1];
  const bot = BOT_AGENTS.find(([pattern]) => pattern.test(agent));
  if (bot) return bot[1];
  if (!isbot(agent)) return null;
  return TOOLS.test(isbotMatch(agent) ?? "") ? "bot:tool" : "bot:unnamed";
}

/** A click that a mail-protection gateway rewrote and follows itself. */
export function classifyReferrer(referrer: string | null): Reason | null {
  const host = referrer ? hostOf(referrer) : null;
  if (!host) return null;
  const gateway = GATEWAY_HOSTS.find(([domain]) => host === domain || host.endsWith(`.${domain}`));
  return gateway ? gateway[1] : null;
}

type Rule<Key> = readonly [Key, Reason];

const GATEWAY_AGENTS: readonly Rule<RegExp>[] = [
  [
    /\bms-office\b|\bMSOffice\b|Microsoft Office (Existence|Protocol) Discovery|^Microsoft Office\//i,
    "gateway:ms_office",
  ],
  [/barracuda/i, "gateway:barracuda"],
  [/proofpoint/i, "gateway:proofpoint"],
  [/mimecast/i, "gateway:mimecast"],
  [/\bcisco\b|ironport/i, "gateway:cisco"],
  [/\bTMES\b|trend ?micro/i, "gateway:tmes"],
  [/safelinks|\bATP Safe ?Links\b/i, "gateway:safe_links"],
];

const BOT_AGENTS: readonly Rule<RegExp>[] = [
  [/slackbot|slack-imgproxy/i, "bot:slack"],
  [/skypeuripreview|microsoft ?teams|msteams/i, "bot:teams"],
  [/line-poker|linebot/i, "bot:line"],
  [/chatwork/i, "bot:chatwork"],
  [/facebookexternalhit|facebot|meta-externalagent/i, "bot:facebook"],
  [/linkedinbot/i, "bot:linkedin"],
  // Telegram's loader calls itself "like TwitterBot".
  [/telegrambot/i, "bot:telegram"],
  [/twitterbot/i, "bot:twitter"],
  [/^whatsapp/i, "bot:whatsapp"],
  [/discordbot/i, "bot:discord"],
  [/googlebot|googleimageproxy|google-read-aloud|apis-google|mediapartners-google/i, "bot:google"],
  [/bingbot|bingpreview|adidxbot/i, "bot:bing"],
  [/applebot/i, "bot:apple"],
  [/headless|phantomjs|puppeteer|playwright|selenium/i, "bot:headless"],
];

const TOOLS =
  /^(curl|wget|python|go-http|java|okhttp|node|axios|libwww|ruby|php|http|postman|undici|guzzle|aiohttp)/i;

const GATEWAY_HOSTS: readonly Rule<string>[] = [
  ["safelinks.protection.outlook.com", "gateway:safe_links"],
  ["urldefense.com", "gateway:proofpoint"],
  ["urldefense.proofpoint.com", "gateway:proofpoint"],
  ["mimecast.com", "gateway:mimecast"],
  ["mimecastprotect.com", "gateway:mimecast"],
  ["linkprotect.cudasvc.com", "gateway:barracuda"],
  ["secure-web.cisco.com", "gateway:cisco"],
  ["ctp.trendmicro.com", "gateway:tmes"],
];

function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).hostname.toLowerCase() : null;
}
