// What is cut for want of room is read whole in the title that the browser shows under the pointer.

/** The words of an element that are cut, or "" where they stand whole. */
function cut(element: HTMLElement): string {
  if (element.scrollWidth <= element.clientWidth) return "";
  if (element instanceof HTMLInputElement) return element.type === "password" ? "" : element.value;
  return getComputedStyle(element).textOverflow === "ellipsis" ? (element.textContent ?? "").trim() : "";
}

/** Gives cut text under the pointer a title, beside one that it has, until the returned function is called. */
export function titleClipped(): () => void {
  let shown: { element: HTMLElement; before: string | null } | null = null;
  const restore = () => {
    if (!shown) return;
    if (shown.before === null) shown.element.removeAttribute("title");
    else shown.element.title = shown.before;
    shown = null;
  };
  const over = ({ target }: MouseEvent) => {
    restore();
    for (let at = target; at instanceof HTMLElement && at !== document.body; at = at.parentElement) {
      const words = cut(at);
      if (words === "") continue;
      const said = at.closest<HTMLElement>("[title]")?.title ?? "";
      if (said.includes(words)) return;
      shown = { element: at, before: at.getAttribute("title") };
      at.title = said ? `${words}\n${said}` : words;
      return;
    }
  };
  document.addEventListener("mouseover", over);
  return () => {
    restore();
    document.removeEventListener("mouseover", over);
  };
}
