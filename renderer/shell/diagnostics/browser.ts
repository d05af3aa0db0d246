/** Name and version of the engine of a user agent's text; the text itself where it names none that we know. */
export function browserName(agent: string): string {
  const [, name, version] = /(Edg|Firefox|Chrome)\/([\d.]+)/.exec(agent) ?? [];
  if (name === undefined || version === undefined) return agent.slice(0, 120);
  return `${name === 'Chrome' ? 'Chromium' : name === 'Edg' ? 'Edge' : name} ${version}`;
}
