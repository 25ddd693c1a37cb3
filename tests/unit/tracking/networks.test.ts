import { describe, expect, test } from "vitest";
import { findProvider, indexProviders, isCidr, isInside, networkPrefix } from "~/features/tracking/networks";
import { PROVIDER_NETWORKS } from "~/features/tracking/provider-networks";
import { parseProviders } from "~/features/tracking/providers.server";

describe("inside a range", () => {
  test.each([
    ["10.1.2.3", ["10.0.0.0/8"], true],
    ["11.0.0.0", ["10.0.0.0/8"], false],
    ["::ffff:10.1.2.3", ["10.0.0.0/8"], true],
    ["192.0.2.7", ["192.0.2.7"], true],
    ["192.0.2.8", ["192.0.2.7/32"], false],
    ["2001:db8:1::9", ["2001:db8::/32"], true],
    ["2001:db9::", ["2001:db8::/32"], false],
    ["10.0.0.1", ["::/0"], false],
    ["unknown", ["0.0.0.0/0"], false],
    ["10.0.0.1", ["nonsense/8", "10.0.0.0/99"], false],
  ])("%s in %s: %s", (address, ranges, expected) => {
    expect(isInside(address, ranges)).toBe(expected);
  });
});

test.each([
  ["192.0.2.77", "192.0.2.1", true],
  ["192.0.2.77", "192.0.3.77", false],
  ["2001:db8:1:2::3", "2001:db8:1:ffff::", true],
  ["2001:db8:1::", "2001:db8:2::", false],
])("%s and %s share a network: %s", (a, b, expected) => {
  expect(networkPrefix(a) === networkPrefix(b)).toBe(expected);
});

describe("the bundled list", () => {
  const index = indexProviders(PROVIDER_NETWORKS);

  test("holds only ranges that can be read", () => {
    for (const { ranges } of PROVIDER_NETWORKS)
      for (const range of ranges) expect([range, isCidr(range)]).toEqual([range, true]);
  });

  test.each([
    ["54.160.1.1", "network:aws"],
    ["40.107.3.4", "network:microsoft_365"],
    ["20.70.1.1", "network:azure"],
    ["34.80.1.1", "network:gcp"],
    ["148.163.130.9", "network:proofpoint"],
    ["209.222.82.1", "network:barracuda"],
    // Mail security inside a cloud is mail security.
    ["18.208.22.70", "network:trend_micro"],
    ["203.0.113.9", null],
    ["153.142.10.1", null],
    ["127.0.0.1", null],
    ["2001:db8::1", null],
  ])("%s → %s", (address, provider) => {
    expect(findProvider(index, address)).toBe(provider);
  });
});

test("an operator's list names providers we know and lists the others", () => {
  const { providers, unreadable } = parseProviders(
    "# ours\naws 192.0.2.0/24\nsomebody 198.51.100.0/24 # lab\n\nbroken line\n",
  );
  expect(providers).toEqual([
    { reason: "network:aws", ranges: ["192.0.2.0/24"] },
    { reason: "network:listed", ranges: ["198.51.100.0/24"] },
  ]);
  expect(unreadable).toEqual(["broken line"]);
});
