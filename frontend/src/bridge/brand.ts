import { useQuery } from "@tanstack/react-query";
import {
  Add,
  AddChannel,
  Brands,
  Channels,
  Delete,
  DeleteChannel,
  Logo,
  PickLogo,
  Platforms,
  SetLogo,
  Update,
  UpdateChannel,
} from "@wails/go/app/Brand";
import type { brand } from "@wails/go/models";
import { useClient } from "@/lib/place";
import { bound } from "./call";

/** What speaks to its public on channels. */
export type Brand = brand.Brand;
/** The fields of a brand to change; the others stay. */
export type BrandPatch = brand.Patch;
/** A brand's presence on a platform. */
export type Channel = brand.Channel;
/** The fields of a channel to change; the others stay. */
export type ChannelPatch = brand.ChannelPatch;

/** Keys of what is read of a client's brands. */
export const brandKeys = {
  brands: (client: string) => ["brand", client, "brands"] as const,
  channels: (client: string, brandId: string) => ["brand", client, "channels", brandId] as const,
  logo: (client: string, brandId: string, logo: string) => ["brand", client, "logo", brandId, logo] as const,
  platforms: () => ["brand", "none", "platforms"] as const,
};

const listBrands = bound(Brands);
const listChannels = bound(Channels);
const readLogo = bound(Logo);
const listPlatforms = bound(Platforms);

/** Adds a brand to a client. */
export const addBrand = bound(Add);
/** Changes a brand. */
export const updateBrand = bound(Update);
/** Takes a brand and its channels away. */
export const deleteBrand = bound(Delete);
/** Asks for a picture and makes it the logo; null when the person gave up. */
export const pickLogo = bound(PickLogo);
/** Makes the picture at a path the logo; none for "". */
export const setLogo = bound(SetLogo);
/** Adds a channel to a brand. */
export const addChannel = bound(AddChannel);
/** Changes a channel. */
export const updateChannel = bound(UpdateChannel);
/** Takes a channel away; its numbers and its log come back with undo. */
export const deleteChannel = bound(DeleteChannel);

/** The brands of the client at work, and the one that the page is about: the first while none is named. */
export function useBrand() {
  const { client, brand: id } = useClient();
  const query = useQuery({
    queryKey: brandKeys.brands(client),
    queryFn: () => listBrands(client),
    enabled: client !== "",
  });
  const brands: readonly Brand[] = query.data ?? [];
  return { ...query, client, brands, brand: brands.find((one) => one.id === id) ?? brands[0] ?? null };
}

/** The channels of a brand. */
export function useChannels(client: string, brandId: string) {
  return useQuery({
    queryKey: brandKeys.channels(client, brandId),
    queryFn: () => listChannels(client, brandId),
    enabled: client !== "" && brandId !== "",
  });
}

/** The logo of a brand as a data: address, "" where it has none. */
export function useLogo(client: string, one: Brand | null) {
  return useQuery({
    queryKey: brandKeys.logo(client, one?.id ?? "", one?.logo ?? ""),
    queryFn: () => readLogo(client, one?.id ?? ""),
    enabled: Boolean(one?.logo),
  });
}

/** The platforms that a channel can be on, in the order in which they are offered. */
export function usePlatforms(): readonly string[] {
  return useQuery({ queryKey: brandKeys.platforms(), queryFn: listPlatforms }).data ?? [];
}
