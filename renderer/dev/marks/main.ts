import { mount } from 'svelte';
import '../../theme/fonts.css';
import '../../theme/tokens.css';
import '../../theme/base.css';
import Marks from './Marks.svelte';

// Every mark of a status and of a priority once, as lists and the map draw it, for reading pixels back: ?theme=light
document.documentElement.dataset['theme'] =
  new URLSearchParams(window.location.search).get('theme') ?? 'dark';
const target = document.getElementById('app');
if (target === null) throw new Error('marks.html has no #app');
mount(Marks, { target });
