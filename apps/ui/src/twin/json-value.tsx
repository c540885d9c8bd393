import Box from '@mui/material/Box';
import { MONO } from '../look/theme.js';
import { writeJson, type JsonNode } from './json-text.js';

/** A value as text, or that there is none. */
export function JsonValue({ node, none = 'not there' }: { node: JsonNode | undefined; none?: string }) {
  if (!node) return <Box component="span" sx={{ color: 'text.secondary', fontStyle: 'italic' }}>{none}</Box>;
  return (
    <Box component="span" sx={{ display: 'block', fontFamily: MONO, fontSize: '0.8125rem', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 240, overflowY: 'auto' }}>
      {writeJson(node)}
    </Box>
  );
}
