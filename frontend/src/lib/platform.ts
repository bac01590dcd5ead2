/** A channel as somebody wrote it on one line. */
export type ChannelLine = { platform: string; handle: string; link: string };

// What people call a platform besides its name; and the hosts of its addresses.
const ALIASES: Record<string, readonly string[]> = {
  instagram: ["ig", "insta", "instagram.com"],
  facebook: ["fb", "face", "facebook.com", "fb.com"],
  tiktok: ["tt", "tik tok", "tiktok.com"],
  linkedin: ["li", "linkedin.com"],
  x: ["twitter", "x.com", "twitter.com"],
  youtube: ["yt", "youtube.com"],
  threads: ["threads.net", "threads.com"],
  pinterest: ["pin", "pinterest.com", "pinterest.es"],
  bluesky: ["bsky", "bsky.app"],
  reddit: ["reddit.com"],
  whatsapp: ["wa", "wa.me", "whatsapp.com"],
  telegram: ["tg", "t.me", "telegram.me"],
  discord: ["discord.gg", "discord.com"],
  twitch: ["twitch.tv"],
  google_business: ["gmb", "gbp", "google", "google business"],
  meta_ads: ["facebook ads", "fb ads"],
  google_ads: ["adwords"],
  website: ["web", "site", "ga", "ga4", "google analytics", "search console", "google search console"],
};

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("_", " ").trim();

/**
 * Reads "instagram @alba", "ig alba", "Google Business Alba Centro" or the address of a profile. names are the platforms
 * with how they are called in the app's language. Null while there is no platform and handle in it.
 */
export function readChannelLine(
  text: string,
  names: readonly (readonly [platform: string, name: string])[],
): ChannelLine | null {
  // Composed, so that a letter without its accent is as long as with it.
  const line = text.normalize("NFC").trim().replace(/\s+/g, " ");
  const address = readAddress(line, names);
  if (address) return address;
  const calls = names
    .flatMap(([platform, name]) =>
      [name, platform, ...(ALIASES[platform] ?? [])].map((call) => [plain(call), platform] as const),
    )
    .sort((a, b) => b[0].length - a[0].length);
  const start = plain(line);
  for (const [call, platform] of calls) {
    const next = start[call.length];
    if (!start.startsWith(call) || (next !== undefined && !/[\s:,@]/.test(next))) continue;
    const rest = line.slice(call.length).replace(/^[\s:,]+/, "");
    return rest ? { platform, handle: rest, link: "" } : null;
  }
  return null;
}

function readAddress(line: string, names: readonly (readonly [string, string])[]): ChannelLine | null {
  if (!/^(https?:\/\/)?[\w-]+(\.[\w-]+)+(\/\S*)?$/i.test(line)) return null;
  const link = /^https?:/i.test(line) ? line : `https://${line}`;
  const url = new URL(link);
  const host = url.hostname.replace(/^(www|m|web|[a-z]{2}-[a-z]{2}|es|en)\./, "");
  const platform = names.map(([one]) => one).find((one) => ALIASES[one]?.includes(host));
  const path = url.pathname.split("/").filter(Boolean);
  if (!platform) return names.some(([one]) => one === "website") ? { platform: "website", handle: host, link } : null;
  const name = path.find((part) => !["in", "company", "r", "user", "c", "channel", "profile", "pages"].includes(part));
  if (!name) return null;
  const handle = decodeURIComponent(name);
  const named = ["instagram", "tiktok", "x", "youtube", "threads"].includes(platform);
  return { platform, handle: named && !handle.startsWith("@") ? `@${handle}` : handle, link };
}
