import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const ink: MantineColorsTuple = [
  "#eef2fd",
  "#dbe4fa",
  "#b9cbf6",
  "#a3bdff",
  "#8aabff",
  "#5c82e6",
  "#3a66d8",
  "#2a55c9",
  "#2148b0",
  "#1a3a91",
];

const grey: MantineColorsTuple = [
  "#f6f6f4",
  "#eeeeeb",
  "#e3e3e0",
  "#d2d3d2",
  "#c6c8cc",
  "#8d929b",
  "#686d76",
  "#50555e",
  "#2c3037",
  "#1a1d22",
];

const night: MantineColorsTuple = [
  "#e8e9ec",
  "#c6c9cf",
  "#adb1b9",
  "#8d929b",
  "#3a3d45",
  "#2c2f36",
  "#202227",
  "#18191d",
  "#141519",
  "#121316",
];

/** Mantine set to our scale: 13 px text, 28 px controls, 4 px grid, one accent. */
export const theme = createTheme({
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "15px", xl: "20px" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.45", xl: "1.3" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "20px", lineHeight: "28px" },
      h2: { fontSize: "15px", lineHeight: "20px" },
      h3: { fontSize: "13px", lineHeight: "20px" },
    },
  },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "3px", sm: "5px", md: "6px", lg: "8px", xl: "12px" },
  defaultRadius: "sm",
  colors: { ink, gray: grey, dark: night },
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  cursorType: "pointer",
  respectReducedMotion: true,
  // By name and not by Component.extend, which would load every one of them before the first page.
  components: {
    Input: {
      defaultProps: { size: "sm" },
      vars: (_theme: unknown, props: { multiline?: boolean }) =>
        props.multiline
          ? { wrapper: { "--input-fz": "13px" } }
          : { wrapper: { "--input-height": "28px", "--input-fz": "13px", "--input-padding": "8px" } },
    },
    InputWrapper: { defaultProps: { size: "sm" } },
    TextInput: { defaultProps: { size: "sm" } },
    Textarea: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm", comboboxProps: { shadow: "md" } } },
    Checkbox: { defaultProps: { size: "xs" } },
    Button: {
      defaultProps: { size: "sm" },
      vars: () => ({ root: { "--button-height": "28px", "--button-fz": "13px", "--button-padding-x": "12px" } }),
      styles: { root: { fontWeight: 500 } },
    },
    ActionIcon: { defaultProps: { size: 28, variant: "subtle", color: "gray" } },
    SegmentedControl: { defaultProps: { size: "xs", withItemsBorders: false }, styles: { label: { fontSize: 12 } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, fz: 12, px: 8, py: 4 } },
    Menu: {
      // The placeholder is an element in the menu that is no menu item, which screen readers stumble over.
      defaultProps: {
        withInitialFocusPlaceholder: false,
        shadow: "md",
        transitionProps: { duration: 0 },
        radius: "md",
        offset: 4,
      },
      styles: { item: { fontSize: 13, padding: "5px 8px", minHeight: 28 }, label: { fontSize: 11 } },
    },
    Popover: {
      defaultProps: { shadow: "md", transitionProps: { duration: 0 }, radius: "md", offset: 4 },
    },
    ModalRoot: { styles: { content: { background: "var(--bl-raised)", "--bl-table-ground": "var(--bl-raised)" } } },
    Modal: {
      defaultProps: {
        transitionProps: { duration: 0 },
        radius: "lg",
        overlayProps: { backgroundOpacity: 0.35 },
        yOffset: "12vh",
      },
      styles: {
        content: { background: "var(--bl-raised)", "--bl-table-ground": "var(--bl-raised)" },
        header: { background: "var(--bl-raised)" },
        title: { fontSize: 15, fontWeight: 600 },
      },
    },
  },
});

/** Lets Mantine's own parts stand on our surfaces, lines and text levels. */
export const variables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--bl-surface)",
    "--mantine-color-text": "var(--bl-text)",
    "--mantine-color-dimmed": "var(--bl-text-2)",
    "--mantine-color-placeholder": "var(--bl-text-3)",
    "--mantine-color-default": "var(--bl-raised)",
    "--mantine-color-default-hover": "var(--bl-hover)",
    "--mantine-color-default-border": "var(--bl-line-strong)",
    "--mantine-color-error": "var(--bl-bad)",
    "--mantine-color-anchor": "var(--bl-accent)",
    "--mantine-primary-color-light": "var(--bl-accent-tint)",
    "--mantine-shadow-md": "var(--bl-shadow)",
    "--mantine-shadow-xl": "var(--bl-shadow)",
  };
  return { variables: {}, light: shared, dark: shared };
};
