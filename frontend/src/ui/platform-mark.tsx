import {
  type Icon,
  IconBrandBluesky,
  IconBrandDiscord,
  IconBrandFacebook,
  IconBrandGoogle,
  IconBrandInstagram,
  IconBrandLinkedin,
  IconBrandPinterest,
  IconBrandReddit,
  IconBrandTelegram,
  IconBrandThreads,
  IconBrandTiktok,
  IconBrandTwitch,
  IconBrandWhatsapp,
  IconBrandX,
  IconBrandYoutube,
  IconMail,
  IconMessages,
  IconMicrophone,
  IconPencil,
  IconUser,
  IconUsersGroup,
  IconWorld,
  IconWorldWww,
} from "@tabler/icons-react";

const ICONS: Record<string, Icon> = {
  instagram: IconBrandInstagram,
  facebook: IconBrandFacebook,
  tiktok: IconBrandTiktok,
  linkedin: IconBrandLinkedin,
  x: IconBrandX,
  youtube: IconBrandYoutube,
  threads: IconBrandThreads,
  pinterest: IconBrandPinterest,
  bluesky: IconBrandBluesky,
  reddit: IconBrandReddit,
  whatsapp: IconBrandWhatsapp,
  telegram: IconBrandTelegram,
  discord: IconBrandDiscord,
  twitch: IconBrandTwitch,
  google_business: IconBrandGoogle,
  forum: IconMessages,
  group: IconUsersGroup,
  blog: IconPencil,
  website: IconWorldWww,
  newsletter: IconMail,
  podcast: IconMicrophone,
  in_person: IconUser,
};

/** A platform by its outline. Decorative: the name stands beside it. */
export function PlatformMark({ platform, size = 16 }: { platform: string; size?: number }) {
  const Glyph = ICONS[platform] ?? IconWorld;
  return <Glyph size={size} stroke={1.5} aria-hidden style={{ flex: "none" }} />;
}
