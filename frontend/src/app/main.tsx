import "@mantine/core/styles.css";
import "@/styles/tokens.css";
import "@/styles/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { keepDropsFromOpening } from "@/bridge/files";
import { languageOf } from "@/features/settings/settings";
import { titleClipped } from "@/lib/clipped";
import { showLanguage } from "@/lib/language";
import { listenToKeys } from "@/lib/shortcuts";
import { recall } from "@/lib/storage";
import { Providers } from "./providers";
import { makeRouter } from "./router";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

const router = makeRouter();
listenToKeys();
titleClipped();
keepDropsFromOpening();
void showLanguage(languageOf(recall("language") ?? "")).then(() => {
  createRoot(root).render(
    <StrictMode>
      <Providers router={router} />
    </StrictMode>,
  );
});
