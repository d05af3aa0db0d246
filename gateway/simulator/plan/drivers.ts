import type { Driver } from '../../../contract/fleet.ts';
import { nth } from '../plane.ts';
import type { Random } from '../random.ts';

/** Given and family names that go together. */
const PEOPLE = [
  ['Chidi Ngozi Emeka Amara Tobe Ifeoma', 'Okafor Eze Nwosu Adeyemi Balogun Obi'],
  ['Lucía Mateo Camila Diego Elena Andrés', 'Reyes Morales Castillo Vega Fuentes Ibarra'],
  ['Astrid Erik Linnea Johan Saga Nils', 'Lindqvist Berg Nyström Holm Sandberg Ek'],
  ['Linh Minh Trang Duc Hoa Quang', 'Tran Nguyen Pham Vo Dang Bui'],
  ['Layla Omar Yasmin Karim Nour Samir', 'Haddad Nasser Khoury Mansour Aziz Rahman'],
  ['Petra Marek Jana Tomáš Eva Lukáš', 'Novak Dvořák Svoboda Horák Kučera Marek'],
  ['Rafael Beatriz Tiago Inês João Marta', 'Silva Costa Pereira Almeida Rocha Santos'],
  ['Camille Hugo Léa Antoine Manon Jules', 'Moreau Lefèvre Girard Roux Fontaine Mercier'],
  ['Abebe Hana Dawit Selam Yonas Meron', 'Abebe Tesfaye Bekele Girma Haile Tadesse'],
  ['Anna Jonas Greta Felix Klara Emil', 'Fischer Weber Brandt Vogel Keller Lorenz'],
  ['Haruto Yui Ren Aoi Sora Mei', 'Sato Tanaka Mori Ito Kimura Ono'],
  ['Priya Arjun Meera Rohan Anika Vikram', 'Sharma Iyer Patel Rao Menon Kapoor'],
  ['Siobhán Declan Aoife Ciarán Niamh Eoin', "Murphy Byrne Kelly O'Brien Walsh Doyle"],
  ['Ji-woo Min-jun Seo-yeon Do-yun Ha-eun Jae', 'Kim Park Choi Jung Kang Yoon'],
  ['Nikos Eleni Giorgos Sofia Petros Maria', 'Pappas Dimou Kostas Vlahos Ioannou Galanis'],
  ['Oksana Taras Iryna Andriy Olena Bohdan', 'Kovalenko Shevchuk Bondar Melnyk Lysenko Tkach'],
  ['Aylin Emre Zeynep Can Elif Deniz', 'Yılmaz Demir Kaya Şahin Arslan Koç'],
  ['Wei Jing Hao Xin Lei Yan', 'Chen Lin Wang Zhao Huang Liu'],
].map(([given = '', family = '']) => ({ given: given.split(' '), family: family.split(' ') }));

/** Numbers of the range that the regulator Ofcom keeps free for drama: nobody is ever called. */
export function createDriver(random: Random, number: number): Driver {
  const people = nth(PEOPLE, random.whole(0, PEOPLE.length - 1));
  const name = `${random.pick(people.given)} ${random.pick(people.family)}`;
  return { name, phone: `+44 7700 900${String(number % 1_000).padStart(3, '0')}` };
}
