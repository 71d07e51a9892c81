import { onContentUpdated, type Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { chooseLanguage, rememberLanguage } from './language.js';
import './style.css';

export default {
  extends: DefaultTheme,
  setup() {
    if (typeof document === 'undefined') return;
    document.addEventListener('change', rememberLanguage);
    onContentUpdated(chooseLanguage);
  },
} satisfies Theme;
