import { onContentUpdated, type Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { rememberChoice, showChoices } from './choices.js';
import './style.css';

export default {
  extends: DefaultTheme,
  setup() {
    if (typeof document === 'undefined') return;
    document.addEventListener('change', rememberChoice);
    onContentUpdated(showChoices);
  },
} satisfies Theme;
