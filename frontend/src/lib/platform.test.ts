import { expect, it } from "vitest";
import { readChannelLine } from "./platform";

const names = [
  ["instagram", "Instagram"],
  ["facebook", "Facebook"],
  ["x", "X"],
  ["linkedin", "LinkedIn"],
  ["google_business", "Google Business"],
  ["in_person", "En persona"],
  ["website", "Sitio web"],
] as const;

it.each([
  ["instagram @alba", { platform: "instagram", handle: "@alba", link: "" }],
  ["  IG   alba  ", { platform: "instagram", handle: "alba", link: "" }],
  ["instagram:@alba", { platform: "instagram", handle: "@alba", link: "" }],
  ["instagram@alba", { platform: "instagram", handle: "@alba", link: "" }],
  ["Facebook Alba Centro", { platform: "facebook", handle: "Alba Centro", link: "" }],
  ["Google Business Alba Centro", { platform: "google_business", handle: "Alba Centro", link: "" }],
  ["google_business Alba", { platform: "google_business", handle: "Alba", link: "" }],
  ["Google Analytics alba.example", { platform: "website", handle: "alba.example", link: "" }],
  ["ga4 alba.example", { platform: "website", handle: "alba.example", link: "" }],
  ["en persona Mercado", { platform: "in_person", handle: "Mercado", link: "" }],
  ["x @alba", { platform: "x", handle: "@alba", link: "" }],
  [
    "https://www.instagram.com/alba/",
    { platform: "instagram", handle: "@alba", link: "https://www.instagram.com/alba/" },
  ],
  ["es-es.facebook.com/alba", { platform: "facebook", handle: "alba", link: "https://es-es.facebook.com/alba" }],
  ["linkedin.com/company/alba", { platform: "linkedin", handle: "alba", link: "https://linkedin.com/company/alba" }],
  ["https://alba.example/shop", { platform: "website", handle: "alba.example", link: "https://alba.example/shop" }],
])("reads %s", (line, channel) => expect(readChannelLine(line, names)).toEqual(channel));

it.each(["", "instagram", "instagram ", "myspace @alba", "xylophone @alba", "https://instagram.com/"])(
  "waits for more at %j",
  (line) => expect(readChannelLine(line, names)).toBeNull(),
);
