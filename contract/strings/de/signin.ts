import type { signinEn } from '../en/signin.ts';
import type { Words } from '../words.ts';

/** The words of connecting to a gateway; `de.ts` takes them in. */
export const signinDe: Words<typeof signinEn> = {
  'signin.title': 'Mit dem Gateway verbinden',
  'signin.again': 'Neu anmelden',
  'signin.gateway': 'Gateway',
  'signin.token': 'Token',
  'signin.connect': 'Verbinden',
  'signin.connecting': 'Verbindet',
  'signin.address.empty': 'Die Adresse des Gateways fehlt, etwa https://gateway.example',
  'signin.address.invalid': '„{address}“ ist keine Adresse wie https://gateway.example',
  'signin.address.scheme': 'Die Adresse muss mit https:// beginnen, sie beginnt mit {scheme}',
  'signin.address.http': 'http schickte das Token offen an {host}: https:// verwenden',
  'signin.address.credentials': 'Die Adresse darf weder Benutzernamen noch Passwort enthalten',
  'signin.token.shape': 'Das ist kein Token: es hat drei Teile mit Punkten dazwischen',
};
