import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { memo, startTransition, useEffect, useState } from 'react';
import { CopyButton } from '../look/copy-button.js';
import { Panel } from '../look/panel.js';
import { MONO } from '../look/theme.js';
import { comparisonOf } from './compare-twin.js';
import { writeJson } from './json-text.js';
import type { Twin } from './read-twin.js';
import type { Block, Stretch } from './side-by-side.js';

const tint = (colour: string) => ({ backgroundColor: `color-mix(in srgb, var(--mui-palette-${colour}-main) 12%, transparent)` });

/** Rules for the whole table: a style of its own for each of a thousand lines would cost more time than there is. */
const LINES = {
  '& pre': { m: 0, px: { xs: 0.75, md: 1.5 }, font: 'inherit', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', minWidth: 0 },
  '& pre + pre': { borderLeft: 1, borderColor: 'divider' },
  '& .row': { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  '& .later': { contentVisibility: 'auto' },
  '& .differs pre': tint('warning'),
  '& .left-only pre:first-of-type': tint('warning'),
  '& .right-only pre:last-of-type': tint('info'),
};

const LINE_PX = 20.8;
const NOTHING: readonly Stretch[] = [];

const MEANS: Readonly<Record<Block['mark'], string | undefined>> = { same: undefined, differs: 'Differs', 'left-only': 'Not reported', 'right-only': 'Only reported' };

/** What is wanted beside what the device says it has. */
export function ComparePanel({ twin }: { twin: Twin }) {
  const { desired, reported } = twin;
  const { stretches, open, own } = comparisonOf(twin);
  // The rest follows when the first lines are seen, and is laid out when somebody scrolls there.
  const [drawn, setDrawn] = useState(NOTHING);
  useEffect(() => startTransition(() => setDrawn(stretches)), [stretches]);
  return (
    <Panel title="Desired and reported" about="What the device is to have, and what it says that it has.">
      <Alert severity={open === 0 ? 'success' : 'warning'} role="status" sx={{ mb: 2 }}>
        {open === 0 ? 'No difference between desired and reported configuration' : `Found ${open} ${open === 1 ? 'difference' : 'differences'} between desired and reported configuration`}
        {own > 0 && <Typography variant="body2">The device reports {own} more {own === 1 ? 'value' : 'values'} of its own.</Typography>}
      </Alert>
      <Box role="group" aria-label="Desired and reported side by side" tabIndex={0} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, maxHeight: '70vh', overflow: 'auto' }}>
        <Box sx={{ fontFamily: MONO, fontSize: '0.8125rem', lineHeight: 1.6, ...LINES }}>
          <Box sx={{ position: 'sticky', top: 0, zIndex: 1, display: 'grid', gridTemplateColumns: '1fr 1fr', backgroundColor: 'background.sunken', borderBottom: 1, borderColor: 'divider' }}>
            {([['Desired', desired], ['Reported', reported]] as const).map(([name, part]) => (
              <Box key={name} sx={{ px: 1.5, py: 0.5, display: 'flex', alignItems: 'center', justifyContent: 'space-between', fontFamily: 'body1.fontFamily', fontWeight: 600 }}>
                {name}
                <CopyButton text={() => writeJson(part)} what={`${name.toLowerCase()} properties`} />
              </Box>
            ))}
          </Box>
          <Blocks blocks={stretches[0]?.blocks ?? []} />
          {drawn.slice(1).map(({ blocks, lines }, index) => (
            <div key={index} className="later" style={{ containIntrinsicBlockSize: `auto ${lines * LINE_PX}px` }}>
              <Blocks blocks={blocks} />
            </div>
          ))}
        </Box>
      </Box>
      <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 1 }}>
        Marked on both sides: the values differ. Marked on the left: not reported. Marked on the right: only reported.
      </Typography>
    </Panel>
  );
}

const Blocks = memo(function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map(({ left, right, mark }, index) => (
    <div key={index} className={`row ${mark}`} title={MEANS[mark]}>
      <pre>{left}</pre>
      <pre>{right}</pre>
    </div>
  ));
});
