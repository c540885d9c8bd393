import { createTheme } from '@mui/material/styles';

declare module '@mui/material/styles' {
  interface Palette {
    failing: Palette['primary'];
  }
  interface PaletteOptions {
    failing?: PaletteOptions['primary'];
  }
  interface TypeBackground {
    /** What lies under a panel within a panel: table heads, code. */
    sunken: string;
  }
}

const FONT = 'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
export const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace';

const light = {
  primary: { main: '#0b6b73', contrastText: '#ffffff' },
  secondary: { main: '#45505c' },
  success: { main: '#17703f', contrastText: '#ffffff' },
  info: { main: '#2457a6', contrastText: '#ffffff' },
  warning: { main: '#805200', contrastText: '#ffffff' },
  failing: { main: '#a83c00', contrastText: '#ffffff' },
  error: { main: '#ab1f1f', contrastText: '#ffffff' },
  text: { primary: '#17212b', secondary: '#52606d' },
  background: { default: '#f5f7f8', paper: '#ffffff', sunken: '#f0f3f5' },
  divider: '#dbe1e6',
};

const dark = {
  primary: { main: '#63c6cc', contrastText: '#06282b' },
  secondary: { main: '#b4bfc9' },
  success: { main: '#6fcf97', contrastText: '#08240f' },
  info: { main: '#8fb8f5', contrastText: '#08204a' },
  warning: { main: '#e5b85c', contrastText: '#2c1d00' },
  failing: { main: '#f3a071', contrastText: '#341300' },
  error: { main: '#f28b82', contrastText: '#3b0907' },
  text: { primary: '#e4eaef', secondary: '#a5b2bd' },
  background: { default: '#0e1418', paper: '#151d23', sunken: '#10171c' },
  divider: '#2b3740',
};

/** Calm surfaces with thin lines instead of shadows, one accent, and colours of states that are read in both schemes. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-scheme' },
  colorSchemes: { light: { palette: light }, dark: { palette: dark } },
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: FONT,
    fontSize: 14,
    h1: { fontSize: '1.5rem', fontWeight: 650, letterSpacing: '-0.015em', lineHeight: 1.3 },
    h2: { fontSize: '1.0625rem', fontWeight: 650, letterSpacing: '-0.005em', lineHeight: 1.4 },
    h3: { fontSize: '0.9375rem', fontWeight: 600, lineHeight: 1.4 },
    body1: { fontSize: '0.9375rem', lineHeight: 1.55 },
    body2: { fontSize: '0.875rem', lineHeight: 1.5 },
    caption: { fontSize: '0.8125rem', lineHeight: 1.4 },
    button: { textTransform: 'none', fontWeight: 600, letterSpacing: 0 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        // Said of each, as the baseline's way of inheriting it keeps browsers from reusing what they found out about the like of it.
        '*, *::before, *::after': { boxSizing: 'border-box' },
        body: { fontVariantNumeric: 'tabular-nums' },
        'code, pre, kbd': { fontFamily: MONO, fontSize: '0.92em' },
        // By their base lines, so that the word stands on one line with what is beside it.
        '.badge': { display: 'inline-flex', alignItems: 'baseline', gap: 5, whiteSpace: 'nowrap', fontSize: '0.8125rem', fontWeight: 600 },
        '.badge svg': { width: 16, height: 16, flexShrink: 0, fill: 'currentColor', transform: 'translateY(3px)' },
        '.badge.filled': { padding: '3px 8px', borderRadius: 999, backgroundColor: 'color-mix(in srgb, currentColor 11%, transparent)' },
        ':focus-visible': { outline: '2px solid var(--mui-palette-primary-main)', outlineOffset: 2, borderRadius: 4 },
        // Not a short transition but none: a duration alone makes one of every property of everything that is drawn.
        // By class, not for every element: a rule for those is paid with every line that comes into sight.
        '@media (prefers-reduced-motion: reduce)': { '[class*="Mui"], [class*="Mui"]::before, [class*="Mui"]::after, [class*="cm-"]': { animationDuration: '0.01ms !important', animationIterationCount: '1 !important', transition: 'none !important' } },
      },
    },
    // Room by margins takes a rule about siblings of whatever kind, and a line that comes into sight would change how all others are drawn.
    MuiStack: { defaultProps: { useFlexGap: true } },
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: {
      defaultProps: { disableElevation: true, variant: 'outlined', size: 'small' },
      styleOverrides: { root: { minHeight: 34, paddingInline: 14, whiteSpace: 'nowrap', '&.Mui-focusVisible': { outline: '2px solid var(--mui-palette-primary-main)', outlineOffset: 2 }, '&.MuiButton-outlined.MuiButton-colorInherit': { borderColor: 'var(--mui-palette-divider)', backgroundColor: 'var(--mui-palette-background-paper)' } } },
    },
    MuiIconButton: { styleOverrides: { root: { borderRadius: 8, minWidth: 34, minHeight: 34 } } },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiDialog: { styleOverrides: { paper: { border: '1px solid var(--mui-palette-divider)', borderRadius: 12, '@media (max-width: 599.95px)': { margin: 12, width: 'calc(100% - 24px)', maxWidth: 'calc(100% - 24px)', maxHeight: 'calc(100% - 24px)' } } } },
    MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.125rem', fontWeight: 650 } } },
    MuiDialogActions: { styleOverrides: { root: { padding: '8px 24px 20px' } } },
    MuiMenu: { styleOverrides: { paper: { border: '1px solid var(--mui-palette-divider)' } } },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiSelect: { defaultProps: { size: 'small' } },
    MuiTooltip: { defaultProps: { arrow: true, enterDelay: 250 }, styleOverrides: { tooltip: { fontSize: '0.8125rem', fontWeight: 500, backgroundColor: '#22303b', color: '#f2f5f7', maxWidth: 340 }, arrow: { color: '#22303b' } } },
    MuiTableCell: { styleOverrides: { root: { borderColor: 'var(--mui-palette-divider)', '&:first-of-type:not(.MuiTableCell-paddingCheckbox)': { paddingLeft: 20 }, '&:last-of-type': { paddingRight: 20 } }, head: { fontWeight: 600, fontSize: '0.8125rem', color: 'var(--mui-palette-text-secondary)', backgroundColor: 'var(--mui-palette-background-sunken)' } } },
    MuiToggleButton: { styleOverrides: { root: { color: 'var(--mui-palette-text-secondary)', fontWeight: 600, backgroundColor: 'var(--mui-palette-background-paper)' } } },
    MuiLink: { defaultProps: { underline: 'hover' } },
    MuiAlert: { styleOverrides: { root: { borderRadius: 8, alignItems: 'flex-start', '@media (max-width: 599.95px)': { '&:has(.MuiAlert-action > .MuiButton-root)': { flexWrap: 'wrap' }, '& .MuiAlert-message': { flex: '1 1 220px' } } } } },
  },
});
