/** Puts text on the clipboard by the page's own means; needs no permission, only that the operator just pressed something. `into`: the dialog, while one is open and the rest of the page hears nothing. */
export function copyText(text: string, page: Document, into: Element = page.body): boolean {
  const field = page.createElement('textarea');
  const before = page.activeElement;
  field.value = text;
  field.className = 'unseen';
  field.setAttribute('aria-hidden', 'true');
  into.append(field);
  field.select();
  try {
    // The async clipboard asks for a permission, and the hardened session grants none.
    return page.execCommand('copy');
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
