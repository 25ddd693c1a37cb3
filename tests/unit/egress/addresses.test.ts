import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Allowed, isPublicAddress, mayReach, readAllowed, targetOf } from "~/platform/egress/addresses";
import { readEnv, SettingsError } from "~/platform/env.server";

const allow = (...entries: string[]): Allowed[] =>
  entries.map((entry) => {
    const allowed = readAllowed(entry);
    if (!allowed) throw new Error(`${entry} can't be read`);
    return allowed;
  });

describe("an address of the internet", () => {
  test.each(["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"])(
    "%s may be asked",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
});

describe("an address that is refused", () => {
  test.each([
    ["loopback", "127.0.0.1"],
    ["loopback", "127.255.255.254"],
    ["this machine", "0.0.0.0"],
    ["this network", "0.1.2.3"],
    ["private", "10.0.0.1"],
    ["private", "172.16.0.1"],
    ["private", "172.31.255.255"],
    ["private", "192.168.1.1"],
    ["carrier-grade NAT", "100.64.0.1"],
    ["metadata behind it", "100.100.100.200"],
    ["link-local", "169.254.1.1"],
    ["metadata", "169.254.169.254"],
    ["metadata", "168.63.129.16"],
    ["protocol assignments", "192.0.0.192"],
    ["documentation", "192.0.2.1"],
    ["documentation", "198.51.100.1"],
    ["documentation", "203.0.113.1"],
    ["6to4 relay", "192.88.99.1"],
    ["benchmarking", "198.18.0.1"],
    ["multicast", "224.0.0.1"],
    ["multicast", "239.255.255.250"],
    ["reserved", "240.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["IPv6 loopback", "::1"],
    ["unspecified", "::"],
    ["IPv4-mapped", "::ffff:127.0.0.1"],
    ["IPv4-mapped", "::ffff:7f00:1"],
    ["IPv4-mapped, though public", "::ffff:8.8.8.8"],
    ["IPv4-compatible", "::127.0.0.1"],
    ["IPv4-compatible", "::7f00:1"],
    ["IPv4-translated", "::ffff:0:127.0.0.1"],
    ["NAT64", "64:ff9b::7f00:1"],
    ["NAT64 of a local network", "64:ff9b:1::7f00:1"],
    ["6to4", "2002:7f00:1::"],
    ["Teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    ["documentation", "2001:db8::1"],
    ["unique local", "fc00::1"],
    ["metadata", "fd00:ec2::254"],
    ["link-local", "fe80::1"],
    ["link-local of an interface", "fe80::1%eth0"],
    ["site-local", "fec0::1"],
    ["multicast", "ff02::1"],
    ["discarded", "100::1"],
    ["not given out", "4000::1"],
    ["no address", "localhost"],
    ["nothing", ""],
  ])("%s: %s", (_kind, address) => expect(isPublicAddress(address)).toBe(false));

  test("no way of writing an IPv4 address into an IPv6 one makes it public", () => {
    const inside = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.0.1"];
    const ways = ["::", "::ffff:", "::ffff:0:", "64:ff9b::", "64:ff9b:1::", "fe80::5efe:"];
    fc.assert(
      fc.property(fc.constantFrom(...inside), fc.constantFrom(...ways), (address, way) => {
        expect(isPublicAddress(`${way}${address}`)).toBe(false);
      }),
    );
  });
});

describe("what an address bar would take", () => {
  test.each([
    "2130706433",
    "0x7f.1",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "127.0.0.1.",
    "１２７.０.０.１",
    "①②⑦.⓪.⓪.①",
    "0",
    "[::ffff:127.0.0.1]",
    "[::1]",
    "[0:0:0:0:0:ffff:7f00:1]",
  ])("http://%s/ is this machine, however it is written", (host) => {
    const target = targetOf(`http://${host}/`);
    expect(target).not.toBeNull();
    expect(mayReach({ host: "", port: 80, addresses: [target?.host ?? ""] }, [])).toBe(false);
  });

  test("a name loses its closing dot, so that an exception meets it", () => {
    expect(targetOf("https://CRM.example./x")).toMatchObject({ host: "crm.example", port: 443 });
  });

  test.each([
    "ftp://files.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,hello",
    "gopher://a.example/",
    "https://user:secret@a.example/",
    "https://user@a.example/",
    "http://",
    "http://999.1.1.1.1.1/",
    "a.example",
    "",
    `https://a.example/${"x".repeat(2_048)}`,
  ])("no call is made to %s", (address) => expect(targetOf(address)).toBeNull());
});

describe("a name may be reached", () => {
  const reach = (addresses: string[], entries: string[] = [], port = 443) =>
    mayReach({ host: "a.example", port, addresses }, allow(...entries));

  test("when every address it has is public, and at the ports of the web", () => {
    expect(reach(["8.8.8.8", "2606:4700::1"])).toBe(true);
    expect(reach(["8.8.8.8"], [], 80)).toBe(true);
    expect(reach(["8.8.8.8"], [], 8080)).toBe(false);
    expect(reach(["8.8.8.8"], [], 22)).toBe(false);
  });

  test("but not when one of them leads inside", () => {
    expect(reach(["8.8.8.8", "127.0.0.1"])).toBe(false);
    expect(reach(["8.8.8.8", "::1"])).toBe(false);
  });

  test("by the operator's exception for its name, at that port alone", () => {
    expect(reach(["10.0.0.1"], ["a.example"])).toBe(true);
    expect(reach(["10.0.0.1"], ["A.Example."])).toBe(true);
    expect(reach(["10.0.0.1"], ["a.example"], 8443)).toBe(false);
    expect(reach(["10.0.0.1"], ["a.example:8443"], 8443)).toBe(true);
    expect(reach(["10.0.0.1"], ["a.example:8443"])).toBe(false);
    expect(reach(["10.0.0.1"], ["b.example"])).toBe(false);
    expect(mayReach({ host: "x.a.example", port: 443, addresses: ["10.0.0.1"] }, allow("a.example"))).toBe(
      false,
    );
  });

  test("by an exception for its network", () => {
    expect(reach(["10.1.2.3"], ["10.0.0.0/8"])).toBe(true);
    expect(reach(["10.1.2.3", "8.8.8.8"], ["10.0.0.0/8"])).toBe(true);
    expect(reach(["10.1.2.3", "127.0.0.1"], ["10.0.0.0/8"])).toBe(false);
    expect(reach(["fd00::1"], ["fd00::/8"])).toBe(true);
    expect(reach(["fd00::1"], ["[fd00::1]:8080"], 8080)).toBe(true);
    expect(reach(["10.1.2.3"], ["10.1.2.3"])).toBe(true);
    expect(reach(["::ffff:10.1.2.3"], ["10.0.0.0/8"])).toBe(false);
  });
});

describe("the setting EGRESS_ALLOW", () => {
  const SECRET_KEY = "x".repeat(40);

  test("takes hosts and networks with commas between", () => {
    expect(readEnv({ SECRET_KEY }).egressAllowed).toEqual([]);
    const { egressAllowed } = readEnv({ SECRET_KEY, EGRESS_ALLOW: "crm.example:8443, 10.0.0.0/8,, ::1" });
    expect(egressAllowed.map(({ host, port }) => [host, port])).toEqual([
      ["crm.example", 8443],
      [null, null],
      [null, null],
    ]);
  });

  test.each([
    "crm.example:0",
    "crm.example:99999",
    "http://crm.example",
    "10.0.0.0/99",
    "a b",
    "user@crm.example",
  ])("says at the start that %s can't be read", (entry) => {
    expect(() => readEnv({ SECRET_KEY, EGRESS_ALLOW: entry })).toThrow(SettingsError);
    expect(() => readEnv({ SECRET_KEY, EGRESS_ALLOW: entry })).toThrow(entry);
  });
});
