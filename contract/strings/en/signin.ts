/** The words of connecting to a gateway; `en.ts` takes them in. */
export const signinEn = {
  'signin.title': 'Connect to your gateway',
  'signin.again': 'Sign in again',
  'signin.gateway': 'Gateway',
  'signin.token': 'Token',
  'signin.connect': 'Connect',
  'signin.connecting': 'Connecting',
  'signin.address.empty': 'Say the address of the gateway, such as https://gateway.example',
  'signin.address.invalid': '"{address}" is not an address such as https://gateway.example',
  'signin.address.scheme': 'The address must begin with https://, it begins with {scheme}',
  'signin.address.http': 'http would send the token in the clear to {host}: use https://',
  'signin.address.credentials': 'The address must not hold a user name or password',
  'signin.token.shape': 'This is not a token: it should be three parts with dots between',
} as const;
