/** Id of the popover with the link's details; the badge and the key open the same. */
export const LINK_DETAILS = 'link-details';

export function toggleLinkDetails(): void {
  document.getElementById(LINK_DETAILS)?.togglePopover();
}

/** Whether it was open. Escape closes it before it means anything else. */
export function closeLinkDetails(): boolean {
  const details = document.getElementById(LINK_DETAILS);
  const open = details?.matches(':popover-open') ?? false;
  if (open) details?.hidePopover();
  return open;
}
