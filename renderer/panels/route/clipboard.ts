/** Puts text on the clipboard by the page's own means; needs no permission, only that the operator just pressed something. */
export function copyText(text: string, page: Document): boolean {
  const field = page.createElement('textarea');
  const before = page.activeElement;
  field.value = text;
  field.className = 'unseen';
  field.setAttribute('aria-hidden', 'true');
  page.body.append(field);
  field.select();
  try {
    // The async clipboard asks for a permission, and the hardened session grants none.
    return page.execCommand('copy');
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
