/** Names of the layouts that come with the product. */
export const layoutEn = {
  'layout.dispatcher': 'Dispatcher',
  'layout.supervisor': 'Supervisor',
  'layout.wall': 'Wall',
  'layout.admin': 'Everything',
} as const;
