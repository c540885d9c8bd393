import Chip from '@mui/material/Chip';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { mdiMagnify } from '@mdi/js';
import { useEffect, useState } from 'react';
import { Icon } from '../look/icon.js';
import { SYNC } from '../look/status.js';
import { readFilter, withFilter, type FilterName } from './device-filter.js';
import { SavedFilters } from './saved-filters.js';

const TYPED_MS = 250;
/** Two beside each other where it is narrow. */
const HALF = 'calc(50% - 6px)';

const SELECTS: readonly { name: FilterName; label: string; width: number; options: readonly (readonly [value: string, word: string])[] }[] = [
  { name: 'sync', label: 'State', width: 115, options: Object.entries(SYNC).map(([value, { word }]) => [value, word] as const) },
  {
    name: 'status',
    label: 'In the fleet',
    width: 145,
    options: [['accepted', 'Accepted'], ['preauthorized', 'Preauthorized'], ['pending', 'Pending'], ['rejected', 'Rejected'], ['noauth', 'Dismissed'], ['decommissioned', 'Decommissioned']],
  },
  { name: 'hubStatus', label: 'In the hub', width: 140, options: [['enabled', 'Enabled'], ['disabled', 'Disabled'], ['absent', 'Not in the hub'], ['unknown', 'Not known yet']] },
];

interface DeviceFiltersProps {
  search: URLSearchParams;
  onChange(search: URLSearchParams): void;
}

/** Which devices are listed. The address holds it, so it can be sent to somebody. */
export function DeviceFilters({ search, onChange }: DeviceFiltersProps) {
  const filter = readFilter(search);
  const change = (name: FilterName, value: string) => onChange(withFilter(search, name, value));
  return (
    <Stack component="search" direction="row" spacing={1.5} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      <TypedFilter
        key={`idPrefix ${filter.idPrefix === undefined}`}
        label="Device id begins with"
        value={filter.idPrefix ?? ''}
        onChange={(value) => change('idPrefix', value)}
        icon
      />
      {SELECTS.map(({ name, label, width, options }) => (
        <TextField key={name} select fullWidth={false} label={label} value={filter[name] ?? ''} onChange={(event) => change(name, event.target.value)} sx={{ width: { xs: HALF, sm: width } }} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}>
          <MenuItem value="">Any</MenuItem>
          {options.map(([value, word]) => (
            <MenuItem key={value} value={value}>
              {word}
            </MenuItem>
          ))}
        </TextField>
      ))}
      <TypedFilter key={`group ${filter.group === undefined}`} label="Group" value={filter.group ?? ''} onChange={(value) => change('group', value)} />
      <TypedFilter key={`tag ${filter.tag === undefined}`} label="Tag" example="site=north" value={filter.tag ?? ''} isWhole={isTag} onChange={(value) => change('tag', value)} />
      {filter.reason && <Chip label={`Reason: ${filter.reason}`} onDelete={() => change('reason', '')} />}
      <SavedFilters search={search} onChange={onChange} />
    </Stack>
  );
}

/** As the API takes it: a tag, =, a value. */
const isTag = (text: string): boolean => /^[^=]+=.+$/.test(text);

interface TypedFilterProps {
  label: string;
  value: string;
  onChange(value: string): void;
  /** What a whole value looks like, and whether one is; what is not takes no effect. */
  example?: string;
  isWhole?(value: string): boolean;
  icon?: boolean;
}

/** Takes effect a moment after the last letter. */
function TypedFilter({ label, value, onChange, example, isWhole = () => true, icon = false }: TypedFilterProps) {
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text.trim() === value || (text.trim() !== '' && !isWhole(text.trim()))) return;
    const timer = setTimeout(() => onChange(text.trim()), TYPED_MS);
    return () => clearTimeout(timer);
  });
  return (
    <TextField
      fullWidth={false}
      type="search"
      label={label}
      value={text}
      placeholder={example}
      onChange={(event) => setText(event.target.value)}
      sx={{ width: icon ? { xs: '100%', sm: 200 } : { xs: HALF, sm: example ? 130 : 104 } }}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { spellCheck: false, autoCapitalize: 'off' }, input: icon ? { startAdornment: <InputAdornment position="start"><Icon path={mdiMagnify} /></InputAdornment> } : {} }}
    />
  );
}
