import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';

interface Part {
  to: string;
  word: string;
  /** Whether somebody is there. */
  here: boolean;
  /** Somebody is about to go there. */
  onNear?(): void;
}

/** The way between the parts of a page, each of which has an address of its own. Nothing of it is measured: that would lay out the page that comes before it is seen. */
export function PartLinks({ label, parts }: { label: string; parts: readonly Part[] }) {
  const current = useRef<HTMLAnchorElement>(null);
  const here = parts.find((part) => part.here)?.to;
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to clean up.
    void current.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [here]);
  return (
    <Box component="nav" aria-label={label} sx={LOOK}>
      {parts.map(({ to, word, here: isHere, onNear }) => (
        <Link key={to} to={to} ref={isHere ? current : undefined} aria-current={isHere ? 'page' : undefined} onPointerEnter={onNear} onFocus={onNear}>
          {word}
        </Link>
      ))}
    </Box>
  );
}

const LOOK = {
  display: 'flex',
  columnGap: 3,
  overflowX: 'auto',
  scrollbarWidth: 'thin',
  borderBottom: 1,
  borderColor: 'divider',
  '& a': { flexShrink: 0, py: 1.25, color: 'text.secondary', fontSize: '0.9375rem', fontWeight: 600, textDecoration: 'none', whiteSpace: 'nowrap', scrollMarginInline: '56px', borderBottom: '2px solid transparent' },
  '& a:hover': { color: 'text.primary' },
  '& a[aria-current]': { color: 'primary.main', borderBottomColor: 'var(--mui-palette-primary-main)' },
  '& a:focus-visible': { outlineOffset: '-2px' },
} as const;
