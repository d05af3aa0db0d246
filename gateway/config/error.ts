/** What is wrong with the configuration, in one line for whoever typed it. Ends the program with exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
export const CONFIG_EXIT_CODE = 2;
