import { describe, expect, test } from "vitest";
import { classifyAgent, classifyReferrer, classifyRequest } from "~/features/tracking/classify";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

describe("agents", () => {
  test.each([
    [CHROME, null],
    [IPHONE, null],
    // LINE's own browser is a person's; only its preview loader is a machine.
    [`${IPHONE} Line/15.1.0`, null],
    ["", "empty_agent"],
    ["   ", "empty_agent"],
    ["Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "bot:slack"],
    ["Slack-ImgProxy (+https://api.slack.com/robots)", "bot:slack"],
    [
      "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
      "bot:teams",
    ],
    ["facebookexternalhit/1.1;line-poker/1.0", "bot:line"],
    ["ChatWork LinkPreview v1", "bot:chatwork"],
    ["facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "bot:facebook"],
    ["LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)", "bot:linkedin"],
    ["Twitterbot/1.0", "bot:twitter"],
    ["TelegramBot (like TwitterBot)", "bot:telegram"],
    ["WhatsApp/2.23.20.0", "bot:whatsapp"],
    ["Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)", "bot:discord"],
    ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "bot:google"],
    ["Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "bot:bing"],
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36",
      "bot:headless",
    ],
    ["curl/8.14.1", "bot:tool"],
    ["python-requests/2.32.3", "bot:tool"],
    ["Go-http-client/1.1", "bot:tool"],
    ["Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", "bot:unnamed"],
    ["Mozilla/4.0 (compatible; ms-office; MSOffice 16)", "gateway:ms_office"],
    ["Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)", "gateway:ms_office"],
    ["Microsoft Office Existence Discovery", "gateway:ms_office"],
    ["Mozilla/5.0 (compatible; BarracudaSentinel (EE))", "gateway:barracuda"],
    ["Proofpoint URL Defense", "gateway:proofpoint"],
    ["Mimecast", "gateway:mimecast"],
    ["Cisco IronPort", "gateway:cisco"],
    ["TMES", "gateway:tmes"],
  ])("%s → %s", (agent, reason) => {
    expect(classifyAgent(agent)).toBe(reason);
  });

  test("an endless agent is read to a bound", () => {
    expect(classifyAgent(`${CHROME}${" x".repeat(100_000)} curl/8`)).toBeNull();
  });
});

describe("referrers", () => {
  test.each([
    [null, null],
    ["https://mail.google.com/", null],
    ["https://eur01.safelinks.protection.outlook.com/", "gateway:safe_links"],
    ["https://urldefense.com/v3/", "gateway:proofpoint"],
    ["https://urldefense.proofpoint.com", "gateway:proofpoint"],
    ["https://protect-eu.mimecast.com/s/abc", "gateway:mimecast"],
    ["https://linkprotect.cudasvc.com/url", "gateway:barracuda"],
    ["https://secure-web.cisco.com/1abc", "gateway:cisco"],
    ["https://notmimecast.com/", null],
    ["not an address", null],
  ])("%s → %s", (referrer, reason) => {
    expect(classifyReferrer(referrer)).toBe(reason);
  });
});

describe("requests", () => {
  const get = { method: "GET", userAgent: CHROME, referrer: null, purpose: null };
  test.each([
    ["a person's GET", get, null],
    ["HEAD, whatever the agent", { ...get, method: "HEAD" }, "head"],
    ["Sec-Purpose: prefetch", { ...get, purpose: "prefetch" }, "prefetch"],
    ["Sec-Purpose: prefetch;prerender", { ...get, purpose: "prefetch;prerender" }, "prefetch"],
    ["Purpose: preview", { ...get, purpose: "preview" }, "prefetch"],
    ["a bot", { ...get, userAgent: "curl/8" }, "bot:tool"],
    ["a gateway's referrer", { ...get, referrer: "https://urldefense.com/" }, "gateway:proofpoint"],
  ])("%s", (_name, request, reason) => {
    expect(classifyRequest(request)).toBe(reason);
  });
});
