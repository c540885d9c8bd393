import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { mdiCheck, mdiContentCopy } from '@mdi/js';
import { useState } from 'react';
import { useAnnounce } from './announcements.js';
import { Icon } from './icon.js';

/** Copies `text`, which may be written only when somebody asks for it; `what` says what that is. */
export function CopyButton({ text, what }: { text: string | (() => string); what: string }) {
  const [copied, setCopied] = useState(false);
  const announce = useAnnounce();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setCopied(true);
      announce(`Copied the ${what}.`);
    } catch {
      announce(`This browser does not let pages copy here. Select the ${what} and copy it by hand.`, 'error');
    }
  };
  return (
    <Tooltip title={copied ? 'Copied' : `Copy the ${what}`} onClose={() => setCopied(false)}>
      <IconButton size="small" aria-label={`Copy the ${what}`} onClick={() => void copy()} sx={{ minWidth: 28, minHeight: 28, p: 0.5 }}>
        <Icon path={copied ? mdiCheck : mdiContentCopy} sx={{ fontSize: 16 }} />
      </IconButton>
    </Tooltip>
  );
}
